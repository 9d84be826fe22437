"""
What the MCP client for Python puts on the wire over streamable HTTP, by the standard library alone: `mcp`, `autogen-ext` and
`openai-agents` are not to be had from the registries that a check may use. Its peculiarities are kept: ids count from 0; the revision is a
header once agreed; GET and DELETE only where the server issued a session id; structured results must fit the output schema's required
members. Every exchange is printed to stderr as a line of JSON.
"""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Connection:
    def __init__(self, url, headers, capabilities, terminate_on_close=True):
        self.url = url
        self.headers = headers or {}
        self.capabilities = capabilities
        self.terminate_on_close = terminate_on_close
        self.session = None
        self.stream = None
        self.revision = None
        self.tools = {}
        self.next = 0

    def open(self):
        result = self.ask(
            "initialize",
            {"protocolVersion": "2025-06-18", "capabilities": self.capabilities, "clientInfo": {"name": "mcp", "version": "0.1.0"}},
        )
        self.revision = result["protocolVersion"]
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"}, expected=202)
        if self.session:
            self.exchange("GET")

    def list_tools(self):
        result = self.ask("tools/list")
        self.tools = {tool["name"]: tool for tool in result["tools"]}
        if result.get("nextCursor"):
            raise RuntimeError("AutoGen asks for one page only")
        return result["tools"]

    def call_tool(self, name, arguments):
        result = self.ask("tools/call", {"name": name, "arguments": arguments})
        schema = self.tools.get(name, {}).get("outputSchema")
        if schema and not result.get("isError"):
            content = result.get("structuredContent")
            if content is None or not all(member in content for member in schema.get("required", [])):
                raise RuntimeError(f"Tool {name} has an output schema but did not return structured content")
        return result

    def close(self):
        if self.stream:
            self.stream.close()
        if self.session and self.terminate_on_close:
            self.exchange("DELETE")  # whatever it answers: 405 is logged by the real client, and no more

    def ask(self, method, params=None):
        message = {"method": method, **({"params": params} if params is not None else {}), "jsonrpc": "2.0", "id": self.next}
        self.next += 1
        answer = self.send(message, expected=200)
        if answer["id"] != message["id"]:
            raise RuntimeError(f"answer {answer['id']} to {message['id']}")
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def send(self, message, expected):
        status, text = self.exchange("POST", message)
        if status != expected:
            raise RuntimeError(f"{message['method']}: {status} {text}")
        return json.loads(text) if text else None

    def exchange(self, verb, message=None):
        headers = {"accept": "application/json, text/event-stream", "content-type": "application/json", **self.headers}
        if self.session:
            headers["mcp-session-id"] = self.session
        if self.revision:
            headers["mcp-protocol-version"] = self.revision
        body = None if message is None else json.dumps(message).encode()
        try:
            answer = urlopen(Request(self.url, data=body, headers=headers, method=verb), timeout=60)
            if verb == "GET":
                self.stream = answer  # stays open; the real client reads it in a task of its own
                self.note(verb, message, answer.status, answer.headers)
                return answer.status, ""
            with answer:
                status, text, received = answer.status, answer.read().decode(), answer.headers
        except HTTPError as refusal:
            status, text, received = refusal.code, refusal.read().decode(), refusal.headers
        if message and message["method"] == "initialize":
            self.session = received.get("mcp-session-id")
        self.note(verb, message, status, received)
        return status, last_event(text) if (received.get("content-type") or "").startswith("text/event-stream") else text

    @staticmethod
    def note(verb, message, status, headers):
        print(json.dumps({"verb": verb, "method": message and message["method"], "status": status,
                          "type": headers.get("content-type")}), file=sys.stderr)


def last_event(text):
    """The answer comes last; what comes before it is told and not asked."""
    return [line[len("data:"):] for line in text.splitlines() if line.startswith("data:")][-1]


def play(connection):
    """The calls that the test planned for the model, and the text of the last answer."""
    said = ""
    for tool, arguments in json.loads(os.environ["STAND_IN_PLAN"]):
        if tool not in connection.tools:
            raise RuntimeError(f"{tool} was not offered")
        said = connection.call_tool(tool, arguments)["content"][0]["text"]
    return said
