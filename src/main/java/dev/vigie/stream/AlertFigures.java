package dev.vigie.stream;

import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the detector has said since the process started. An alert is rare beside events, and so may cost a look-up here;
 * an alert that a fault has repeated counts as often as it was made. Knows neither accounts nor people by name. Safe
 * for use by several threads.
 */
public final class AlertFigures {

    /** How many rules are told apart. */
    public static final int RULES_MAX = 1_000;

    /** Stands for all further rules. */
    public static final String OTHERS = "(other)";

    /** Of how many open episodes it is remembered what has been said; beyond it, of those heard of last. */
    static final int EPISODES_MAX = 10_000;

    private static final int TITLE_LENGTH_MAX = 100;

    private final Map<Kind, Long> messages = new LinkedHashMap<>();
    private final Map<String, RuleFigures> rules = new TreeMap<>();
    private final Map<Level, People> people = new TreeMap<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final Delays delays = new Delays();

    /** What messages are counted by. */
    public record Kind(Level level, Alert.State state) {}

    /**
     * How often a rule has become a reason of an episode.
     *
     * @param rule its id
     */
    public record RuleFigures(String rule, String title, long fired) {}

    /**
     * People exposed in episodes of accounts, as the messages say it; somebody whom two episodes exposed counts twice.
     *
     * @param exposed with everything since
     * @param before before the first alert
     */
    public record People(long exposed, long before) {}

    /** What the latest message of an open episode said. */
    private record Told(int reasons, long people) {
        static final Told NOTHING = new Told(0, 0);
    }

    /** Counts a message; {@code delayMillis} is what lay between the arrival of what made it and now. */
    synchronized void add(Alert alert, long delayMillis) {
        messages.merge(new Kind(alert.level(), alert.state()), 1L, Long::sum);
        if (alert.state() == Alert.State.CLOSED) {
            Told before = told.remove(alert.id());
            count(alert, before == null ? all(alert) : before);
            return;
        }
        delays.add(delayMillis);
        Told before = told.remove(alert.id());
        if (before == null && alert.state() == Alert.State.OPEN) {
            before = Told.NOTHING;
            add(alert.level(), new People(0, alert.peopleExposedBefore()));
        }
        // One that opened before this process began: what was said by then is not this one's to count.
        count(alert, before == null ? all(alert) : before);
        told.put(alert.id(), all(alert));
        if (told.size() > EPISODES_MAX) {
            told.remove(told.keySet().iterator().next());
        }
    }

    private static Told all(Alert alert) {
        return new Told(alert.reasons().size(), alert.peopleExposed());
    }

    private void count(Alert alert, Told before) {
        // Reasons stand in the order in which they joined: what is new is at the end.
        for (int i = before.reasons(); i < alert.reasons().size(); i++) {
            fired(alert.reasons().get(i));
        }
        add(alert.level(), new People(Math.max(0, alert.peopleExposed() - before.people()), 0));
    }

    private void add(Level level, People more) {
        people.merge(level, more, (sum, one) -> new People(sum.exposed() + one.exposed(), sum.before() + one.before()));
    }

    private void fired(Alert.Reason reason) {
        boolean apart = rules.containsKey(reason.rule()) || rules.size() < RULES_MAX;
        String rule = apart ? reason.rule() : OTHERS;
        String title = apart ? reason.title() : OTHERS;
        String shown = title.substring(0, Math.min(title.length(), TITLE_LENGTH_MAX));
        rules.merge(
                rule,
                new RuleFigures(rule, shown, 1),
                (sum, one) -> new RuleFigures(rule, sum.title(), sum.fired() + one.fired()));
    }

    public synchronized Map<Kind, Long> messages() {
        return new LinkedHashMap<>(messages);
    }

    public synchronized List<RuleFigures> rules() {
        return new ArrayList<>(rules.values());
    }

    public synchronized Map<Level, People> people() {
        return new TreeMap<>(people);
    }

    /** From the arrival of an event among the events to the message that it caused, the commit not included. */
    public Delays delays() {
        return delays;
    }
}
