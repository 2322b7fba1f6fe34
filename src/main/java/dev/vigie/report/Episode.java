package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.siem.AlertFacts;
import java.util.Comparator;
import java.util.List;

/**
 * An episode as the report tells it.
 *
 * @param last its last message
 * @param exposure how many people it had exposed, and from when on; at most {@value Curve#POINTS_MAX} points
 */
record Episode(Alert last, List<Curve.Point> exposure) {

    /** By level, by people, then the earlier one. */
    static final Comparator<Alert> GRAVEST_FIRST = Comparator.comparing(Alert::level, Comparator.reverseOrder())
            .thenComparing(AlertFacts::people, Comparator.reverseOrder())
            .thenComparing(Alert::openedAtMillis)
            .thenComparing(Alert::id);

    Episode {
        exposure = List.copyOf(exposure);
    }

    /** Whether what it counts is people that this one account exposed, and not a group's ordinary reading as well. */
    boolean exposesPeople() {
        return AlertFacts.countsPeople(last) && !AlertFacts.isAboveAccount(last);
    }

    /** Operator and account joined as {@link AccountKey} does; empty for a group above the account. */
    String accountKey() {
        String operator = AlertFacts.operator(last);
        String account = AlertFacts.account(last);
        return operator == null || account == null ? "" : AccountKey.of(operator, account);
    }
}
