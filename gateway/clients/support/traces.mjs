import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Where a secret was left, in any spelling a program gives a text by accident: as it is, base64 (at each of the three places a text
 * can stand inside a longer one, so also "name:secret"), hexadecimal, every character percent-encoded (once and twice) or escaped
 * for JSON, as UTF-16 of both byte orders. The secret must be letters, digits, - and _, so that JSON and ordinary URL encoding leave
 * it as it is.
 */
export class Traces {
  #spellings;

  constructor(secret) {
    if (!/^[A-Za-z0-9_-]{16,}$/.test(secret)) throw new Error('A marker is at least 16 of A-Z a-z 0-9 _ -.');
    const bytes = Buffer.from(secret);
    const hex = bytes.toString('hex');
    this.#spellings = [
      ['raw', bytes],
      ['UTF-16', Buffer.from(secret, 'utf16le')],
      ['UTF-16, big end first', Buffer.from(secret, 'utf16le').swap16()],
      ['escaped for JSON', hex.replace(/../g, '\\u00$&')],
      ['escaped for JSON', hex.toUpperCase().replace(/../g, '\\u00$&')],
      ['hexadecimal', hex],
      ['hexadecimal', hex.toUpperCase()],
      ['percent-encoded', hex.replace(/../g, '%$&')],
      ['percent-encoded', hex.toUpperCase().replace(/../g, '%$&')],
      ['percent-encoded twice', hex.replace(/../g, '%25$&')],
      ['percent-encoded twice', hex.toUpperCase().replace(/../g, '%25$&')],
      ...[0, 1, 2].flatMap((shift) => ['base64', 'base64url'].map((form) => [form, aligned(bytes, shift, form)])),
    ].map(([name, spelling]) => [name, Buffer.from(spelling)]);
  }

  /** The spellings found in a text or in bytes. */
  in(content) {
    const bytes = Buffer.from(content);
    return [...new Set(this.#spellings.filter(([, spelling]) => bytes.includes(spelling)).map(([name]) => name))];
  }

  /** `path: spelling` for each file below a folder that holds it or is named after it. */
  below(folder) {
    return filesBelow(folder).flatMap((file) => {
      const path = relative(folder, file);
      return [...this.in(readFileSync(file)), ...this.in(path).map((spelling) => `${spelling}, in its name`)]
        .map((spelling) => `${path}: ${spelling}`);
    });
  }
}

export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The characters of the base64 that depend on the secret alone, when it starts `shift` bytes into a group of three. */
function aligned(bytes, shift, form) {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(form).replace(/=+$/, '');
  const whole = Math.floor((shift + bytes.length) / 3) * 4;
  return text.slice(shift === 0 ? 0 : 4, whole);
}
