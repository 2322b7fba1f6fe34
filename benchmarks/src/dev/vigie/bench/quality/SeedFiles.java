package dev.vigie.bench.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.detect.Detector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results of finished seeds, a file each, in a folder of their own for every version of Vigie, its rules, the
 * simulator and the scoring: nothing stale is ever taken for new, and a run that was interrupted goes on where it was.
 */
final class SeedFiles {

    private static final Path ROOT = Path.of("target", "quality");
    private static final List<String> ANSWERABLE = List.of(
            "rules",
            "dev/vigie/model",
            "dev/vigie/rule",
            "dev/vigie/measure",
            "dev/vigie/detect",
            "dev/vigie/store",
            "dev/vigie/simulate");
    private static final List<Class<?>> SCORING = List.of(
            Account.class,
            Ascent.class,
            Calendar.class,
            Episodes.class,
            Forest.class,
            InformationBound.class,
            Part.class,
            PlainDetector.class,
            Scoring.class,
            SeedResult.class,
            SeedRun.class,
            Thefts.class,
            Usual.class,
            WorkDay.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;

    SeedFiles(QualityOptions options) {
        this.folder = ROOT.resolve(options.accounts() + "x" + options.days() + "-" + version());
    }

    Optional<SeedResult> read(long seed) {
        Path file = file(seed);
        try {
            return Files.exists(file) ? Optional.of(json.readValue(file.toFile(), SeedResult.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; delete it to run the seed again", e);
        }
    }

    /** Writes beside, then renames: there is never half a file. */
    void write(SeedResult result) {
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve("seed-" + result.seed() + ".part");
            json.writeValue(unfinished.toFile(), result);
            Files.move(unfinished, file(result.seed()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("a seed's result cannot be kept", e);
        }
    }

    private Path file(long seed) {
        return folder.resolve("seed-" + seed + ".json");
    }

    /** A hash of everything that a result depends on, as it is compiled. */
    private static String version() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            Path main = root(Detector.class);
            for (String part : ANSWERABLE) {
                try (Stream<Path> files = Files.walk(main.resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        hash.update(Files.readAllBytes(file));
                    }
                }
            }
            for (Class<?> each : SCORING) {
                hash.update(Files.readAllBytes(root(each).resolve(each.getName().replace('.', '/') + ".class")));
            }
            return HexFormat.of().formatHex(hash.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path root(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
