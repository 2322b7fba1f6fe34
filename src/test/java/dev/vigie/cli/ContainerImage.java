package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A container image in an archive, as a container runtime sees it: the OCI image format's layout, manifest,
 * configuration and layers.
 */
final class ContainerImage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHA_256 = "sha256:";
    /** What a layer calls a file of the layers below that it takes away. */
    private static final String WHITEOUT = ".wh.";

    private final Path blobs;
    private final JsonNode manifest;
    private final JsonNode config;

    private ContainerImage(Path layout) throws IOException {
        this.blobs = layout.resolve("blobs").resolve("sha256");
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        assertThat(index.path("manifests")).hasSize(1);
        this.manifest = JSON.readTree(blob(index.path("manifests").get(0)).toFile());
        this.config = JSON.readTree(blob(manifest.path("config")).toFile());
    }

    /** @param folder where to lay out what the archive holds */
    static ContainerImage read(Path archive, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            unpack(in, folder);
        }
        return new ContainerImage(folder);
    }

    /** The file that a descriptor speaks of, if its content is what it says. */
    private Path blob(JsonNode descriptor) throws IOException {
        String digest = descriptor.path("digest").asText();
        assertThat(digest).startsWith(SHA_256);
        Path blob = blobs.resolve(digest.substring(SHA_256.length()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(blob));
            assertThat(SHA_256 + HexFormat.of().formatHex(hash)).isEqualTo(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        return blob;
    }

    /** Who the process is: {@code uid:gid}. */
    String user() {
        return config.path("config").path("User").asText();
    }

    List<String> entrypoint() {
        return texts("Entrypoint");
    }

    /** What is said where nobody gives arguments. */
    List<String> arguments() {
        return texts("Cmd");
    }

    /** {@code NAME=value} each. */
    List<String> environment() {
        return texts("Env");
    }

    String workingDirectory() {
        return config.path("config").path("WorkingDir").asText();
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        config.path("config").path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Applies the layers to {@code root}, from the lowest to the highest. */
    List<TarArchiveEntry> unpack(Path root) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            assertThat(layer.path("mediaType").asText()).endsWith("+gzip");
            try (InputStream in =
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(blob(layer))), 1 << 16)) {
                entries.addAll(unpack(in, root));
            }
        }
        return entries;
    }

    private static List<TarArchiveEntry> unpack(InputStream in, Path root) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = root.resolve(entry.getName()).normalize();
            assertThat(file).as(entry.getName()).startsWithRaw(root);
            assertThat(file.getFileName().toString()).doesNotStartWith(WHITEOUT);
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                assertThat(entry.isFile()).as("%s is a file", entry.getName()).isTrue();
                Files.createDirectories(file.getParent());
                Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(file, permissions(entry.getMode()));
            entries.add(entry);
        }
        return entries;
    }

    /** The lowest nine bits, for others first. */
    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] ofBits = PosixFilePermission.values();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < ofBits.length; bit++) {
            if ((mode >> bit & 1) == 1) {
                // The constants stand from the owner's reading to the others' executing.
                permissions.add(ofBits[ofBits.length - 1 - bit]);
            }
        }
        return permissions;
    }
}
