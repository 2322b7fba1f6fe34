package dev.vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What the build hands over: a jar that does not depend on when and where it was made, and a true list of its parts.
 */
final class SupplyChainIT {

    private static final Path TARGET = Path.of("target");
    private static final Path PAGE = Path.of("src", "site", "markdown", "supply-chain.md");
    /** As the build sets it, in {@code project.build.outputTimestamp}. */
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    @Test
    void billOfMaterials_namesEveryLibraryThatIsShipped_byItsHash() throws Exception {
        Map<String, String> shipped = new TreeMap<>();
        for (Path jar : files(TARGET.resolve("lib"), ".jar")) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            shipped.put(jar.getFileName().toString(), HexFormat.of().formatHex(hash));
        }
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode library : libraries()) {
            for (JsonNode hash : library.path("hashes")) {
                if (hash.path("alg").asText().equals("SHA-256")) {
                    String name = library.path("name").asText() + "-"
                            + library.path("version").asText() + ".jar";
                    listed.put(name, hash.path("content").asText());
                }
            }
        }
        assertThat(shipped).isNotEmpty();
        assertThat(listed).isEqualTo(shipped);
    }

    @Test
    void everyLicence_isOneThatThePageLists() throws IOException {
        String page = Files.readString(PAGE);
        for (JsonNode library : libraries()) {
            List<String> licences = new ArrayList<>();
            for (JsonNode choice : library.path("licenses")) {
                JsonNode licence = choice.path("license");
                licences.add(licence.path("id").asText(licence.path("name").asText()));
            }
            assertThat(licences)
                    .as("licences of %s, of which one has to be in %s", library.path("name"), PAGE)
                    .anyMatch(licence -> page.contains("| " + licence + " |"));
        }
    }

    @Test
    void jar_saysNothingOfWhenOrWhereItWasMade() throws IOException {
        try (ZipFile jar = new ZipFile(files(TARGET, ".jar").get(0).toFile())) {
            assertThat(jar.stream())
                    .allSatisfy(entry ->
                            assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(TIME));
            ZipEntry manifest = jar.getEntry("META-INF/MANIFEST.MF");
            assertThat(new String(jar.getInputStream(manifest).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("Built-By", "Build-Jdk:", System.getProperty("user.dir"));
        }
    }

    private static JsonNode libraries() throws IOException {
        List<Path> bills = files(TARGET, "-bom.json");
        // Offline, Maven leaves the plugin out without a word.
        assumeTrue(!bills.isEmpty() || System.getenv("CI") != null, "no bill of materials: Maven was offline");
        assertThat(bills).hasSize(1);
        JsonNode bill = new ObjectMapper().readTree(bills.get(0).toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("metadata").has("timestamp")).as("a time").isFalse();
        return bill.path("components");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
