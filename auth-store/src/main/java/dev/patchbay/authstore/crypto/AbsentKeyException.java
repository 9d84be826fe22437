package dev.patchbay.authstore.crypto;

/**
 * A stored value names a version of its tenant's key that does not exist: the tenant was shredded, the value was put back from
 * a backup older than the last rotation, or it was read just before a rotation ended; then it is sealed anew by now.
 */
public final class AbsentKeyException extends BrokenSealException {
    AbsentKeyException() {
        super("A stored value names a key that does not exist");
    }
}
