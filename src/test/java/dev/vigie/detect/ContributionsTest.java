package dev.vigie.detect;

import static dev.vigie.detect.Events.MORNING;
import static dev.vigie.detect.HostileEventsTest.READS;
import static dev.vigie.detect.HostileEventsTest.at;
import static dev.vigie.detect.HostileEventsTest.detector;
import static dev.vigie.detect.HostileEventsTest.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What groups above the account are told, where plans change, events concern very many groups, or aliases are alike.
 */
final class ContributionsTest {

    private static final String OF_OPERATOR = READS + """
            ---
            title: Many people of one operator
            correlation:
              type: value_count
              rules: [reads]
              group-by: [operator]
              timespan: 1d
              condition: {field: subject, gte: 5}
            """;

    private final List<Alert> alerts = new ArrayList<>();

    /** What one plan has sent, the next one takes in: its own measures begin empty. */
    @Test
    void processContribution_sentByAPlanThatAskedForLess_isTakenInAsFarAsItGoes() {
        Plan before = plan(OF_OPERATOR);
        Plan after = plan(OF_OPERATOR + """
                ---
                title: A run
                correlation:
                  type: value_count
                  rules: [reads]
                  group-by: [operator]
                  timespan: 1d
                  condition: {field: subject, gte: 5}
                vigie: {measure: {type: sequential_run, field: subject}}
                ---
                title: One kind
                correlation:
                  type: value_count
                  rules: [reads]
                  group-by: [operator]
                  timespan: 1d
                  condition: {field: subject, gte: 5}
                vigie: {measure: {type: share, field: subject.nationality}}
                """);
        List<Contribution> sent = new ArrayList<>();
        Detector first = detector(before);
        MemoryProfiles profiles = new MemoryProfiles(before);
        for (int i = 0; i < 5; i++) {
            AccessEvent event = Events.read("a" + i, "e" + i, MORNING + i, "p" + i, "q" + i);
            first.process(event, at(i), profiles, alerts::add, sent::add);
        }
        Detector second = detector(after);
        MemoryProfiles others = new MemoryProfiles(after);
        sent.forEach(each -> second.processContribution(each, others, alerts::add));

        assertThat(sent).hasSize(5);
        assertThat(alerts).extracting(Alert::state).startsWith(State.OPEN);
        assertThat(alerts.get(0).reasons())
                .extracting(Alert.Reason::title)
                .containsExactly("Many people of one operator");
    }

    /** Of a list of people each would be told of all the others. */
    @Test
    void process_groupsThatAreTheEventsPeople_areToldOfThemselvesAlone() {
        Plan plan = plan(READS + """
                ---
                title: Read by many
                correlation:
                  type: value_count
                  rules: [reads]
                  group-by: [subject]
                  timespan: 1d
                  condition: {field: account, gte: 2}
                """);
        Detector detector = detector(plan);
        MemoryProfiles profiles = new MemoryProfiles(plan);
        String[] people = IntStream.range(0, 1_000).mapToObj(i -> "p" + i).toArray(String[]::new);
        List<Contribution> sent = new ArrayList<>();
        detector.process(Events.read("a", "1", MORNING, people), at(0), profiles, alerts::add, sent::add);
        detector.process(Events.read("b", "2", MORNING + 1, "x", "p7"), at(1), profiles, alerts::add, sent::add);
        assertThat(sent)
                .hasSize(1_002)
                .allSatisfy(each -> assertThat(each.valueCount(Field.SUBJECT)).isEqualTo(1));
        sent.forEach(each -> detector.processContribution(each, profiles, alerts::add));

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).peopleReadByGroup()).isEqualTo(1);
    }

    /** Two rules call different fields by one name: each counts in its own groups. */
    @Test
    void process_aliasesOfOneNameForOtherFields_areToldApart() {
        String rule = """
                ---
                title: %1$s
                correlation:
                  type: event_count
                  rules: [reads, denied]
                  group-by: [who]
                  aliases:
                    who: {reads: %2$s, denied: %3$s}
                  timespan: 1h
                  condition: {gte: 3}
                """;
        Plan plan = plan(READS + """
                ---
                title: Denied
                name: denied
                logsource: {product: vigie}
                detection: {s: {action: READ, outcome: denied}, condition: s}
                """ + rule.formatted("by address", "src_ip", "role")
                + rule.formatted("by role", "role", "src_ip"));
        Detector detector = detector(plan);
        MemoryProfiles profiles = new MemoryProfiles(plan);
        for (int i = 0; i < 3; i++) {
            detector.process(Events.read("a" + i, "e" + i, MORNING + i, "p" + i), at(i), profiles, alerts::add);
        }

        List<String> said = new ArrayList<>();
        for (Alert alert : alerts) {
            alert.reasons()
                    .forEach(reason ->
                            said.add(reason.title() + " " + alert.group().get("who")));
        }
        assertThat(said).containsExactlyInAnyOrder("by address 192.0.2.7", "by role caseworker");
        assertThat(alerts).extracting(Alert::groupKind).containsOnly(new Group(List.of("who"), List.of("x")).kind());
    }
}
