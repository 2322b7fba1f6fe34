package dev.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vigie.model.Alert;
import dev.vigie.wire.AlertJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State that earlier formats have left: it is read right, so that detection goes on as if nothing had been, or refused
 * by its version and untouched. Never is it misread.
 */
final class EarlierStateTest {

    /** What this release reads. Nothing was released with version 1. */
    private static final Set<Integer> READABLE = Set.of((int) ProfileCodec.VERSION);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void state_ofAnEarlierFormat_isReadRightOrRefused(int version) throws Exception {
        MapStore store = StateFixture.read(Path.of("src/test/resources/state/profiles-v" + version + ".txt"));
        assertThat(store.copy()).isNotEmpty();
        if (READABLE.contains(version)) {
            assertThat(said(StateFixture.run(store, StateFixture.HALF, 2 * StateFixture.HALF)))
                    .isEqualTo(undisturbed());
        } else {
            Map<byte[], byte[]> before = store.copy();
            assertThat(catchThrowable(() -> StateFixture.run(store, StateFixture.HALF, 2 * StateFixture.HALF)))
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContaining("version " + version);
            assertThat(store.copy()).isEqualTo(before);
        }
    }

    private static List<String> undisturbed() {
        MapStore store = new MapStore();
        StateFixture.run(store, 0, StateFixture.HALF);
        List<String> rest = said(StateFixture.run(store, StateFixture.HALF, 2 * StateFixture.HALF));
        assertThat(rest).isNotEmpty();
        return rest;
    }

    private static List<String> said(List<Alert> alerts) {
        return alerts.stream().map(AlertJson::withoutProvenance).toList();
    }
}
