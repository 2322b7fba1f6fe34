package dev.vigie.replay;

import dev.vigie.detect.EventGroups;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The episodes of a replay, to find those that an event belongs to: it is one of the group's, between the first event
 * of the opening window and the last of the episode. Some 600 bytes of heap for each episode. One thread adds them;
 * then several may ask, of {@link #of} one.
 */
final class ClosedEpisodes {

    /**
     * An episode.
     *
     * @param fromMillis when its opening window began
     * @param openedMillis when it opened
     * @param toMillis when its last event was
     * @param parties whose doing it is: its account's, or, of a group above, that of the accounts that it names
     */
    record Span(String id, long fromMillis, long openedMillis, long toMillis, Set<AccountName> parties) {

        boolean contains(long timeMillis) {
            return timeMillis >= fromMillis && timeMillis <= toMillis;
        }
    }

    /** What is held against an account. */
    record Standing(long alerts, Level highest) {}

    private final EventGroups groups;
    private final Map<String, Span> spans = new TreeMap<>();
    /** For each grouping that has an episode. */
    private final Map<Integer, Map<Group, List<Span>>> byGrouping = new TreeMap<>();

    /** Of the groups within an account, by its {@link ReadEvent#partitionOf}. */
    private final Map<Integer, List<Span>> byPartition = new HashMap<>();
    /** Beginnings and ends of the times at which some group above accounts has an episode, none touching another. */
    private final NavigableMap<Long, Long> above = new TreeMap<>();

    private final Map<AccountName, Standing> standings = new HashMap<>();

    ClosedEpisodes(EventGroups groups) {
        this.groups = groups;
    }

    /** Takes in the last message of an episode. */
    void add(Alert last) {
        Span span = new Span(
                last.id(),
                Math.min(last.firstEventAtMillis(), last.openedAtMillis()),
                last.openedAtMillis(),
                Math.max(last.lastEventAtMillis(), last.openedAtMillis()),
                parties(last));
        spans.put(span.id(), span);
        int grouping = groups.grouping(last.groupKind(), last.group().keySet());
        Group group = grouping < 0 ? null : groups.group(grouping, last.group());
        if (group != null) {
            byGrouping
                    .computeIfAbsent(grouping, g -> new HashMap<>())
                    .computeIfAbsent(group, g -> new ArrayList<>(1))
                    .add(span);
            know(span, last);
        }
        for (AccountName account : span.parties()) {
            Standing before = standings.getOrDefault(account, new Standing(0, last.level()));
            Level highest = before.highest().compareTo(last.level()) > 0 ? before.highest() : last.level();
            standings.put(account, new Standing(before.alerts() + 1, highest));
        }
    }

    private void know(Span span, Alert last) {
        String operator = last.group().get(Field.OPERATOR.fieldName());
        String account = last.group().get(Field.ACCOUNT.fieldName());
        if (operator != null && account != null) {
            byPartition
                    .computeIfAbsent(ReadEvent.partitionOf(operator, account), p -> new ArrayList<>(1))
                    .add(span);
            return;
        }
        long from = span.fromMillis();
        long to = span.toMillis();
        Map.Entry<Long, Long> before = above.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
        }
        Map<Long, Long> touched = above.subMap(from, true, to, true);
        for (long end : touched.values()) {
            to = Math.max(to, end);
        }
        touched.clear();
        above.put(from, to);
    }

    /**
     * False if no episode has any event of an account of this partition at this time: whoever asks need not look into
     * it.
     */
    boolean mayHave(int partition, long timeMillis) {
        Map.Entry<Long, Long> wide = above.floorEntry(timeMillis);
        if (wide != null && wide.getValue() >= timeMillis) {
            return true;
        }
        for (Span span : byPartition.getOrDefault(partition, List.of())) {
            if (span.contains(timeMillis)) {
                return true;
            }
        }
        return false;
    }

    private static Set<AccountName> parties(Alert last) {
        String operator = last.group().get(Field.OPERATOR.fieldName());
        String account = last.group().get(Field.ACCOUNT.fieldName());
        if (operator != null && account != null) {
            return Set.of(new AccountName(operator, account));
        }
        Set<AccountName> parties = new HashSet<>();
        last.accounts().forEach(share -> parties.add(new AccountName(share.operator(), share.account())));
        return Set.copyOf(parties);
    }

    /** Every episode, in the order of their ids. */
    Collection<Span> spans() {
        return spans.values();
    }

    /** What is held against {@code account}, or null. */
    @Nullable
    Standing standing(AccountName account) {
        return standings.get(account);
    }

    /** The episodes that {@code event} belongs to, each once. */
    List<Span> of(AccessEvent event, long timeMillis) {
        List<Span> found = new ArrayList<>(0);
        byGrouping.forEach((grouping, byGroup) -> groups.of(grouping, event, group -> {
            for (Span span : byGroup.getOrDefault(group, List.of())) {
                if (span.contains(timeMillis) && !found.contains(span)) {
                    found.add(span);
                }
            }
        }));
        return found;
    }
}
