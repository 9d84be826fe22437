import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/**
 * A service that stands where Scale is expected and says who asked for what: `account` is a mark of the credential that came
 * with the request, `name` the argument. What is called `never …` it does not answer, but says how long it was asked for it. It
 * does nothing else, so that it is fast enough to disappear behind a gateway.
 *
 * A mark and not the credential itself, because the gateway takes credentials out of answers.
 */
export const markOf = (key) => createHash('sha256').update(key).digest('hex').slice(0, 16);

/** Marks are kept: one hash per credential, not per request. */
const marks = new Map();
const calls = new Map();
const waits = new Map();

function account(authorization = '') {
  let mark = marks.get(authorization);
  if (!mark) {
    const [user] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString().split(':', 1);
    marks.set(authorization, mark = markOf(user));
  }
  calls.set(mark, (calls.get(mark) ?? 0) + 1);
  return mark;
}

/** The sha256 of the first part with a file name, if there is one. */
function fileIn(body, type) {
  const boundary = Buffer.from(`\r\n--${/boundary="?([^";]+)/.exec(type)[1]}`);
  for (let at = body.indexOf('filename'); at >= 0; at = -1) {
    const start = body.indexOf('\r\n\r\n', at) + 4;
    return createHash('sha256').update(body.subarray(start, body.indexOf(boundary, start))).digest('hex');
  }
  return undefined;
}

function answer(request, body) {
  const path = decodeURIComponent(request.url.split('?', 1)[0]);
  if (path === '/__echo/calls') return Object.fromEntries(calls);
  if (path === '/__echo/waits') return Object.fromEntries(waits);
  const mark = account(request.headers.authorization);
  if (path === '/v1/batches') return { docs: [], total: 0, limit: 1, has_more: false, account: mark };
  if (path === '/v1/files/upload') return { account: mark, sha256: fileIn(body, request.headers['content-type']) };
  return { account: mark, name: path.slice(path.lastIndexOf('/') + 1) };
}

/** Until the asker hangs up. */
function wait(name, response) {
  const wait = { since: Date.now() };
  waits.set(name, wait);
  response.on('close', () => (wait.left = Date.now()));
}

export function serve(port) {
  return createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const said = answer(request, Buffer.concat(parts));
      if (said.name?.startsWith('never ')) return wait(said.name, response);
      const text = JSON.stringify(said);
      return response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
    });
  }).listen(port, '127.0.0.1');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve(Number(process.argv[2])).keepAliveTimeout = 60_000;
