package dev.vigie.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.detect.Plan;
import dev.vigie.rule.RuleFile;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of rules that are offered while a detection runs. */
@Timeout(60)
final class RuleFeedTest {

    private static final List<RuleFile> FIRST = List.of(rule("READ"));
    private static final List<RuleFile> NEXT = List.of(rule("EXPORT"));
    private static final List<RuleFile> BAD = List.of(new RuleFile("a.yml", "title: no detection\n"));

    /** Says what it is told to, and that again until it is told something else. */
    private static final class Told implements RuleSource {
        private final LinkedBlockingQueue<List<RuleFile>> next = new LinkedBlockingQueue<>();
        private List<RuleFile> last = FIRST;

        @Override
        public List<RuleFile> read() throws InterruptedException {
            List<RuleFile> told = next.poll(1, TimeUnit.MILLISECONDS);
            last = told == null ? last : told;
            return last;
        }

        @Override
        public void close() {}
    }

    @Test
    void rulesThatDoNotLoad_areRefusedAndCountedUntilOthersDo() throws Exception {
        Detection detection = new Detection(new Plan(RuleFeed.load(FIRST)), Detections.settings());
        Plan first = detection.plan();
        Told source = new Told();
        RuleFeed feed = RuleFeed.start(source, detection, FIRST);
        try {
            source.next.add(BAD);
            Broker.await("refused", detection::isRefusing);
            assertThat(detection.plan()).isSameAs(first);
            assertThat(detection.changes()).isZero();
            source.next.add(NEXT);
            Broker.await("changed", () -> detection.changes() == 1);
            assertThat(detection.isRefusing()).isFalse();
            assertThat(detection.refusals()).isEqualTo(1);
            assertThat(detection.plan().rules().detections()).hasSize(1);
        } finally {
            feed.close();
        }
    }

    private static RuleFile rule(String action) {
        return new RuleFile("a.yml", """
                title: Accesses
                name: accesses
                level: low
                logsource: {product: vigie}
                detection:
                    selection: {action: %s}
                    condition: selection
                """.formatted(action));
    }
}
