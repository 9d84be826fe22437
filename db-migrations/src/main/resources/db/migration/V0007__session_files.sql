-- Files that belong to a session: what its user put there, and answers kept for it. Whose they are is the session's user, as
-- the key to the session says itself; with the session they go. Files without a session are the project's, as before.
ALTER TABLE session ADD UNIQUE (tenant_id, id, user_id);

ALTER TABLE stored_file
    ADD COLUMN session_id text,
    ADD COLUMN user_id    text,
    ADD COLUMN path       text CHECK (octet_length(path) BETWEEN 1 AND 1024),
    ADD CHECK ((session_id IS NULL) = (path IS NULL) AND (user_id IS NULL) = (path IS NULL)),
    ADD CHECK (path IS NULL OR tool IS NULL),
    ADD FOREIGN KEY (tenant_id, session_id, user_id) REFERENCES session (tenant_id, id, user_id) ON DELETE CASCADE;

-- Of a path there is one file. Content that is still awaited may become the next one; until then the present one stays.
CREATE UNIQUE INDEX stored_file_at_path ON stored_file (tenant_id, session_id, path) WHERE state = 'complete' AND path IS NOT NULL;
-- For a session's end, which takes those along that are still awaited.
CREATE INDEX stored_file_of_session ON stored_file (tenant_id, session_id) WHERE session_id IS NOT NULL;
