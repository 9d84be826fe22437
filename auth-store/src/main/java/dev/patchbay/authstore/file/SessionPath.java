package dev.patchbay.authstore.file;

/** Where one file of a session is. */
public record SessionPath(SessionFolder folder, FilePath path) {}
