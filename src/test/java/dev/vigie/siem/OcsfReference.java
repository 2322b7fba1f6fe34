package dev.vigie.siem;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the OCSF schema lies, outside the repository: {@code -Dvigie.reference=DIR} says where, or {@code vigie.data},
 * beside which it is. Without it a developer's tests are skipped; on a build server they fail.
 */
final class OcsfReference {

    private OcsfReference() {}

    static OcsfSchema schema() {
        String named = System.getProperty("vigie.reference", "");
        String data = System.getProperty("vigie.data", "");
        Path folder = named.isEmpty() ? Path.of(data).resolveSibling("reference") : Path.of(named);
        Path ocsf = folder.resolve("ocsf");
        if (Files.exists(ocsf.resolve("dictionary.json"))) {
            return new OcsfSchema(ocsf);
        }
        String missing = "the OCSF schema: set -Dvigie.reference to the directory that holds ocsf/dictionary.json";
        return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
    }
}
