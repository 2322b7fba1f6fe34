package dev.vigie.ingest;

import dev.vigie.model.Action;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Guesses which of a sample's columns are which fields, each column for one field at most. */
final class Guesses {

    /** More words than these are texts. */
    private static final int WORDS_MAX = 60;

    private static final List<String> TIME_NAMES =
            List.of("time", "timestamp", "ts", "when", "date", "datetime", "at", "horodatage", "heure", "logged");
    private static final Set<String> OTHER_TIMES = Set.of(
            "birth", "naissance", "expires", "expiry", "expiration", "until", "end", "fin", "ingested", "received");
    private static final List<String> ACTION_NAMES =
            List.of("action", "operation", "op", "verb", "method", "event", "activity", "act", "command", "type");
    private static final List<String> OUTCOME_NAMES =
            List.of("outcome", "result", "status", "statut", "resultat", "success", "code", "response");
    private static final Set<String> DESCRIBED = Set.of("nationality", "nationalite", "nat", "status", "statut");

    private final LogSample sample;
    private final Set<SampledColumn> taken = new HashSet<>();
    private final List<FieldGuess> found = new ArrayList<>();
    private @Nullable SampledColumn subject;

    private Guesses(LogSample sample) {
        this.sample = sample;
    }

    static Guesses of(LogSample sample) {
        Guesses guesses = new Guesses(sample);
        guesses.guessTime();
        guesses.guessWords(Field.ACTION, ACTION_NAMES, GuessWords::action, Action.OTHER);
        guesses.guessWords(Field.OUTCOME, OUTCOME_NAMES, GuessWords::outcome, Outcome.ERROR);
        FieldHint.ALL.forEach(guesses::guess);
        guesses.guessAttributes();
        return guesses;
    }

    /** In the order in which a mapping is read. */
    List<FieldGuess> found() {
        return List.copyOf(found);
    }

    /** The columns that no guess has taken. */
    List<SampledColumn> free() {
        return sample.columns().stream()
                .filter(column -> column.count() > 0 && !taken.contains(column))
                .toList();
    }

    private void guessTime() {
        SampledColumn best = null;
        TimeGuess bestForm = null;
        int most = -1;
        for (SampledColumn column : free()) {
            TimeGuess form = TimeGuess.of(column.times());
            int sureness = sureness(column, TIME_NAMES);
            boolean other = column.words().stream().anyMatch(OTHER_TIMES::contains);
            if (form != null && !other && sureness > most) {
                best = column;
                bestForm = form;
                most = sureness;
            }
        }
        if (best == null || bestForm == null) {
            guessJoinedTime();
            return;
        }
        taken.add(best);
        add(bestForm, "from: " + DraftText.scalar(best.name()), reason(best, "times", DraftText::example));
    }

    /** A date in one column and an hour in another. */
    private void guessJoinedTime() {
        for (SampledColumn date : free()) {
            for (SampledColumn hour : free()) {
                if (date == hour || !hour.mostMatch(value -> value.matches("[0-9]{1,2}:[0-9]{2}.*"))) {
                    continue;
                }
                String first = hour.values().iterator().next();
                String day = date.values().iterator().next();
                TimeGuess form = TimeGuess.of(each(date, value -> value + ' ' + first));
                TimeGuess same = TimeGuess.of(each(hour, value -> day + ' ' + value));
                if (form != null && same != null) {
                    taken.add(date);
                    taken.add(hour);
                    add(
                            form,
                            "join: [" + DraftText.quoted(date.name()) + ", " + DraftText.quoted(hour.name())
                                    + "]\nwith: ' '",
                            "a date and an hour; such as " + DraftText.example(day + ' ' + first));
                    return;
                }
            }
        }
    }

    private static Map<String, Integer> each(SampledColumn column, UnaryOperator<String> made) {
        Map<String, Integer> times = new LinkedHashMap<>();
        column.times().forEach((value, often) -> times.put(made.apply(value), often));
        return times;
    }

    private void add(TimeGuess form, String origin, String reason) {
        List<String> checks = new ArrayList<>();
        List<String> lines = new ArrayList<>(origin.lines().map(String::strip).toList());
        lines.add("format: " + DraftText.scalar(form.form()));
        if (form.lacksZone()) {
            checks.add("the log does not say its zone: UTC, or such as Europe/Paris?");
            lines.add("zone: UTC");
        }
        if (form.or() != null) {
            checks.add("the sample could as well be written as " + form.or());
        }
        if (form.strays() > 0) {
            checks.add("of the times " + form.strays() + " are written otherwise, or are none");
        }
        found.add(new FieldGuess(Field.TIME.fieldName(), reason, checks, lines));
    }

