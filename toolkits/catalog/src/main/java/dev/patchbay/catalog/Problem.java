package dev.patchbay.catalog;

/**
 * One thing wrong with a file.
 *
 * @param file the file, as the reader was told its name
 * @param line counted from 1
 * @param message what is wrong and what would be right
 */
public record Problem(String file, int line, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
