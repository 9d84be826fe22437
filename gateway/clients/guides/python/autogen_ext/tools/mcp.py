from dataclasses import dataclass
from typing import Any, Optional

from wire import Connection


@dataclass
class StreamableHttpServerParams:
    url: str
    headers: Optional[dict[str, Any]] = None
    timeout: float = 30.0
    sse_read_timeout: float = 300.0
    terminate_on_close: bool = True


class McpWorkbench:
    def __init__(self, server_params):
        self.connection = Connection(
            server_params.url, server_params.headers, {"sampling": {}, "elicitation": {}, "roots": {"listChanged": True}},
            server_params.terminate_on_close)

    async def __aenter__(self):
        self.connection.open()
        return self

    async def __aexit__(self, *failure):
        self.connection.close()

    async def list_tools(self):
        return [{"name": tool["name"], "description": tool.get("description") or "",
                 "parameters": {"type": "object", "properties": tool["inputSchema"].get("properties", {}),
                                "required": tool["inputSchema"].get("required", [])}}
                for tool in self.connection.list_tools()]
