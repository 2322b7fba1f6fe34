package dev.vigie.cli;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.AnalystVerdict;
import dev.vigie.model.AnalystVerdict.Ruling;
import dev.vigie.rule.ProposedFilter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What analysts' verdicts say of the rules: how many alerts of each were true, false, expected; and what filters the
 * expected ones propose. Verdicts are taken first, then the alerts' messages in their order. At most
 * {@value #VERDICTS_MAX} are held, the latest: the oldest make room.
 */
final class VerdictFigures {

    static final int VERDICTS_MAX = 100_000;

    private final Map<String, AnalystVerdict> verdicts = new LinkedHashMap<>();
    private final Map<String, Alert> alerts = new TreeMap<>();
    private long forgotten;

    /** Counts for one rule; an alert counts for each of its reasons. */
    static final class RuleFigures {
        final String title;
        private final Map<Ruling, Long> byRuling = new EnumMap<>(Ruling.class);

        RuleFigures(String title) {
            this.title = title;
        }

        long count(Ruling ruling) {
            return byRuling.getOrDefault(ruling, 0L);
        }

        private void add(Ruling ruling) {
            byRuling.merge(ruling, 1L, Long::sum);
        }

        long judged() {
            return count(Ruling.TRUE) + count(Ruling.FALSE) + count(Ruling.EXPECTED);
        }

        /** The part of the judged alerts that were false, 0 to 1. */
        double falseShare() {
            return count(Ruling.FALSE) / (double) judged();
        }
    }

    /** Takes a verdict, which stands in for an earlier one on the same alert. */
    void take(AnalystVerdict verdict) {
        verdicts.remove(verdict.alertId());
        verdicts.put(verdict.alertId(), verdict);
        if (verdicts.size() > VERDICTS_MAX) {
            verdicts.remove(verdicts.keySet().iterator().next());
            forgotten++;
        }
    }

    /** Takes back a verdict, if there is one. */
    void withdraw(String alertId) {
        verdicts.remove(alertId);
    }

    /** Takes a message of an alert; the last one of those that were judged is kept. */
    void take(Alert alert) {
        if (verdicts.containsKey(alert.id())) {
            alerts.put(alert.id(), alert);
        }
    }

    long verdicts() {
        return verdicts.size();
    }

    /** Verdicts that found no room. */
    long forgotten() {
        return forgotten;
    }

    /** Verdicts on alerts of which there is no message any more, or never was. */
    long unknown() {
        return (long) verdicts.size() - alerts.size();
    }

    /** By rule id, of the rules with a verdict. */
    Map<String, RuleFigures> byRule() {
        Map<String, RuleFigures> figures = new TreeMap<>();
        alerts.forEach((id, alert) -> {
            AnalystVerdict verdict = verdicts.get(id);
            if (verdict != null) {
                for (Reason reason : alert.reasons()) {
                    figures.computeIfAbsent(reason.rule(), unseen -> new RuleFigures(reason.title()))
                            .add(verdict.ruling());
                }
            }
        });
        return figures;
    }

    /** What the expected alerts propose, by alert id. */
    List<ProposedFilter> proposals(LocalDate today) {
        List<ProposedFilter> proposals = new ArrayList<>();
        alerts.forEach((id, alert) -> {
            AnalystVerdict verdict = verdicts.get(id);
            if (verdict != null && verdict.ruling() == Ruling.EXPECTED) {
                proposals.add(ProposedFilter.of(verdict, alert, today));
            }
        });
        return proposals;
    }
}
