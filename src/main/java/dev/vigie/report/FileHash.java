package dev.vigie.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file of the evidence and its SHA-256, so that a document speaks of these very bytes.
 *
 * @param sha256 hexadecimal
 */
record FileHash(String name, String sha256) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** The files of a folder that documents cite, as far as it has them. */
    static List<FileHash> ofEvidence(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (FolderFile file : FolderFile.values()) {
            names.add(file.fileName());
        }
        names.add(FolderFile.AFFECTED_SEALED);
        List<FileHash> hashes = new ArrayList<>();
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                hashes.add(new FileHash(name, sha256(file)));
            }
        }
        return hashes;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
