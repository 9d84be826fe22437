import autocannon from 'autocannon';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from '../clients/support/jdk.mjs';
import { freePorts, Program } from '../clients/support/process.mjs';
import { install } from './installation.mjs';

const [baseline, present = join(root, 'gateway/target/quarkus-app')] = process.argv.slice(2);
if (!baseline) {
  console.error('Usage: node warm-calls.mjs BASELINE_QUARKUS_APP [PRESENT_QUARKUS_APP]');
  process.exit(2);
}
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const WARM_UP_SECONDS = Number(process.env.BENCH_WARM_UP_SECONDS ?? 15);
const COUNTED_CALLS = 5_000;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (number) => (number >= 100 ? number.toFixed(0) : number.toFixed(2));

/** A refused or broken call would be a fast one: there must be none. */
async function load(request, options) {
  const result = await autocannon({ ...request, ...options });
  if (result.non2xx || result.errors || result.mismatches) {
    throw new Error(`${request.url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return { rate: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99, calls: result.requests.total };
}

async function compared(installations, door, connections) {
  const runs = installations.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    const order = [...installations.keys()];
    if (round % 2) order.reverse(); // A B, B A, …: neither profits from what the machine does over time
    for (const index of order) runs[index].push(await load(installations[index].doors[door], { connections, duration: SECONDS }));
  }
  return runs;
}

/** What a database is asked while this many warm calls run: by what kind of statement, and per call. */
async function statements({ doors, database }, door) {
  await load(doors[door], { connections: 16, amount: 500 });
  await database.query('select pg_stat_statements_reset()');
  const { calls, rate } = await load(doors[door], { connections: 16, amount: COUNTED_CALLS });
  const seconds = calls / rate;
  const rows = await database.query(`select query, s.calls::int, rows::int from pg_stat_statements s join pg_roles r on r.oid = s.userid
    where r.rolname = 'patchbay_app' order by s.calls desc`);
  const kinds = { reads: [], writes: [], context: [] };
  for (const row of rows) kinds[kindOf(row.query)].push(row);
  const sum = (list) => list.reduce((total, row) => total + row.calls, 0);
  return { calls, seconds, reads: sum(kinds.reads), writes: sum(kinds.writes), context: sum(kinds.context), read: kinds.reads };
}

/** Row locks of the writer are its own part of a write; a set_config carries the tenant and reads nothing. */
function kindOf(query) {
  const text = query.toLowerCase().replace(/\s+/g, ' ').trim();
  if (/^(select set_config|set|begin|commit|rollback|show|deallocate|discard)\b/.test(text) && !/ from /.test(text)) return 'context';
  return /^(with|select)\b/.test(text) && !/\bfor (no key )?update\b/.test(text) && !/\b(insert into|update|delete from)\b/.test(text) ? 'reads' : 'writes';
}

const work = join(root, 'gateway/bench/.work');
mkdirSync(work, { recursive: true });
const folder = mkdtempSync(join(work, 'warm-'));
const [upstreamPort] = await freePorts(1);
const upstream = new Program('The upstream', join(folder, 'upstream.log'), process.execPath,
  [join(root, 'gateway/clients/support/echo-upstream.mjs'), `${upstreamPort}`], process.env);
const installations = [];
try {
  await upstream.ready(`http://127.0.0.1:${upstreamPort}/__echo/calls`);
  for (const [name, app] of [['baseline', baseline], ['present', present]]) {
    installations.push(await install(name, resolve(app), folder, upstreamPort));
  }
  const doors = Object.keys(installations[0].doors);
  for (const { doors: requests } of installations) {
    for (const request of Object.values(requests)) await load(request, { connections: 16, duration: WARM_UP_SECONDS });
  }
  console.log(`${cpus().length} cores for load generator, upstream, both gateways and both databases; load average at the start `
    + `${loadavg()[0].toFixed(1)}; ${ROUNDS} rounds of ${SECONDS} s each, alternating\n`);
  console.log('| door | connections | baseline calls/s | present calls/s | present / baseline (rounds) | baseline p99 ms | present p99 ms |');
  console.log('|---|---|---|---|---|---|---|');
  for (const door of doors) {
    for (const connections of [1, 16]) {
      const [a, b] = await compared(installations, door, connections);
      const ratios = a.map((run, round) => b[round].rate / run.rate);
      console.log(`| ${door} | ${connections} | ${rounded(median(a.map((r) => r.rate)))} | ${rounded(median(b.map((r) => r.rate)))} `
        + `| ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}) `
        + `| ${median(a.map((r) => r.p99))} | ${median(b.map((r) => r.p99))} |`);
    }
  }
  console.log(`\nStatements while ${COUNTED_CALLS} warm calls ran at 16 connections\n`);
  console.log('| build | door | seconds | reads | reads per call | writes per call | tenant set per call |\n|---|---|---|---|---|---|---|');
  const reads = [];
  for (const installation of installations) {
    for (const door of doors) {
      const found = await statements(installation, door);
      console.log(`| ${installation.name} | ${door} | ${rounded(found.seconds)} | ${found.reads} | ${(found.reads / found.calls).toFixed(4)} `
        + `| ${(found.writes / found.calls).toFixed(3)} | ${(found.context / found.calls).toFixed(3)} |`);
      for (const { query, calls } of found.read) reads.push(`${calls} × ${installation.name}, ${door}: ${query.replace(/\s+/g, ' ').slice(0, 160)}`);
    }
  }
  console.log(`\nThe reads, each made when something kept had reached its age:\n\n${reads.map((line) => `- ${line}`).join('\n')}`);
} finally {
  for (const { stop } of installations) await stop();
  await upstream.stop();
  rmSync(folder, { recursive: true, force: true });
}
