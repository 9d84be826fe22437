from types import SimpleNamespace

from wire import play


class Agent:
    def __init__(self, name, instructions, mcp_servers):
        self.mcp_servers = mcp_servers


class Runner:
    @staticmethod
    async def run(agent, task):
        connection = agent.mcp_servers[0].connection
        connection.list_tools()
        return SimpleNamespace(final_output=play(connection))
