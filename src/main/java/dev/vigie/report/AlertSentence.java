package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Sign;
import dev.vigie.siem.AlertFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says of itself, in the reader's language. The detector says it in English, and its words are a part of
 * the alert, which is the same for everybody; in another language the same is said anew, from the alert's own figures,
 * in the same order: who did what, the three rarest reasons, what speaks for somebody else at the account. Of a log
 * that was stopped or has holes the alert's own words are asked ({@link FeedSentence}).
 */
final class AlertSentence {

    private static final int REASONS_MAX = 3;
    /** A rule about a log itself: whom the log shows is not what it speaks of. */
    private static final String FEED_TAG = "vigie.feed";

    private static final String SILENCE = "silence";
    private static final String SHARE_OF = "share(subject.";

    private final Alert alert;
    private final Texts texts;
    private final FigureWords figures;

    private AlertSentence(Alert alert, Texts texts) {
        this.alert = alert;
        this.texts = texts;
        this.figures = new FigureWords(texts);
    }

    static String of(Alert alert, Texts texts) {
        return texts.language() == Language.ENGLISH ? alert.sentence() : new AlertSentence(alert, texts).said();
    }

    /** True if it is about a log itself, and not about whom the log shows. */
    static boolean isOfFeed(Alert alert) {
        return !alert.reasons().isEmpty()
                && alert.reasons().stream().allMatch(reason -> reason.tags().contains(FEED_TAG));
    }

    private String said() {
        boolean ofFeed = isOfFeed(alert);
        List<String> parts = new ArrayList<>();
        if (!ofFeed) {
            parts.add(lead());
        }
        List<Reason> reasons = new ArrayList<>(alert.reasons());
        reasons.sort(Comparator.comparingDouble(AlertSentence::rank).reversed());
        reasons.stream().limit(REASONS_MAX).map(this::reason).forEach(parts::add);
        if (reasons.size() > REASONS_MAX) {
            parts.add(texts.counted("alert.more", reasons.size() - REASONS_MAX));
        }
        if (!alert.speaksForTakeover().isEmpty()) {
            parts.add(alert.speaksForTakeover().stream().map(this::sign).collect(Collectors.joining(", ")));
        }
        boolean above = AlertFacts.isAboveAccount(alert);
        String who = AlertFacts.groupName(alert) + (above && !ofFeed ? " " + accounts() : "");
        return texts.text(above ? "alert.group" : "alert.account", who, String.join(texts.joint(), parts));
    }

    private String sign(Sign sign) {
        return texts.text("js.sign." + sign.id());
    }

    /** The rarest of those that know what is usual, then shares, then others, as the detector has them. */
    private static double rank(Reason reason) {
        Double rarity = reason.rarity();
        if (reason.share() != null) {
            return 1;
        }
        return rarity == null || reason.usual() == null ? 0 : 1 + rarity;
    }

    /** Whose doing it was; an alert names the ten accounts that read most. */
    private String accounts() {
        List<Alert.AccountShare> largest = alert.accounts();
        if (largest.size() == 1) {
            return texts.text("alert.accounts.one", largest.get(0).account());
        }
        String name = largest.size() < Alert.ACCOUNTS_MAX ? "alert.accounts.some" : "alert.accounts.most";
        return texts.text(name, largest.size());
    }

    private String lead() {
        String kind = AlertFacts.isAboveAccount(alert) ? "alert.group." : "alert.read.";
        String span = figures.duration(alert.lastEventAtMillis() - alert.firstEventAtMillis());
        long people = AlertFacts.people(alert);
        if (people > 0) {
            String read = AlertFacts.countsPeople(alert)
                    ? texts.counted(kind + "people", people, span)
                    : texts.text(kind + "things", people, span, texts.noun(AlertFacts.noun(alert)));
            if (!AlertFacts.isAboveAccount(alert)) {
                read = texts.text("alert.before", read, alert.peopleExposedBefore());
            }
            return alert.recordsUnnamed() > 0 ? texts.text("alert.plus", read, unnamed()) : read;
        }
        if (alert.recordsUnnamed() > 0) {
            return texts.text(kind + "unnamed", unnamed(), span);
        }
        return alert.accessesUncounted() > 0
                ? texts.counted(kind + "uncounted", alert.accessesUncounted(), span)
                : texts.text(kind + "nothing", span);
    }

    private String unnamed() {
        return texts.counted("alert.unnamed", alert.recordsUnnamed());
    }

    private String reason(Reason reason) {
        String title = texts.ruleTitle(reason.rule(), reason.title());
        Double share = reason.share();
        Double usualShare = reason.usualShare();
        if (share != null && usualShare != null) {
            return texts.text("alert.share", texts.percent(share), attribute(reason), texts.percent(usualShare));
        }
        Double rarity = reason.rarity();
        String ofFeed =
                reason.tags().contains(FEED_TAG) ? new FeedSentence(texts).of(alert.sentence(), reason.title()) : null;
        if (rarity == null) {
            return title + (ofFeed == null ? limited(reason) : " (" + ofFeed + ")");
        }
        String expected = texts.text("alert.expected", figures.period(rarity));
        String told = ofFeed == null ? told(reason) : ofFeed;
        return told == null ? title + ", " + expected : title + " (" + told + ", " + expected + ")";
    }

    /** The figures of a reason whose group knows what is usual; null where it does not say what is. */
    private @Nullable String told(Reason reason) {
        Double usual = reason.usual();
        if (usual == null) {
            return null;
        }
        String most = figures.number(usual);
        return figures.isDrift(reason.limit())
                ? texts.text("alert.drift", value(reason), most)
                : texts.text("alert.usual", value(reason), figures.timespan(reason.timespanMillis()), most);
    }

    private String limited(Reason reason) {
        if (reason.timespanMillis() == 0) {
            return reason.value() > 1 ? texts.text("alert.times", figures.number(reason.value())) : "";
        }
        return texts.text(
                "alert.limit",
                value(reason),
                figures.timespan(reason.timespanMillis()),
                figures.limit(reason.limit()).replaceFirst("^>= ", ""));
    }

    private String value(Reason reason) {
        if (reason.measure().equals(SILENCE)) {
            return texts.text("alert.silent", figures.number(Math.rint(reason.value())));
        }
        String value = figures.number(Math.rint(reason.value()));
        return reason.error() > 0 ? texts.text("alert.about", value, texts.percent(reason.error())) : value;
    }

    /** What the people read have in common, as far as the language has a word for it. */
    private String attribute(Reason reason) {
        String measure = reason.measure();
        String name = measure.startsWith(SHARE_OF) && measure.endsWith(")")
                ? measure.substring(SHARE_OF.length(), measure.length() - 1)
                : measure;
        return texts.textOr("alert.attribute." + name, name.replace('_', ' '));
    }
}
