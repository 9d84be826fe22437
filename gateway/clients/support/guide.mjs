import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './jdk.mjs';

/** The fenced blocks of a guide in one language, in order, so that a guide and its test cannot differ. */
export function blocks(guide, language) {
  const text = readFileSync(join(root, 'docs/guides', guide), 'utf8');
  const found = [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(([, its]) => its === language).map(([, , block]) => block);
  assert.ok(found.length > 0, `${guide} has no block of ${language}`);
  return found;
}

/** Runs a program with nothing of this environment but PATH. @returns its exit code and what it said */
export async function played(command, args, { cwd, env, patience = 60_000 }) {
  const child = spawn(command, args, { cwd, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}
