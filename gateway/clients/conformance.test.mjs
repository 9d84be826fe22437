import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { differs, page } from './conformance/page.mjs';
import { run, runs } from './conformance/suite.mjs';
import { startBehindRelay } from './support/relay.mjs';

let system;
let url;
const results = [];

before(async () => {
  system = await startBehindRelay('conformance', { PATCHBAY_MCP_FIXTURE: 'true' });
  const { mcp } = await system.api.session('ada', []);
  url = mcp.url;
  system.relay.authorize(new URL(url).pathname, mcp.bearer_token);
});
after(() => system?.stop());

describe('the official suite passes whole', () => {
  for (const each of runs) {
    test(`${each.title} (${each.version})`, async (t) => {
      const result = await run(each, url);
      results.push({ ...each, ...result });
      for (const { name, counts, passed, skipped, failed, faults, said } of result.scenarios) {
        if (!counts) continue;
        await t.test(name, () => {
          assert.equal(failed + skipped, 0, faults.join('\n'));
          assert.ok(passed > 0, `not one check passed${said}`);
        });
      }
      assert.ok(result.scenarios.some(({ counts }) => counts), result.said.slice(-4_000));
      const unknown = each.also.filter((name) => !result.scenarios.some((scenario) => scenario.name === name));
      assert.deepEqual(unknown, [], 'the suite no longer runs what we count');
      assert.equal(result.code, 0, result.said.slice(-4_000));
    });
  }

  test('docs/conformance.md says what came out', () => {
    assert.equal(results.length, runs.length);
    assert.deepEqual(results.filter(({ code }) => code !== 0).map(({ title }) => title), [], 'a page of failures is not written');
    assert.equal(differs(page(results)), undefined);
  });
});
