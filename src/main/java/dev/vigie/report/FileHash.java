package dev.vigie.report;

import dev.vigie.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of the evidence and its SHA-256, so that a document speaks of these very bytes.
 *
 * @param sha256 hexadecimal
 */
record FileHash(String name, String sha256) {

    /** The files of a folder that documents cite, as far as it has them. */
    static List<FileHash> ofEvidence(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (FolderFile file : FolderFile.values()) {
            names.add(file.fileName());
        }
        names.add(FolderFile.AFFECTED_SEALED);
        List<FileHash> hashes = new ArrayList<>();
        for (String name : names) {
            String sha256 = Replay.sha256(directory.resolve(name));
            if (sha256 != null) {
                hashes.add(new FileHash(name, sha256));
            }
        }
        return hashes;
    }
}
