package dev.vigie;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may import whom: the table of the design, row by row. */
final class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.vigie");

    private static final String[] JAVA = {"java..", "javax..", "org.jspecify.."};

    /** For each package: the packages of the house that it may use. */
    private static final Map<String, Set<String>> HOUSE = new TreeMap<>(Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("yaml", Set.of()),
            Map.entry("rule", Set.of("model", "yaml")),
            Map.entry("measure", Set.of()),
            Map.entry("detect", Set.of("model", "rule", "measure")),
            Map.entry("ingest", Set.of("model", "yaml")),
            Map.entry("wire", Set.of("model")),
            Map.entry("store", Set.of("detect", "model")),
            Map.entry("stream", Set.of("model", "rule", "detect", "ingest", "wire", "store")),
            Map.entry("siem", Set.of("model")),
            Map.entry("replay", Set.of("model", "rule", "detect", "ingest", "wire", "store", "siem")),
            Map.entry("backtest", Set.of("model", "yaml", "rule", "detect", "ingest", "replay")),
            Map.entry("report", Set.of("model", "wire", "siem", "rule", "replay", "backtest")),
            Map.entry("simulate", Set.of("model")),
            Map.entry("monitor", Set.of("model")),
            Map.entry(
                    "cli",
                    Set.of(
                            "model",
                            "yaml",
                            "rule",
                            "measure",
                            "detect",
                            "ingest",
                            "wire",
                            "store",
                            "stream",
                            "siem",
                            "replay",
                            "backtest",
                            "report",
                            "simulate",
                            "monitor"))));

    /** For each package: the libraries that it may use beside the Java platform. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("measure", List.of()),
            Map.entry("detect", List.of()),
            Map.entry("simulate", List.of()),
            Map.entry("yaml", List.of("org.yaml.snakeyaml..")),
            Map.entry("rule", List.of("org.yaml.snakeyaml..", "com.google.re2j..")),
            Map.entry(
                    "ingest",
                    List.of(
                            "com.fasterxml.jackson..",
                            "de.siegmar.fastcsv..",
                            "com.github.luben.zstd..",
                            "org.yaml.snakeyaml..",
                            "com.google.re2j..",
                            "org.apache.commons.compress..")),
            Map.entry("wire", List.of("org.apache.avro..", "com.fasterxml.jackson..")),
            Map.entry("store", List.of("org.rocksdb..")),
            Map.entry("siem", List.of("com.fasterxml.jackson..")),
            Map.entry(
                    "replay",
                    List.of(
                            "com.fasterxml.jackson..",
                            "org.slf4j..",
                            "de.siegmar.fastcsv..",
                            "net.jpountz..",
                            "org.bouncycastle..")),
            Map.entry("backtest", List.of("com.fasterxml.jackson..", "de.siegmar.fastcsv..", "org.yaml.snakeyaml..")),
            Map.entry("monitor", List.of("io.micrometer..", "io.prometheus.metrics..", "com.sun.net.httpserver..")),
            Map.entry("report", List.of("com.fasterxml.jackson..", "de.siegmar.fastcsv..")),
            Map.entry(
                    "stream",
                    List.of(
                            "org.apache.kafka..",
                            "org.rocksdb..",
                            "com.fasterxml.jackson..",
                            "org.slf4j..",
                            "io.micrometer.core..")));

    @Test
    void everyPackage_hasItsRowInTheTable() {
        Set<String> packages = MAIN.stream()
                .map(ArchitectureTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());
        assertThat(packages).isNotEmpty().isSubsetOf(HOUSE.keySet());
    }

    @Test
    void everyPackage_usesOnlyWhatTheTableAllows() {
        HOUSE.forEach((room, mayUse) -> {
            List<String> allowed = new ArrayList<>(Arrays.asList(JAVA));
            allowed.add("dev.vigie." + room + "..");
            mayUse.forEach(other -> allowed.add("dev.vigie." + other + ".."));
            if (LIBRARIES.containsKey(room)) {
                allowed.addAll(LIBRARIES.get(room));
                classes()
                        .that()
                        .resideInAPackage("dev.vigie." + room + "..")
                        .should()
                        .onlyDependOnClassesThat(inAnyOf(allowed))
                        .allowEmptyShould(true)
                        .check(MAIN);
            }
        });
    }

    @Test
    void onlyTheStream_knowsKafkaStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.vigie.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(MAIN);
    }

    @Test
    void onlyTheWire_knowsAvro() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vigie.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(MAIN);
    }

    @Test
    void detection_hasNeitherClockNorChanceNorEnvironment() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.vigie.model..", "dev.vigie.rule..", "dev.vigie.measure..", "dev.vigie.detect..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.Random.class, java.util.UUID.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(util\\.(SplittableRandom|concurrent\\.ThreadLocalRandom)|security\\.SecureRandom)")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> inAnyOf(List<String> packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new))
                .or(DescribedPredicate.describe(
                        "are primitive or arrays of them",
                        type -> type.getBaseComponentType().isPrimitive()))
                .as("reside in any of " + packages);
    }

    private static String room(JavaClass type) {
        String rest = type.getPackageName().substring("dev.vigie".length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
    }
}
