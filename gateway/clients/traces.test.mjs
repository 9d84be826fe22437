import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Traces } from './support/traces.mjs';

const secret = 'Marker_0123456789abcdef-XYZ';
const traces = new Traces(secret);
const hex = Buffer.from(secret).toString('hex');

/** Written by hand here, so that a mistake of the search is not repeated by its test. */
const spellings = {
  raw: secret,
  'UTF-16': Buffer.from(secret, 'utf16le'),
  'UTF-16, big end first': Buffer.from([...secret].flatMap((letter) => [0, letter.charCodeAt(0)])),
  hexadecimal: hex,
  'percent-encoded': [...secret].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
  'percent-encoded twice': encodeURIComponent([...secret].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')),
  'escaped for JSON': [...secret].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
};

for (const [name, spelling] of Object.entries(spellings)) {
  test(`the search finds a secret that is ${name}`, () => {
    const planted = Buffer.concat([Buffer.from('before '), Buffer.from(spelling), Buffer.from(' after')]);
    assert.deepEqual(traces.in(planted), [name]);
  });
}

test('the search finds capital hexadecimal digits', () => {
  assert.deepEqual(traces.in(hex.toUpperCase()), ['hexadecimal']);
  assert.deepEqual(traces.in(hex.toUpperCase().replace(/../g, '%$&')), ['percent-encoded']);
});

for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
  test(`the search finds base64 of ${JSON.stringify(before)} and the secret`, () => {
    for (const form of ['base64', 'base64url']) {
      const spelling = Buffer.from(`${before}${secret}: and more`).toString(form);
      assert.ok(traces.in(`"${spelling}"`).includes(form), form);
    }
  });
}

test('the search looks into files and at their names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traces-'));
  try {
    writeFileSync(join(folder, 'content'), Buffer.from(secret, 'utf16le'));
    writeFileSync(join(folder, `name-${hex}`), 'nothing');
    assert.deepEqual(traces.below(folder), ['content: UTF-16', `name-${hex}: hexadecimal, in its name`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('half a secret and a foreign one are not found', () => {
  assert.deepEqual(traces.in(`${secret.slice(1)} ${secret.toLowerCase()} Marker_0123456789abcdef-XYz`), []);
});
