package dev.vigie.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Bits that have changed in the files of a detector that is down. */
final class DamagedState {

    private static final int BYTES_PER_FLIP = 512;

    private DamagedState() {}

    /**
     * Flips a bit in about every {@value #BYTES_PER_FLIP} bytes, and at least one, of every file of RocksDB's whose
     * name contains {@code part}.
     *
     * @return how many files those were
     */
    static int damage(Path state, String part, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int damaged = 0;
        try (Stream<Path> walk = Files.walk(state)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                boolean ofRocks = file.toString().contains("rocksdb");
                if (ofRocks
                        && Files.size(file) > 0
                        && file.getFileName().toString().contains(part)) {
                    byte[] bytes = Files.readAllBytes(file);
                    for (int flips = 0; flips <= bytes.length / BYTES_PER_FLIP; flips++) {
                        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                    }
                    Files.write(file, bytes);
                    damaged++;
                }
            }
        }
        return damaged;
    }
}
