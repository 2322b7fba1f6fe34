package dev.vigie.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Events;
import dev.vigie.detect.Verdict;
import dev.vigie.detect.Verdict.Fate;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.replay.ReplayOutput;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RaisedAlertsTest {

    private static final long DAY_MILLIS = 86_400_000;
    private static final long BEGIN_MILLIS = 20_000 * DAY_MILLIS;
    private static final Verdict IN_TIME = new Verdict(Fate.COUNTED, false, false, false);
    private static final Verdict AGAIN = new Verdict(Fate.DUPLICATE, false, false, false);
    private static final Verdict AHEAD = new Verdict(Fate.COUNTED, true, false, false);

    @Test
    void judged_anEventThatClaimsToBeOfTheNextDay_countsOnTheDayOnWhichItCame() throws IOException {
        RaisedAlerts alerts = new RaisedAlerts(new Period(BEGIN_MILLIS, BEGIN_MILLIS + 3 * DAY_MILLIS));
        ReplayOutput.Events events = alerts.events();
        events.judged(0, event("first", BEGIN_MILLIS, AccessEvent.UNKNOWN), IN_TIME);
        events.judged(1, event("ahead", BEGIN_MILLIS + DAY_MILLIS, BEGIN_MILLIS + 2), AHEAD);
        events.judged(2, event("ahead", BEGIN_MILLIS + DAY_MILLIS, BEGIN_MILLIS + 2), AGAIN);
        events.judged(3, event("third", BEGIN_MILLIS + 1, AccessEvent.UNKNOWN), IN_TIME);
        events.judged(4, event("first", BEGIN_MILLIS + DAY_MILLIS, AccessEvent.UNKNOWN), IN_TIME);

        assertThat(alerts.days()).isEqualTo(2);
        assertThat(alerts.accountDays()).isEqualTo(4);
    }

    private static AccessEvent event(String account, long timeMillis, long ingestedAtMillis) {
        return Events.ingested(
                account,
                account + timeMillis,
                timeMillis,
                ingestedAtMillis,
                Action.READ,
                Outcome.SUCCESS,
                AccessEvent.UNKNOWN,
                "A");
    }
}
