package dev.patchbay.gateway.boot;

/**
 * One reason not to start, for the person who can mend it.
 *
 * @param subject the variable or file it is about
 * @param mend what would be right
 */
record Problem(String subject, String what, String mend) {

    @Override
    public String toString() {
        return subject + ": " + what + "\n      " + mend;
    }
}
