import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { played } from '../support/guide.mjs';
import { node22 } from '../support/node-22.mjs';

const work = fileURLToPath(new URL('../.work/', import.meta.url));
const packages = { '0.1.16': 'conformance-0.1', '0.2.0-alpha.12': '@modelcontextprotocol/conformance' };

/** Everything the suite runs and the project does not claim: other revisions' drafts and extensions that are not offered. */
const NOT_OFFERED = /^tasks-/;

/** @param also scenarios that the run itself does not count, and we do */
export const runs = [
  { title: 'The active suite', version: '0.1.16', args: [], also: [] },
  { title: 'Required by 2025-11-25', version: '0.2.0-alpha.12', args: ['--requirements', '2025-11-25'], also: ['json-schema-2020-12', 'server-session-lifecycle'] },
  {
    title: 'Required by 2026-07-28', version: '0.2.0-alpha.12', args: ['--requirements', '2026-07-28'],
    also: ['http-header-validation', 'http-custom-header-server-validation', 'json-schema-2020-12'],
  },
];

/**
 * One run of the official suite against an MCP address.
 *
 * @returns its scenarios in the order they ran, each with how many checks came out how, what was said of those that did not
 *          pass, and whether it counts; and what the suite itself said
 */
export async function run({ version, args, also }, url) {
  const folder = mkdtempSync(join(work, 'conformance-'));
  try {
    const { code, stdout, stderr } = await played(node22, [program(version), 'server', '--url', url, '-o', folder, ...args], { cwd: work, patience: 240_000 });
    const said = `${stdout}\n${stderr}`;
    const names = [...stdout.matchAll(/^=== Running scenario: (\S+) ===$/gm)].map(([, name]) => name);
    const unscored = new Set([...(stdout.split(/^Not scored for /m)[1] ?? '').matchAll(/^ +[✓✗] (\S+) \(/gm)].map(([, name]) => name));
    const scenarios = names.map((name) => ({
      name, ...outcome(folder, name), counts: !unscored.has(name) || also.includes(name),
      said: said.split(`=== Running scenario: ${name} ===`)[1]?.split('=== ')[0],
    }));
    return { code, said, scenarios: scenarios.filter(({ name }) => !NOT_OFFERED.test(name)), notOffered: names.filter((name) => NOT_OFFERED.test(name)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function program(version) {
  const manifest = join(fileURLToPath(new URL('../node_modules/', import.meta.url)), packages[version], 'package.json');
  const { version: installed, bin } = createRequire(import.meta.url)(manifest);
  if (installed !== version) throw new Error(`${packages[version]} is ${installed}, not ${version}: npm ci`);
  return join(dirname(manifest), bin.conformance);
}

function outcome(folder, scenario) {
  const place = readdirSync(folder).find((name) => name.replace(/-\d{4}-\d\d-\d\dT[-\d]+Z$/, '') === `server-${scenario}`);
  const file = place && join(folder, place, 'checks.json'); // not there when the scenario itself broke
  const checks = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const those = (status) => checks.filter((check) => check.status === status);
  return {
    passed: those('SUCCESS').length,
    failed: those('FAILURE').length,
    skipped: those('SKIPPED').length,
    warnings: those('WARNING').map(({ id }) => id),
    faults: [...those('FAILURE'), ...those('SKIPPED')].map(({ id, status, errorMessage, description, details }) =>
      `${status} ${id}: ${errorMessage ?? description}\n${JSON.stringify(details)}`),
  };
}
