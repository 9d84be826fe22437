-- Behind a long transaction this gives up, to be run again, rather than have every call wait in the queue behind it.
SET LOCAL lock_timeout = '5s';

-- Accounts that users besides their own may use: whom the list admits. Null is a private account, which nobody else uses.
ALTER TABLE connected_account ADD COLUMN acl jsonb CHECK (acl IS NULL OR jsonb_typeof(acl) = 'object');
