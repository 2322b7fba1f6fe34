package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKeyTest {

    @ParameterizedTest
    @CsvSource({"op-07, jdupont", "opérateur, élise", "o, a", "部门, 用户", "op-07, jdupontÿ"})
    void matches_theEventsOwnKey_only(String operator, String account) {
        byte[] key = EventKey.of(event(operator, account));
        assertThat(EventKey.matches(key, event(operator, account))).isTrue();
        assertThat(EventKey.operatorOf(key)).isEqualTo(operator);
        assertThat(EventKey.matches(key, event(operator, account + "x"))).isFalse();
        assertThat(EventKey.matches(key, event(operator + "x", account))).isFalse();
        String sameLength = "?".repeat(account.length());
        assertThat(EventKey.matches(key, event(operator, sameLength))).isFalse();
    }

    @Test
    void matches_namesCutElsewhere_isFalse() {
        assertThat(EventKey.matches(EventKey.of(event("ab", "c")), event("a", "bc")))
                .isFalse();
        assertThat(EventKey.matches(new byte[0], event("a", "b"))).isFalse();
        assertThat(EventKey.operatorOf(new byte[] {'a', 'b'})).isEmpty();
    }

    private static AccessEvent event(String operator, String account) {
        return new AccessEvent(
                "id",
                AccessEvent.TIME_MILLIS_MIN,
                AccessEvent.UNKNOWN,
                operator,
                account,
                null,
                null,
                null,
                Action.READ,
                Outcome.SUCCESS,
                List.of(),
                AccessEvent.UNKNOWN,
                AccessEvent.UNKNOWN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                AccessEvent.UNKNOWN,
                null);
    }
}