    /** A column of few words, of which at least half mean something. */
    private <E extends Enum<E>> void guessWords(
            Field field, List<String> names, Function<String, @Nullable E> meaning, E otherwise) {
        SampledColumn best = null;
        int most = 0;
        for (SampledColumn column : free()) {
            long known = column.values().stream()
                    .filter(value -> meaning.apply(value) != null)
                    .count();
            int sureness = sureness(column, names);
            boolean told = 2 * known >= column.values().size() || (sureness > 100 && known > 0);
            if (column.hasFew(WORDS_MAX) && told && sureness > most) {
                best = column;
                most = sureness;
            }
        }
        if (best == null) {
            return;
        }
        taken.add(best);
        List<String> checks = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of("from: " + DraftText.scalar(best.name()), "values:"));
        for (String value : best.values()) {
            E means = meaning.apply(value);
            if (means == null) {
                checks.add("what is '" + DraftText.example(value) + "'?");
            }
            lines.add("  " + DraftText.scalar(value) + ": " + word(means == null ? otherwise : means));
        }
        lines.add("otherwise: " + word(otherwise));
        found.add(new FieldGuess(field.fieldName(), reason(best, "few words", DraftText::example), checks, lines));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void guess(FieldHint hint) {
        SampledColumn best = null;
        int most = 0;
        for (SampledColumn column : free()) {
            int sureness = hint.byName(column) + (hint.byValuesAlone() ? 1 : 0);
            boolean oneWanted =
                    hint.field().kind() != Field.Kind.TEXTS && column.name().contains("[]");
            if (sureness > most && !oneWanted && hint.values().test(column)) {
                best = column;
                most = sureness;
            }
        }
        if (best == null) {
            return;
        }
        taken.add(best);
        boolean who = hint.field() == Field.SUBJECT || hint.field() == Field.ACCOUNT || hint.field() == Field.SESSION;
        String reason = reason(best, hint.what(), who ? DraftText::shape : DraftText::example);
        if (hint.field() == Field.SUBJECT) {
            subject = best;
            found.add(subject(best, reason));
        } else {
            found.add(FieldGuess.of(hint.field().fieldName(), reason, best.name()));
        }
    }

    private static FieldGuess subject(SampledColumn column, String reason) {
        String separator = "";
        for (String candidate : List.of(";", "|", ",")) {
            if (separator.isEmpty() && column.values().stream().anyMatch(value -> value.contains(candidate))) {
                separator = candidate;
            }
        }
        return separator.isEmpty()
                ? FieldGuess.of(Field.SUBJECT.fieldName(), reason, column.name())
                : new FieldGuess(
                        Field.SUBJECT.fieldName(),
                        reason,
                        List.of("are several in one text?"),
                        List.of("from: " + DraftText.scalar(column.name()), "split: " + DraftText.scalar(separator)));
    }

    /** What stands beside the subjects and says something of them that rules look at. */
    private void guessAttributes() {
        SampledColumn whose = subject;
        if (whose == null) {
            return;
        }
        String near = whose.name().substring(0, whose.name().lastIndexOf('.') + 1);
        for (SampledColumn column : free()) {
            List<String> words = column.words();
            String last = words.isEmpty() ? "" : words.get(words.size() - 1);
            boolean beside = sample.format() == Format.CSV
                    || (near.contains("[]") && column.name().startsWith(near));
            if (beside && DESCRIBED.contains(last) && column.values().size() > 1) {
                taken.add(column);
                String name = last.startsWith("nat") ? "nationality" : "status";
                if (found.stream().noneMatch(guess -> guess.field().equals("subject." + name))) {
                    found.add(FieldGuess.of(
                            "subject." + name,
                            reason(column, "beside the subject", DraftText::example),
                            column.name()));
                }
            }
        }
    }

    private static int sureness(SampledColumn column, List<String> names) {
        Predicate<String> named = column.words()::contains;
        for (int i = 0; i < names.size(); i++) {
            if (named.test(names.get(i))) {
                List<String> words = column.words();
                boolean last = words.get(words.size() - 1).equals(names.get(i));
                return (last ? 100 : 50) + names.size() - i;
            }
        }
        return 0;
    }

    private static String reason(SampledColumn column, String what, Function<String, String> shown) {
        int different = column.values().size();
        return what + ", " + different + (different == SampledColumn.VALUES_MAX ? " or more" : "") + " different in "
                + column.count() + "; such as "
                + shown.apply(column.values().iterator().next());
    }
}
