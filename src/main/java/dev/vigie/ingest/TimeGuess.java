package dev.vigie.ingest;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the times of an unknown log seem to be written.
 *
 * @param form as a mapping writes it
 * @param lacksZone whether the texts do not say their zone
 * @param or another form that fits just as well, or null
 * @param strays how many texts are written otherwise
 */
record TimeGuess(String form, boolean lacksZone, @Nullable String or, int strays) {

    private static final List<String> FORMS = List.of(
            TimeForm.ISO,
            "epoch-seconds",
            "epoch-millis",
            "epoch-micros",
            "epoch-nanos",
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd HH:mm:ss z",
            "yyyy/MM/dd HH:mm:ss",
            "yyyy.MM.dd HH:mm:ss",
            "yyyyMMddHHmmss",
            "yyyyMMdd HH:mm:ss",
            "dd/MM/yyyy HH:mm:ss",
            "dd/MM/yyyy HH:mm:ss.SSS",
            "dd/MM/yyyy HH:mm",
            "MM/dd/yyyy HH:mm:ss",
            "MM/dd/yyyy HH:mm",
            "M/d/yyyy h:mm:ss a",
            "M/d/yyyy H:mm",
            "dd.MM.yyyy HH:mm:ss",
            "dd.MM.yyyy HH:mm",
            "dd-MM-yyyy HH:mm:ss",
            "dd/MMM/yyyy:HH:mm:ss Z",
            "dd-MMM-yyyy HH:mm:ss",
            "d MMM yyyy HH:mm:ss",
            "EEE, d MMM yyyy HH:mm:ss z",
            "EEE MMM d HH:mm:ss yyyy",
            "EEE MMM d HH:mm:ss z yyyy");

    /** A form, and how to read it; one that says no zone is read in UTC. */
    private record Candidate(String form, boolean lacksZone, TimeForm time) {}

    private static final List<Candidate> CANDIDATES = candidates();

    private static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (String form : FORMS) {
            try {
                TimeForm time = TimeForm.of(List.of(form), null);
                boolean lacksZone = time.lacksZone();
                candidates.add(new Candidate(form, lacksZone, lacksZone ? time.in(ZoneOffset.UTC) : time));
                if (form.equals(TimeForm.ISO)) {
                    candidates.add(new Candidate(form, true, time.in(ZoneOffset.UTC)));
                }
            } catch (MappingFault e) {
                throw new IllegalStateException(form, e);
            }
        }
        return List.copyOf(candidates);
    }

    /**
     * What most of these texts are written as, or null.
     *
     * @param texts each with how often it came
     */
    static @Nullable TimeGuess of(Map<String, Integer> texts) {
        int all = texts.values().stream().mapToInt(Integer::intValue).sum();
        TimeGuess best = null;
        for (Candidate candidate : CANDIDATES) {
            int fitting = fitting(candidate.time, texts, all);
            int strays = all - fitting;
            if (fitting > 0 && (best == null || strays < best.strays)) {
                best = new TimeGuess(candidate.form, candidate.lacksZone, null, strays);
            } else if (fitting > 0
                    && best != null
                    && strays == best.strays
                    && best.or == null
                    && !best.form.equals(candidate.form)) {
                best = new TimeGuess(best.form, best.lacksZone, candidate.form, strays);
            }
        }
        return best;
    }

    /** How many texts are written so; 0 where there are not enough of them. */
    private static int fitting(TimeForm time, Map<String, Integer> texts, int all) {
        int fitting = all;
        for (Map.Entry<String, Integer> text : texts.entrySet()) {
            try {
                time.millis(text.getKey());
            } catch (Rejection notSo) {
                fitting -= text.getValue();
                if (!SampledColumn.isMost(fitting, all)) {
                    return 0;
                }
            }
        }
        return fitting;
    }
}
