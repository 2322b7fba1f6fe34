package dev.vigie.bench.quality;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Vigie's messages, judged: which theft they are about, and which episodes are false alerts. */
final class Episodes {

    /** An episode that has not closed yet. */
    private static final class Running {
        final Alert opening;
        /** Whom it is about: for a group above the account those that it lists, and whose events it spoke at. */
        final Set<Group> accounts = new LinkedHashSet<>();

        long firstMillis;
        int reasons;

        Running(Alert opening) {
            this.opening = opening;
            this.firstMillis = opening.firstEventAtMillis();
        }
    }

    /**
     * An episode during which nobody of its group was stealing.
     *
     * @param account whose it is; null for a group above the account
     */
    record False(Alert opening, @Nullable Group account) {}

    private final Thefts thefts;
    private final Map<String, Running> running = new HashMap<>();
    private final List<False> falseAlerts = new ArrayList<>();
    private long opened;
    private long trueAlerts;

    Episodes(Thefts thefts) {
        this.thefts = thefts;
    }

    /**
     * Takes in a message.
     *
     * @param event with which it came; null where it came of a silence, as of a log that had stopped at the end
     */
    void message(Alert alert, @Nullable AccessEvent event) {
        switch (alert.state()) {
            case OPEN -> {
                opened++;
                Running opening = new Running(alert);
                running.put(alert.id(), opening);
                grow(opening, alert, event);
            }
            case UPDATE -> grow(known(alert), alert, event);
            case CLOSED -> close(alert);
        }
    }

    private Running known(Alert alert) {
        Running known = running.get(alert.id());
        if (known == null) {
            throw new IllegalStateException("an episode that never opened speaks: " + alert.id());
        }
        return known;
    }

    private void grow(Running episode, Alert alert, @Nullable AccessEvent event) {
        boolean isAbove = !isWithinAccount(alert);
        if (isAbove) {
            alert.accounts().forEach(share -> episode.accounts.add(Group.account(share.operator(), share.account())));
        }
        episode.firstMillis = Math.min(episode.firstMillis, alert.firstEventAtMillis());
        if (event == null) {
            episode.reasons = alert.reasons().size();
            return;
        }
        episode.accounts.add(Group.account(event.operator(), event.account()));
        if (alert.reasons().size() > episode.reasons) {
            Reason added = alert.reasons().get(episode.reasons);
            episode.reasons = alert.reasons().size();
            thefts.alert(episode.accounts, event, added.rule());
        }
    }

    private static boolean isWithinAccount(Alert alert) {
        return alert.group().containsKey(Field.ACCOUNT.fieldName());
    }

    private void close(Alert closing) {
        Running episode = known(closing);
        running.remove(closing.id());
        long firstMillis = Math.min(episode.firstMillis, closing.firstEventAtMillis());
        if (thefts.isGoingOn(episode.accounts, firstMillis, closing.closedAtMillis())) {
            trueAlerts++;
        } else {
            Group account =
                    isWithinAccount(closing) ? episode.accounts.iterator().next() : null;
            falseAlerts.add(new False(episode.opening, account));
        }
    }

    List<False> falseAlerts() {
        return falseAlerts;
    }

    long opened() {
        return opened;
    }

    long trueAlerts() {
        return trueAlerts;
    }

    int stillOpen() {
        return running.size();
    }
}
