package dev.vigie.report;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a replay's folder. Folders of older releases lack some of them. */
enum FolderFile {
    SUMMARY("summary.json"),
    ALERTS("alerts.jsonl"),
    REJECTED("rejected.jsonl"),
    ACCOUNTS("accounts.csv"),
    TIMELINE("timeline.csv"),
    EXPOSURE("exposure.csv"),
    AFFECTED("affected.csv"),
    LEDGER("ledger.json"),
    MANIFEST("manifest.json");

    /** What {@link #AFFECTED} is called when it is encrypted to somebody's key. */
    static final String AFFECTED_SEALED = "affected.csv.pgp";

    private final String fileName;

    FolderFile(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    Path in(Path directory) {
        return directory.resolve(fileName);
    }

    boolean isIn(Path directory) {
        return Files.isRegularFile(in(directory));
    }
}
