from wire import Connection


class MCPServerStreamableHttp:
    def __init__(self, name, params):
        self.connection = Connection(params["url"], params["headers"], {})

    async def __aenter__(self):
        self.connection.open()
        return self

    async def __aexit__(self, *failure):
        self.connection.close()
