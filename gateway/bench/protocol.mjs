import autocannon from 'autocannon';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '../clients/support/jdk.mjs';
import { freePorts, Program } from '../clients/support/process.mjs';
import { eras, install } from './installation.mjs';

const app = process.argv[2] ?? join(root, 'gateway/target/quarkus-app');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const WARM_UP_SECONDS = Number(process.env.BENCH_WARM_UP_SECONDS ?? 15);
const OPENINGS = 200;
/** What the layer may cost, and how long a client may wait: Codex begins without tools when they take about a second. */
const MOST_COST = 1.2;
const LONGEST_OPENING_MS = 100;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A refused or broken call would be a fast one: there must be none, and an error of the protocol comes with status 200 too. */
async function load(request, options) {
  const result = await autocannon({ ...request, ...options, verifyBody: (body) => !/"isError":true|"code":-|"successful":false|"error":[{"]/.test(`${body}`) });
  if (result.non2xx || result.errors || result.mismatches) {
    throw new Error(`${request.url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors, ${result.mismatches} refusals`);
  }
  return { rate: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

async function opening(requests) {
  const begin = performance.now();
  let session = {};
  for (const request of requests) {
    const answer = await fetch(request.url, { ...request, headers: { ...request.headers, ...session } });
    const body = await answer.json();
    if (!answer.ok || !body.result) throw new Error(`${answer.status} ${JSON.stringify(body.error)}`);
    const opened = answer.headers.get('mcp-session-id');
    if (opened) session = { 'mcp-session-id': opened };
  }
  const taken = performance.now() - begin;
  // Of many open ones of a caller the gateway would end some.
  if (session['mcp-session-id']) await fetch(requests[0].url, { method: 'DELETE', headers: { ...requests[0].headers, ...session } });
  return taken;
}

const work = join(root, 'gateway/bench/.work');
mkdirSync(work, { recursive: true });
const folder = mkdtempSync(join(work, 'protocol-'));
const [upstreamPort] = await freePorts(1);
const upstream = new Program('The upstream', join(folder, 'upstream.log'), process.execPath,
  [join(root, 'gateway/clients/support/echo-upstream.mjs'), `${upstreamPort}`], process.env);
let installation;
try {
  await upstream.ready(`http://127.0.0.1:${upstreamPort}/__echo/calls`);
  installation = await install('gateway', resolve(app), folder, upstreamPort);
  const { calls, openings } = await eras(installation.origin, installation.key);
  for (const request of Object.values(calls)) await load(request, { connections: 16, duration: WARM_UP_SECONDS });
  console.log(`${cpus().length} cores for load generator, upstream, gateway and database; load average at the start ${loadavg()[0].toFixed(1)}; `
    + `${ROUNDS} rounds of ${SECONDS} s each, in turn\n`);
  console.log('| call | connections | calls/s | bare transport / it (rounds) | p50 ms | p99 ms |\n|---|---|---|---|---|---|');
  const [bare] = Object.keys(calls);
  for (const connections of [1, 16]) {
    const runs = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      const order = Object.keys(calls);
      if (round % 2) order.reverse();
      for (const name of order) runs[name].push(await load(calls[name], { connections, duration: SECONDS }));
    }
    for (const [name, all] of Object.entries(runs)) {
      const costs = all.map((run, round) => runs[bare][round].rate / run.rate);
      console.log(`| ${name} | ${connections} | ${median(all.map((run) => run.rate)).toFixed(0)} | ${median(costs).toFixed(3)} `
        + `(${Math.min(...costs).toFixed(2)}–${Math.max(...costs).toFixed(2)}) | ${median(all.map((run) => run.p50))} | ${median(all.map((run) => run.p99))} |`);
      if (median(costs) > MOST_COST) process.exitCode = 1;
    }
  }
  console.log(`\nWhat a client waits for before its first turn, ${OPENINGS} times in turn\n\n| opening | first ms | p50 ms | p99 ms |\n|---|---|---|---|`);
  const waits = Object.fromEntries(Object.keys(openings).map((name) => [name, []]));
  for (let time = 0; time < OPENINGS; time++) {
    for (const [name, requests] of Object.entries(openings)) waits[name].push(await opening(requests));
  }
  for (const [name, all] of Object.entries(waits)) {
    const sorted = all.toSorted((a, b) => a - b);
    if (median(all) > LONGEST_OPENING_MS) process.exitCode = 1;
    console.log(`| ${name === '2025-11-25' ? 'initialize' : 'server/discover'} + tools/list, ${name} | ${all[0].toFixed(1)} | ${median(all).toFixed(1)} | ${sorted[Math.floor(all.length * 0.99)].toFixed(1)} |`);
  }
} finally {
  await installation?.stop();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
}
