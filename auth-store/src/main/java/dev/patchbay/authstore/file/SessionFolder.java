package dev.patchbay.authstore.file;

/**
 * Where the files of one session are: a session has one user, and both own what is in it. Another session of the same user
 * does not reach it.
 */
public record SessionFolder(String session, String user) {

    public SessionPath at(FilePath path) {
        return new SessionPath(this, path);
    }

    /** Shortened, because logs must not hold what completes a session's address (R20). */
    @Override
    public String toString() {
        return session.substring(0, Math.min(8, session.length())) + "…";
    }
}
