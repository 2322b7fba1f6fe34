package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

final class ByteWindowTest {

    /** A hostile log has somebody look a megabyte ahead at every few bytes. */
    @Test
    void peek_farAheadAtEveryFewBytes_movesWhatItHoldsSeldom() {
        byte[] stream = new byte[4 << 20];
        for (int i = 0; i < stream.length; i++) {
            stream[i] = (byte) ((i * 31) >> 7);
        }
        ByteWindow window = new ByteWindow(new ByteArrayInputStream(stream));
        int moves = 0;
        for (int at = 0; at < 20_000; at += 10) {
            int before = window.start();
            window.peek(1 << 20);
            moves += window.start() < before ? 1 : 0;

            assertThat(window.length()).isGreaterThanOrEqualTo(1 << 20);
            assertThat(window.position()).isEqualTo(at);
            assertThat(window.bytes()[window.start()]).isEqualTo(stream[at]);
            window.drop(10);
        }
        assertThat(moves).isLessThanOrEqualTo(2);
    }
}
