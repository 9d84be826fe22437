/*
 * The table "SDK call -> HTTP" of the wire contract: what each call of @composio/core sends, in order. A call repeated in a row (paging,
 * polling) counts once. `null`: a generation has no such call.
 */

/** 0.14 and later, on v3.1. */
export const calls = {
  'composio.create': ['POST /tool_router/session'],
  'sessions.create': ['POST /tool_router/session'],
  'composio.use': ['GET /tool_router/session/{id}'],
  'sessions.use': ['GET /tool_router/session/{id}'],
  'composio.use with custom tools': ['POST /tool_router/session/{id}/attach'],
  'sessions.delete': ['DELETE /tool_router/session/{id}'],
  'session.delete': ['DELETE /tool_router/session/{id}'],
  'session.update': ['PATCH /tool_router/session/{id}'],
  'session.listConfigHistory': ['GET /tool_router/session/{id}/config_history'],
  'session.tools': ['GET /tool_router/session/{id}/tools'],
  'a wrapped session tool': ['POST /tool_router/session/{id}/execute'],
  'provider.handleToolCalls(session)': ['POST /tool_router/session/{id}/execute'],
  'session.execute': ['POST /tool_router/session/{id}/execute'],
  'session.search': ['POST /tool_router/session/{id}/search'],
  'session.toolkits': ['GET /tool_router/session/{id}/toolkits'],
  'session.authorize': ['POST /tool_router/session/{id}/link'],
  'connectionRequest.waitForConnection': ['GET /connected_accounts/{id}'],
  'session.ensureConnected, when connected': ['GET /tool_router/session/{id}/toolkits'],
  'session.ensureConnected, when not': [
    'GET /tool_router/session/{id}/toolkits', 'POST /tool_router/session/{id}/link', 'GET /connected_accounts/{id}'],
  'session.proxyExecute': ['POST /tool_router/session/{id}/proxy_execute'],
  'session.files.list': ['GET /tool_router/session/{id}/mounts/{mount}/items'],
  'session.files.upload': ['POST /tool_router/session/{id}/mounts/{mount}/upload_url'], // what follows is refused by the SDK: loopback
  'session.files.download': ['POST /tool_router/session/{id}/mounts/{mount}/download_url'],
  'session.files.delete': ['POST /tool_router/session/{id}/mounts/{mount}/delete'],
  'tools.get(user, filter)': ['GET /tools'],
  'tools.getRawComposioTools': ['GET /tools'],
  'tools.get(user, slug)': ['GET /tools/{slug}'],
  'tools.getRawComposioToolBySlug': ['GET /tools/{slug}'],
  'tools.execute': ['GET /tools/{slug}', 'POST /tools/execute/{slug}'],
  'provider.handleToolCalls(user)': ['GET /tools/{slug}', 'POST /tools/execute/{slug}'],
  'tools.proxyExecute': ['POST /tools/execute/proxy'],
  'tools.getToolsEnum': ['GET /tools/enum'],
  'toolkits.get()': ['GET /toolkits'],
  'toolkits.get(filter)': ['GET /toolkits'],
  'toolkits.get(slug)': ['GET /toolkits/{slug}'],
  'toolkits.getMany': ['POST /toolkits/multi'],
  'toolkits.changelog': ['GET /toolkits/changelog'],
  'toolkits.listCategories': ['GET /toolkits/categories'],
  'toolkits.getAuthConfigCreationFields': ['GET /toolkits/{slug}'],
  'toolkits.getConnectedAccountInitiationFields': ['GET /toolkits/{slug}'],
  'toolkits.authorize': ['GET /toolkits/{slug}', 'GET /auth_configs', 'GET /connected_accounts', 'POST /connected_accounts'],
  'connectedAccounts.list': ['GET /connected_accounts'],
  'connectedAccounts.get': ['GET /connected_accounts/{id}'],
  'connectedAccounts.delete': ['DELETE /connected_accounts/{id}'],
  'connectedAccounts.enable': ['PATCH /connected_accounts/{id}/status'],
  'connectedAccounts.disable': ['PATCH /connected_accounts/{id}/status'],
  'connectedAccounts.refresh': ['POST /connected_accounts/{id}/refresh'],
  'connectedAccounts.revoke': ['POST /connected_accounts/{id}/revoke'],
  'connectedAccounts.updateAcl': ['PATCH /connected_accounts/{id}'],
  'connectedAccounts.initiate': ['GET /connected_accounts', 'POST /connected_accounts'],
  'connectedAccounts.link': ['GET /connected_accounts', 'POST /connected_accounts/link'],
  'authConfigs.list': ['GET /auth_configs'],
  'authConfigs.get': ['GET /auth_configs/{id}'],
  'authConfigs.create': ['POST /auth_configs'],
  'authConfigs.update': ['PATCH /auth_configs/{id}'],
  'authConfigs.enable': ['PATCH /auth_configs/{id}/ENABLED'],
  'authConfigs.disable': ['PATCH /auth_configs/{id}/DISABLED'],
  'authConfigs.delete': ['DELETE /auth_configs/{id}'],
  'files.list': ['GET /files/list'],
  'files.upload': ['POST /files/upload/request'], // then refused by the SDK: loopback
  'logs.search': ['POST /logs/tool_execution'],
  'logs.get': ['GET /logs/tool_execution/{id}'],
  'mcp.list': ['GET /mcp/servers'],
  'triggers.listActive': ['GET /trigger_instances/active'],
  'triggers.listTypes': ['GET /triggers_types'],
};

