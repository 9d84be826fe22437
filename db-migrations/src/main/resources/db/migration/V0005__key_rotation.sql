-- What rotation and shredding of keys need. Rewrapping replaces a stored key by the same key under another key-encryption key,
-- so the runtime role may change those two columns of a key, and no other but the count of its uses.

ALTER TABLE data_key ADD COLUMN uses bigint NOT NULL DEFAULT 0; -- how often it may have sealed; reserved ahead in blocks
GRANT UPDATE (kek_id, wrapped, uses), DELETE ON data_key TO "${runtime_role}";
GRANT UPDATE (kek_id, wrapped) ON system_key TO "${runtime_role}";

-- Which version of a data key sealed a value is read from the value itself, so that the column cannot say otherwise; 0 is what
-- was never sealed.
ALTER TABLE account_secret DROP COLUMN key_version;
ALTER TABLE account_secret ADD COLUMN key_version bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN octet_length(ciphertext) >= 5 AND get_byte(ciphertext, 0) = 1
        THEN get_byte(ciphertext, 1) * 16777216::bigint + get_byte(ciphertext, 2) * 65536
            + get_byte(ciphertext, 3) * 256 + get_byte(ciphertext, 4)
        ELSE 0 END) STORED;
GRANT UPDATE (ciphertext) ON account_secret TO "${runtime_role}";

ALTER TABLE stored_file_chunk ADD COLUMN key_version bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN octet_length(sealed) >= 5 AND get_byte(sealed, 0) = 1
        THEN get_byte(sealed, 1) * 16777216::bigint + get_byte(sealed, 2) * 65536
            + get_byte(sealed, 3) * 256 + get_byte(sealed, 4)
        ELSE 0 END) STORED;
GRANT UPDATE (sealed) ON stored_file_chunk TO "${runtime_role}";

-- Which key-encryption keys the data keys of all tenants need: how many each, and one of them to try it on. Only the owner's
-- function sees more than one tenant, only in a transaction that says it is a job, and this is all it tells.
CREATE POLICY counted_for_jobs ON data_key FOR SELECT
    USING (nullif(current_setting('app.job', true), '') IS NOT NULL
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'data_key'::regclass));
CREATE FUNCTION data_keys_by_kek()
    RETURNS TABLE (kek_id text, keys bigint, tenant_id text, purpose text, version int, wrapped bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT DISTINCT ON (k.kek_id)
            k.kek_id, count(*) OVER (PARTITION BY k.kek_id), k.tenant_id, k.purpose, k.version, k.wrapped
        FROM "${flyway:defaultSchema}".data_key k ORDER BY k.kek_id, k.created_at, k.tenant_id
    $$;
REVOKE ALL ON FUNCTION data_keys_by_kek() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION data_keys_by_kek() TO "${runtime_role}";

-- A tenant that was shredded stays as an empty row, so that its audit chain keeps its owner and no key is made for it again.
ALTER TABLE tenant ADD COLUMN shredded_at timestamptz;
GRANT UPDATE (name, shredded_at) ON tenant TO "${runtime_role}";
GRANT DELETE ON api_key, app_user TO "${runtime_role}";
