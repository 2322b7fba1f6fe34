package dev.vigie.report;

import dev.vigie.model.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the logs, and the folder, do not tell: whoever reads the report must know before he counts on a figure. */
final class LogGaps {

    private static final int REASONS_MAX = 5;
    private static final int FEEDS_MAX = 5;

    private final ReplayFolder folder;
    private final Texts texts;

    LogGaps(ReplayFolder folder, Texts texts) {
        this.folder = folder;
        this.texts = texts;
    }

    /** A sentence for each, or one that says that nothing is known to be missing. */
    List<String> sentences() {
        List<String> gaps = new ArrayList<>();
        ofFeeds(gaps);
        ofLines(gaps);
        ofPeople(gaps);
        ofAlerts(gaps);
        ofFiles(gaps);
        if (gaps.isEmpty()) {
            gaps.add(texts.text("gaps.none"));
        }
        return gaps;
    }

    /** Logs that were stopped or have holes, as their alerts say it. */
    private void ofFeeds(List<String> gaps) {
        List<Alert> feeds = alerts().filter(AlertSentence::isOfFeed).toList();
        feeds.stream().limit(FEEDS_MAX).forEach(alert -> gaps.add(AlertSentence.of(alert, texts)));
        add(gaps, "gaps.feeds", feeds.size() - FEEDS_MAX);
    }

    private Stream<Alert> alerts() {
        return folder.episodes().gravest().stream().map(Episode::last);
    }

    private void ofLines(List<String> gaps) {
        LedgerFigures ledger = folder.ledger();
        if (!ledger.addsUp()) {
            gaps.add(texts.text("gaps.ledger"));
        }
        if (ledger.rejected() > 0) {
            String reasons = ledger.byReason().entrySet().stream()
                    .limit(REASONS_MAX)
                    .map(reason -> texts.rejection(reason.getKey()) + " " + texts.number(reason.getValue()))
                    .collect(Collectors.joining(", "));
            gaps.add(texts.counted("gaps.rejected", ledger.rejected(), ledger.received(), reasons));
        }
        add(gaps, "gaps.filtered", ledger.filtered());
        add(gaps, "gaps.late", ledger.late());
        add(gaps, "gaps.lateForSome", ledger.lateForSomeRules());
        add(gaps, "gaps.idReused", ledger.idReused());
        add(gaps, "gaps.skewed", ledger.skewed());
        long broken = folder.run().inputs().stream()
                .filter(input -> !input.brokenOff().isEmpty())
                .count();
        add(gaps, "gaps.broken", broken);
    }

    /** Those who were shown most people are the first to look at; where they were shown none, nobody was. */
    private void ofPeople(List<String> gaps) {
        List<AccountFigures> accounts = folder.accounts();
        if (!accounts.isEmpty() && accounts.stream().allMatch(account -> account.peopleRead() == 0)) {
            gaps.add(texts.text("gaps.nobody"));
        }
    }

    private void ofAlerts(List<String> gaps) {
        List<Alert> alerts =
                alerts().filter(alert -> !AlertSentence.isOfFeed(alert)).toList();
        add(gaps, "gaps.unnamed", AtLeast.of(alerts, Alert::recordsUnnamed));
        add(gaps, "gaps.uncounted", AtLeast.of(alerts, Alert::accessesUncounted));
        add(
                gaps,
                "gaps.fields",
                alerts.stream().filter(alert -> alert.fields().total() == 0).count());
        add(
                gaps,
                "gaps.sources",
                alerts.stream().filter(alert -> alert.sources().total() == 0).count());
    }

    private void ofFiles(List<String> gaps) {
        if (folder.sealed()) {
            gaps.add(texts.text("gaps.sealed"));
        }
        if (folder.partial()) {
            gaps.add(texts.text("gaps.partial"));
        }
        if (!folder.missing().isEmpty()) {
            String names = folder.missing().stream().map(FolderFile::fileName).collect(Collectors.joining(", "));
            gaps.add(texts.counted("gaps.files", folder.missing().size(), names));
        }
    }

    private void add(List<String> gaps, String name, AtLeast figure) {
        if (!figure.isNone()) {
            gaps.add(texts.counted(name, figure.high(), figure.said(texts)));
        }
    }

    private void add(List<String> gaps, String name, long count) {
        if (count > 0) {
            gaps.add(texts.counted(name, count));
        }
    }
}
