-- Behind a long transaction this gives up, to be run again, rather than have every call wait in the queue behind it.
SET LOCAL lock_timeout = '5s';

-- What a tenant is told of its executions beside what was recorded so far: by which request, and under which auth config.
ALTER TABLE tool_execution
    ADD COLUMN request_id     text,
    ADD COLUMN auth_config_id text;

-- Under which name a tenant asks its users to connect an account; null for the name an operator gave it.
ALTER TABLE tenant ADD COLUMN display_name text CHECK (display_name <> '');
GRANT UPDATE (display_name) ON tenant TO "${runtime_role}";
