package dev.vigie.detect;

import dev.vigie.measure.JointScore;
import dev.vigie.measure.Sliding;
import dev.vigie.measure.UsualMaximum;
import java.util.List;

/**
 * Several measures together rarer than once in so many active days, by {@link JointScore}.
 *
 * @param score index of the group's joint score
 * @param atLeast a smaller score is none
 */
record Joint(int score, double periodDays, double atLeast, List<Part> parts) implements Condition {

    /**
     * One of the measures.
     *
     * @param rule whose measure it is
     * @param maximum index of the group's usual maximum of it
     */
    record Part(PlannedRule rule, int maximum) {}

    Joint {
        parts = List.copyOf(parts);
    }

    /** The score at the group's clock; every part's value is seen. */
    double valueOf(GroupPlan group, Visit visit, Days days) {
        Profile profile = visit.profile;
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) { // by index: an iterator would be garbage for every event
            Part part = parts.get(i);
            double read = read(part.rule(), visit);
            double value = Double.isNaN(read) ? 0 : read; // the mean of nothing is no figure
            UsualMaximum usual = (UsualMaximum) days.see(value, group, profile, part.maximum());
            if (value > 0 && usual.isKnown()) {
                sum += JointScore.cap(usual.logPeriod(value));
            }
        }
        return sum;
    }

    private static double read(PlannedRule rule, Visit visit) {
        if (rule.looksAt(visit.figures)) {
            return visit.figures.value(rule.measure());
        }
        Sliding measure = visit.profile.measure(rule.measure());
        return measure == null ? 0 : rule.read(measure);
    }

    @Override
    public int daily() {
        return score;
    }

    @Override
    public boolean holds(Profile profile, double value, double relativeError) {
        JointScore joint = (JointScore) profile.daily(score);
        return joint.isKnown() && value > joint.limit() && value >= atLeast;
    }

    @Override
    public double severity(Profile profile, double value) {
        return value / ((JointScore) profile.daily(score)).limit();
    }

    @Override
    public Figures figures(Profile profile, double value) {
        double limit = ((JointScore) profile.daily(score)).limit();
        return new Figures("> " + Numbers.text(Math.rint(limit * 10) / 10), null, periodDays);
    }
}
