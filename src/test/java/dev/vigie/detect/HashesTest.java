package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sensitivity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashesTest {

    /** A log may say "" of an address, and it may be the first thing that anybody says. */
    @Test
    void ofText_networksInAnyOrder_doesNotDependOnWhatCameBefore() {
        Hashes hashes = hashes();
        long empty = network(hashes, "");
        long one = network(hashes, "192.0.2.7");
        long other = network(hashes, "198.51.100.7");

        assertThat(List.of(empty, one, other)).doesNotHaveDuplicates();
        assertThat(network(hashes, "192.0.2.200")).isEqualTo(one);
        assertThat(network(hashes, "")).isEqualTo(empty);
        assertThat(network(hashes(), "198.51.100.9")).isEqualTo(other);
        assertThat(network(hashes(), "")).isEqualTo(empty);
        hashes.begin(event(null));
        assertThat(hashes.hasText(Field.SRC_NETWORK)).isFalse();
    }

    private static Hashes hashes() {
        return new Hashes(new KeyedHash(1, 2), new Sensitivity(Map.of()));
    }

    private static long network(Hashes hashes, String source) {
        hashes.begin(event(source));
        assertThat(hashes.hasText(Field.SRC_NETWORK)).isTrue();
        return hashes.ofText(Field.SRC_NETWORK);
    }

    private static AccessEvent event(@Nullable String source) {
        return new AccessEvent(
                "e",
                Events.MORNING,
                AccessEvent.UNKNOWN,
                "op",
                "agent",
                null,
                null,
                null,
                Action.READ,
                Outcome.SUCCESS,
                List.of(),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                source,
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
