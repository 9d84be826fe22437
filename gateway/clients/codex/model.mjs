import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Stands in for the model behind an agent: speaks as much of the Responses API as a turn needs, streamed or not. It calls the planned tools one
 * after the other and then says the last tool's output. What the agent sent with each turn is in `turns`.
 *
 * @param plan [{ tool, arguments }], the arguments as they are or as a function of the last tool's output
 */
export async function startModel(plan) {
  const turns = [];
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || !request.url.endsWith('/responses')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[],"models":[]}');
      return;
    }
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const asked = JSON.parse(body);
    const turn = read(asked);
    turns.push(turn);
    (asked.stream ? stream : whole)(response, `resp_${turns.length}`, next(plan, turns.length - 1, turn));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    turns,
    baseUrl: `http://127.0.0.1:${server.address().port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function read({ tools = [], input = [] }) {
  return {
    tools: tools.flatMap((tool) =>
      tool.type === 'namespace'
        ? tool.tools.map(({ name, description, parameters }) => ({ namespace: tool.name, name, description, parameters }))
        : [{ name: tool.name ?? tool.type }]),
    outputs: input
      .filter(({ type }) => type === 'function_call_output')
      .map(({ output }) => (typeof output === 'string' ? output : [output].flat().map(({ text }) => text ?? '').join(''))),
  };
}

function next(plan, step, turn) {
  if (step >= plan.length) return message(turn.outputs.at(-1) ?? 'no tool output arrived');
  const wanted = plan[step];
  const tool = turn.tools.find(({ name }) => name === wanted.tool);
  if (!tool) return message(`${wanted.tool} was not offered`);
  return {
    type: 'function_call',
    id: `fc_${step}`,
    call_id: `call_${step}`,
    name: tool.name,
    ...(tool.namespace && { namespace: tool.namespace }),
    arguments: JSON.stringify(typeof wanted.arguments === 'function' ? wanted.arguments(turn.outputs.at(-1)) : wanted.arguments),
  };
}

function message(text) {
  return { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text }] };
}

const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };

function whole(response, id, item) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({ id, object: 'response', status: 'completed', output: [{ status: 'completed', ...item }], usage }));
}

function stream(response, id, item) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of [
    { type: 'response.created', response: { id } },
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: { id, usage } },
  ]) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}
