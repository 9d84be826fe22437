import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/jdk.mjs';

const file = join(root, 'docs/conformance.md');
const remedy = '(run `PATCHBAY_PAGES=write node --test conformance.test.mjs` in gateway/clients, and commit it)';

/** Results as a page; the same results are the same text. */
export function page(results) {
  const lines = [
    '<!-- Made from a run of the official suite; run gateway/clients/conformance.test.mjs with PATCHBAY_PAGES=write. -->',
    '',
    '# Conformance',
    '',
    'What the official suite of the Model Context Protocol (`@modelcontextprotocol/conformance`) says of this server. `./patchbay test` runs it',
    'against the packaged gateway with `patchbay.mcp.fixture=true`, which puts the tools, resources and prompts that the suite asks for on a',
    "session's own MCP address, behind the same authentication; a small proxy adds the token, which the suite cannot send, and changes nothing",
    'else. There is no list of expected failures: the test fails when one check that counts fails or is skipped, and when this page is not what came out.',
    '',
    '| run | suite | scenarios | checks passed | checks failed |',
    '| --- | --- | --: | --: | --: |',
    ...results.map(({ title, version, scenarios }) => {
      const counted = scenarios.filter(({ counts }) => counts);
      return `| ${title} | ${version} | ${counted.length} | ${sum(counted, 'passed')} | ${sum(counted, 'failed') + sum(counted, 'skipped')} |`;
    }),
  ];
  for (const { title, version, args, scenarios, notOffered } of results) {
    lines.push('', `## ${title}`, '', `\`conformance server${args.map((each) => ` ${each}`).join('')}\`, ${version}.`, '',
      '| scenario | passed | failed | warnings |', '| --- | --: | --: | --- |');
    for (const { name, passed, failed, skipped, warnings, counts } of scenarios) {
      lines.push(`| ${name}${counts ? '' : ' (not counted)'} | ${passed} | ${failed + skipped} | ${warnings.map((id) => `\`${id}\``).join(', ')} |`);
    }
    if (notOffered.length > 0) {
      lines.push('', `Not offered here, an optional extension of the protocol, and so not counted by the suite either: ${notOffered.join(', ')}.`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const sum = (scenarios, member) => scenarios.reduce((total, scenario) => total + scenario[member], 0);

/** @returns where the page among the documentation differs from this one, or nothing; with PATCHBAY_PAGES=write it is made so */
export function differs(text) {
  if (process.env.PATCHBAY_PAGES === 'write') writeFileSync(file, text);
  if (!existsSync(file)) return `docs/conformance.md does not exist ${remedy}`;
  const [found, expected] = [readFileSync(file, 'utf8').split('\n'), text.split('\n')];
  const line = expected.findIndex((each, number) => each !== found[number]);
  if (line >= 0) return `docs/conformance.md:${line + 1}: should be: ${expected[line]} ${remedy}`;
  return found.length > expected.length ? `docs/conformance.md:${expected.length + 1}: should not be there ${remedy}` : undefined;
}
