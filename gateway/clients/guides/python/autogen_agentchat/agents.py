from types import SimpleNamespace

from wire import play


class AssistantAgent:
    def __init__(self, name, model_client, workbench, reflect_on_tool_use=False):
        self.workbench = workbench

    async def run(self, task):
        await self.workbench.list_tools()
        return SimpleNamespace(messages=[SimpleNamespace(content=play(self.workbench.connection))])
