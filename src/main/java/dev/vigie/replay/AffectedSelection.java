package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which readings a list of affected people is about. Each part that is empty allows everything; a reading must be
 * allowed by all of them. Where something is chosen but no alert is, readings outside of every episode count too; where
 * nothing is chosen, those within an episode.
 *
 * @param alerts ids
 * @param accounts as {@link AccountName} writes them
 * @param registers names of registers
 * @param sources source addresses as the logs write them
 * @param sessions as the logs call them
 * @param fromMillis not before, epoch milliseconds
 * @param toMillis not after
 */
public record AffectedSelection(
        Set<String> alerts,
        Set<String> accounts,
        Set<String> registers,
        Set<String> sources,
        Set<String> sessions,
        long fromMillis,
        long toMillis) {

    /** All that was read within episodes. */
    public static final AffectedSelection EPISODES =
            new AffectedSelection(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    private static final String KEYS = "alert=ID, account=OPERATOR/ACCOUNT, register=NAME, source=ADDRESS, session=ID,"
            + " from=TIME or to=TIME, where a time is such as 2026-01-05T10:00:00Z";

    public AffectedSelection {
        alerts = Set.copyOf(alerts);
        accounts = Set.copyOf(accounts);
        registers = Set.copyOf(registers);
        sources = Set.copyOf(sources);
        sessions = Set.copyOf(sessions);
        if (fromMillis > toMillis) {
            throw new IllegalArgumentException("from= must not be later than to=");
        }
    }

    /**
     * Reads {@code KEY=VALUE}, each as often as it is meant.
     *
     * @throws ReplayException if a part is none; the message says what would be
     */
    public static AffectedSelection parse(List<String> parts) throws ReplayException {
        Set<String> alerts = new TreeSet<>();
        Set<String> accounts = new TreeSet<>();
        Set<String> registers = new TreeSet<>();
        Set<String> sources = new TreeSet<>();
        Set<String> sessions = new TreeSet<>();
        long fromMillis = Long.MIN_VALUE;
        long toMillis = Long.MAX_VALUE;
        for (String part : parts) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            switch (equals < 0 ? "" : part.substring(0, equals)) {
                case "alert" -> alerts.add(value);
                case "account" -> accounts.add(value);
                case "register" -> registers.add(value);
                case "source" -> sources.add(value);
                case "session" -> sessions.add(value);
                case "from" -> fromMillis = Math.max(fromMillis, millis(part, value));
                case "to" -> toMillis = Math.min(toMillis, millis(part, value));
                default -> throw new ReplayException(part + ": chooses nothing; there are " + KEYS);
            }
        }
        if (fromMillis > toMillis) {
            throw new ReplayException("from= must not be later than to=");
        }
        return new AffectedSelection(alerts, accounts, registers, sources, sessions, fromMillis, toMillis);
    }

    private static long millis(String part, String value) throws ReplayException {
        try {
            return Instant.parse(value).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new ReplayException(part + ": not a time such as 2026-01-05T10:00:00Z");
        }
    }

    /** What it was read from: {@code KEY=VALUE}, sorted; nothing where nothing is chosen. */
    List<String> choices() {
        Set<String> choices = new TreeSet<>();
        alerts.forEach(each -> choices.add("alert=" + each));
        accounts.forEach(each -> choices.add("account=" + each));
        registers.forEach(each -> choices.add("register=" + each));
        sources.forEach(each -> choices.add("source=" + each));
        sessions.forEach(each -> choices.add("session=" + each));
        if (fromMillis != EPISODES.fromMillis) {
            choices.add("from=" + Instant.ofEpochMilli(fromMillis));
        }
        if (toMillis != EPISODES.toMillis) {
            choices.add("to=" + Instant.ofEpochMilli(toMillis));
        }
        return List.copyOf(choices);
    }

    /** Whether only readings within an episode count. */
    boolean withinEpisodes() {
        return !alerts.isEmpty() || equals(EPISODES);
    }

    boolean allowsAlert(String id) {
        return alerts.isEmpty() || alerts.contains(id);
    }

    /** Whether the reading is allowed, whatever alert it belongs to. */
    boolean allows(AccessEvent event, long timeMillis) {
        return timeMillis >= fromMillis
                && timeMillis <= toMillis
                && (accounts.isEmpty()
                        || accounts.contains(AccountName.of(event).toString()))
                && isIn(registers, event.resource())
                && isIn(sources, event.sourceIp())
                && isIn(sessions, event.session());
    }

    private static boolean isIn(Set<String> allowed, @Nullable String value) {
        return allowed.isEmpty() || (value != null && allowed.contains(value));
    }
}