/** 0.19: no history, no revoking, no logs. */
export const calls019 = {
  ...calls,
  'session.listConfigHistory': null,
  'connectedAccounts.revoke': null,
  'toolkits.getMany': null,
  'toolkits.changelog': null,
  'logs.search': null,
  'logs.get': null,
};

/** 0.5, on v3: sessions can be made, listed from and linked; their tools run through execute_meta. */
export const calls05 = {
  ...calls019,
  'sessions.create': null,
  'composio.use with custom tools': null,
  'sessions.use': null,
  'sessions.delete': null,
  'session.delete': null,
  'session.update': null,
  'a wrapped session tool': ['POST /tool_router/session/{id}/execute_meta'],
  'provider.handleToolCalls(session)': null,
  'session.execute': null,
  'session.search': null,
  'session.ensureConnected, when connected': null,
  'session.ensureConnected, when not': null,
  'session.proxyExecute': null,
  'session.files.list': null,
  'session.files.upload': null,
  'session.files.download': null,
  'session.files.delete': null,
  'connectedAccounts.updateAcl': null,
  'connectedAccounts.link': ['POST /connected_accounts/link'],
  'files.upload': ['POST /files/upload/request', 'PUT of the content'],
};

/** The operations that clients of the SDK surface need ("Must" in the catalogue of the contract), each of which the run must have seen. */
export const musts = [
  'POST /tool_router/session', 'GET /tool_router/session/{id}', 'PATCH /tool_router/session/{id}', 'DELETE /tool_router/session/{id}',
  'POST /tool_router/session/{id}/attach', 'GET /tool_router/session/{id}/config_history', 'GET /tool_router/session/{id}/tools',
  'GET /tool_router/session/{id}/toolkits', 'POST /tool_router/session/{id}/search', 'POST /tool_router/session/{id}/execute',
  'POST /tool_router/session/{id}/execute_meta', 'POST /tool_router/session/{id}/link', 'POST /tool_router/session/{id}/proxy_execute',
  'GET /tool_router/session/{id}/mounts/{mount}/items', 'POST /tool_router/session/{id}/mounts/{mount}/upload_url',
  'POST /tool_router/session/{id}/mounts/{mount}/download_url', 'POST /tool_router/session/{id}/mounts/{mount}/delete',
  'GET /tools', 'GET /tools/enum', 'GET /tools/{slug}', 'POST /tools/execute/{slug}', 'POST /tools/execute/proxy', 'POST /tools/scopes/required',
  'GET /toolkits', 'GET /toolkits/{slug}', 'GET /toolkits/categories', 'GET /toolkits/changelog', 'POST /toolkits/multi',
  'GET /auth_configs', 'POST /auth_configs', 'GET /auth_configs/{id}', 'PATCH /auth_configs/{id}', 'DELETE /auth_configs/{id}',
  'PATCH /auth_configs/{id}/ENABLED', 'PATCH /auth_configs/{id}/DISABLED',
  'GET /connected_accounts', 'POST /connected_accounts', 'GET /connected_accounts/{id}', 'PATCH /connected_accounts/{id}',
  'DELETE /connected_accounts/{id}', 'PATCH /connected_accounts/{id}/status', 'POST /connected_accounts/{id}/refresh',
  'POST /connected_accounts/{id}/revoke', 'POST /connected_accounts/link',
  'GET /files/list', 'POST /files/upload/request',
  'POST /logs/tool_execution', 'GET /logs/tool_execution/{id}',
];

/** The rest of the catalogue: answered 501, by the same error envelope, at both prefixes. */
export const notOffered = [
  'POST /tools/execute/SCALE_AI_LIST_BATCHES/input',
  'POST /mcp/servers', 'GET /mcp/servers', 'POST /mcp/servers/custom', 'POST /mcp/servers/generate', 'GET /mcp/m1', 'PATCH /mcp/m1', 'DELETE /mcp/m1',
  'GET /mcp/app/scale_ai', 'GET /mcp/servers/m1/instances', 'POST /mcp/servers/m1/instances', 'DELETE /mcp/servers/m1/instances/i1',
  'POST /trigger_instances/ANY/upsert', 'PATCH /trigger_instances/manage/t1', 'DELETE /trigger_instances/manage/t1',
  'POST /webhook_subscriptions', 'POST /webhook_endpoints',
  'POST /project/usage/summary', 'POST /project/usage/tools', 'POST /org/usage/summary',
  'GET /org/owner/project/list', 'POST /org/owner/project/new', 'GET /org/list', 'GET /org/project/list', 'GET /org/consumer/connected_toolkits',
  'POST /cli/create-session', 'GET /cli/get-session', 'GET /cli/realtime/credentials', 'GET /migration/get-nanoid',
];

/** Lists of things that Patchbay does not have: empty, so that programs which only look go on. */
export const emptyLists = [
  'GET /triggers_types', 'GET /trigger_instances/active', 'GET /webhook_subscriptions', 'GET /webhook_endpoints',
];
