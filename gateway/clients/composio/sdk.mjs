import assert from 'node:assert/strict';

const apis = /^\/api\/(v3(?:\.1)?)/;

/** What this process complained of on its error output since it was asked last: the SDK says there what does not fit its schemas. */
class Complaints {
  #said = [];

  constructor() {
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text, ...rest) => {
      this.#said.push(String(text));
      return write(text, ...rest);
    };
    process.on('warning', (warning) => this.#said.push(`${warning.name}: ${warning.message}`));
  }

  take() {
    return this.#said.splice(0).map((text) => text.trim());
  }
}

export const complaints = new Complaints();

/** Every request to the API that went through `fetch`, in order. The SDK takes the function that is there when it is constructed. */
export const sent = [];
const fetched = globalThis.fetch;
globalThis.fetch = async (input, init = {}) => {
  const at = new URL(input.url ?? input);
  if (!apis.test(at.pathname)) return fetched(input, init);
  const request = { at, method: init.method ?? input.method ?? 'GET', body: init.body };
  sent.push(request);
  const answer = await fetched(input, init);
  if (at.pathname.endsWith('/link')) request.answered = answer.clone().json();
  return answer;
};

/** `METHOD /path/{id}`, as the contract lists operations. */
function operation({ method, at: { pathname } }) {
  if (pathname.includes('/files/content/')) return `${method} of the content`;
  const path = pathname.replace(apis, '')
    .replace(/(?<=\/(?:session|connected_accounts|auth_configs|tool_execution)\/)[a-z]+_[\w-]+/, '{id}')
    .replace(/(?<=\/mounts\/)\w+/, '{mount}')
    .replace(/(?<=\/(?:tools|tools\/execute)\/)[A-Z]\w+/, '{slug}')
    .replace(/(?<=^\/toolkits\/)(?!categories|changelog|multi)\w+/, '{slug}');
  return `${method} ${path}`;
}

/** One generation of the SDK, pointed at a gateway by the two settings that a user changes. */
export class Sdk {
  /** Every operation that any generation used. */
  static operations = new Set();
  #generation;
  #driven = new Set();

  static async load(generation, baseURL, apiKey) {
    const module = await import(generation.package);
    const sdk = new Sdk();
    sdk.#generation = generation;
    Object.assign(sdk, { module, composio: sdk.#client(module, { baseURL, apiKey }) });
    sdk.with = (settings) => sdk.#client(module, { baseURL, apiKey, ...settings });
    return sdk;
  }

  #client(module, settings) {
    return new module.Composio({ allowTracking: false, disableVersionCheck: true, ...settings });
  }

  /** Whether this generation has the call at all. */
  has(...calls) {
    return calls.every((call) => this.#generation.calls[call] !== null);
  }

  /**
   * Makes one call of the contract's table: it sends what the table says, under this generation's prefix, and the SDK has nothing to
   * complain of in the answers.
   *
   * @param says what it may say nevertheless, since it is about the caller
   * @param fails the class of the error that the SDK is to throw, or what tells whether it is the right one
   * @returns what the call answers or, if it is to fail, throws
   */
  async drive(call, act, { says, fails } = {}) {
    const expected = this.#generation.calls[call];
    assert.ok(expected, `${call} is not in the table of ${this.#generation.version}`);
    assert.deepEqual(complaints.take(), [], `said before ${call}`);
    const before = sent.length;
    let outcome;
    let refusal;
    try {
      outcome = await act();
    } catch (thrown) {
      if (!fails) throw thrown;
      refusal = thrown;
    }
    const requests = sent.slice(before);
    const operations = requests.map(operation);
    for (const { at } of requests.filter((one) => !operation(one).endsWith(' of the content'))) {
      assert.equal(apis.exec(at.pathname)[1], this.#generation.prefix, at.href);
    }
    for (const one of operations) Sdk.operations.add(one);
    assert.deepEqual(operations.filter((one, place) => one !== operations[place - 1]), expected, call);
    assert.deepEqual(complaints.take().filter((text) => !says?.test(text)), [], call);
    this.#driven.add(call);
    if (!fails) return outcome;
    assert.ok(refusal, `${call} did not fail`);
    assert.ok((typeof fails === 'string' ? this.is(fails) : fails)(refusal), `${call}: ${refusal.stack}`);
    return refusal;
  }

  /** Whether an error is of a class of this SDK; not all of them put it into their name. */
  is(name) {
    return (error) => error instanceof this.module[name];
  }

  /** Something beside the table: nothing is expected of what is sent, everything of what is said. */
  async beside(act) {
    assert.deepEqual(complaints.take(), [], 'said before a call beside the table');
    const before = sent.length;
    const outcome = await act();
    for (const one of sent.slice(before).map(operation)) Sdk.operations.add(one);
    assert.deepEqual(complaints.take(), []);
    return outcome;
  }

  /** Calls of the table that nobody made. */
  missing() {
    return Object.entries(this.#generation.calls).filter(([call, requests]) => requests && !this.#driven.has(call)).map(([call]) => call);
  }
}

/** The message of a model that wants this one call, as the chat API of OpenAI writes it. */
export function wants(tool, args) {
  return { choices: [{ message: { role: 'assistant', tool_calls: [
    { id: 'call_1', type: 'function', function: { name: tool, arguments: JSON.stringify(args) } }] } }] };
}

/** A provider as the SDK's packages for agent frameworks are: the framework itself calls what it is given. */
export function agentic({ BaseAgenticProvider }) {
  return new class extends BaseAgenticProvider {
    name = 'patchbay-clients';

    wrapTool(tool, execute) {
      return { name: tool.slug, parameters: tool.inputParameters, call: (args) => execute(tool.slug, args) };
    }

    wrapTools(tools, execute) {
      return tools.map((tool) => this.wrapTool(tool, execute));
    }

    wrapMcpServerResponse(data) {
      return data;
    }
  }();
}
