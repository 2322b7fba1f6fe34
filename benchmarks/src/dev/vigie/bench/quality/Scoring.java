package dev.vigie.bench.quality;

import dev.vigie.bench.quality.Part.Catch;
import dev.vigie.bench.quality.SeedResult.FalseAlert;
import dev.vigie.bench.quality.SeedResult.Pace;
import dev.vigie.bench.quality.SeedResult.PartResult;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Group;
import dev.vigie.simulate.Incident;
import dev.vigie.simulate.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in a house's events with Vigie's messages on them, runs the plain detectors beside, and says how all did. */
final class Scoring {

    /** Of the account-days, the part whose scores are kept: false-alert rates up to 200 per 10,000 can be looked at. */
    private static final double KEPT_SHARE = 0.02;

    private final Calendar calendar;
    private final Thefts thefts;
    private final Episodes episodes;
    private final Map<Group, Account> accounts = new LinkedHashMap<>();

    Scoring(Calendar calendar, Truth truth) {
        this.calendar = calendar;
        this.thefts = new Thefts(truth);
        this.episodes = new Episodes(thefts);
    }

    /** Takes in an event and the messages that came with it. */
    void event(AccessEvent event, List<Alert> messages) {
        Group group = Group.account(event.operator(), event.account());
        for (Alert message : messages) {
            episodes.message(message, event);
        }
        WorkDay day = account(group).add(event, calendar.day(arrivalMillis(event)));
        for (Part part : thefts.partsOf(group)) {
            part.score(group, event, day);
            part.expose(group, event);
        }
    }

    /** Takes in a message that came without an event. */
    void message(Alert message) {
        episodes.message(message, null);
    }

    private Account account(Group group) {
        Account known = accounts.get(group);
        if (known == null) {
            known = new Account(group);
            known.thefts.addAll(thefts.partsOf(group));
            accounts.put(group, known);
        }
        return known;
    }

    /** A clock that runs ahead does not make a day of its own. */
    private static long arrivalMillis(AccessEvent event) {
        return event.ingestedAtMillis() == AccessEvent.UNKNOWN
                ? event.timeMillis()
                : Math.min(event.timeMillis(), event.ingestedAtMillis());
    }

    /** All that the house's days came to. */
    SeedResult result(long seed, long events, double cpuSeconds, List<String> faults) {
        Map<PlainDetector, List<Double>> scores = new EnumMap<>(PlainDetector.class);
        for (PlainDetector detector : PlainDetector.values()) {
            scores.put(detector, new ArrayList<>());
        }
        long accountDays = 0;
        long warmUpDays = 0;
        for (Account account : accounts.values()) {
            Map<Integer, Double> forest = Forest.scores(account);
            for (Map.Entry<Integer, WorkDay> each : account.days().entrySet()) {
                int day = each.getKey();
                boolean warmingUp = account.isWarmingUp(day);
                accountDays += warmingUp ? 0 : 1;
                warmUpDays += warmingUp ? 1 : 0;
                if (!warmingUp && !account.stealsOn(day, calendar)) {
                    scores.forEach((detector, list) -> list.add(
                            detector == PlainDetector.FOREST
                                    ? forest.getOrDefault(day, 0.0)
                                    : each.getValue().score(detector)));
                }
            }
            scoreThefts(account, forest);
        }
        List<String> all = new ArrayList<>(faults);
        all.addAll(faults());
        return new SeedResult(
                seed,
                events,
                cpuSeconds,
                accountDays,
                warmUpDays,
                episodes.trueAlerts(),
                episodes.falseAlerts().stream().map(this::falseAlert).toList(),
                thefts.parts().stream().map(this::result).toList(),
                highest(scores, (int) (accountDays * KEPT_SHARE) + 1),
                all);
    }

    /** The forest speaks when a day is over. */
    private void scoreThefts(Account account, Map<Integer, Double> forest) {
        forest.forEach((day, score) -> {
            for (Part part : account.thefts) {
                long endMillis = calendar.startMillis(day + 1);
                if (part.isGoingOn(account.group(), calendar.startMillis(day), endMillis - 1)) {
                    part.score(PlainDetector.FOREST, score, part.peopleBefore(endMillis));
                }
            }
        });
    }

    private static Map<PlainDetector, double[]> highest(Map<PlainDetector, List<Double>> scores, int count) {
        Map<PlainDetector, double[]> highest = new EnumMap<>(PlainDetector.class);
        scores.forEach((detector, list) -> highest.put(
                detector,
                list.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(count)
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        return highest;
    }

    private FalseAlert falseAlert(Episodes.False alert) {
        Alert opening = alert.opening();
        int day = calendar.day(opening.openedAtMillis());
        Group group = alert.account();
        boolean warmUp =
                group == null ? day < Account.WARM_UP_DAYS : account(group).isWarmingUp(day);
        return new FalseAlert(
                warmUp,
                opening.groupKind(),
                opening.reasons().stream().map(Reason::rule).toList(),
                Instant.ofEpochMilli(opening.openedAtMillis()).toString(),
                opening.sentence());
    }

    private PartResult result(Part part) {
        Catch caught = part.caught();
        return new PartResult(
                part.plot.id(),
                part.number,
                part.name,
                part.people(),
                caught == null ? null : caught.peopleBefore(),
                caught == null ? null : caught.rule(),
                caught == null ? List.of() : caught.reads(),
                part.plot.incident() == Incident.LOW_AND_SLOW ? pace(part, caught) : null,
                part.ascents);
    }

    /** For the account whose shift is the plainest. */
    private Pace pace(Part part, @Nullable Catch caught) {
        int first = calendar.day(part.fromMillis());
        int last = calendar.day(part.toMillis());
        Pace soonest = new Pace(Double.POSITIVE_INFINITY, null);
        for (Group group : part.accounts()) {
            Map<Integer, WorkDay> days = account(group).days();
            double bound = InformationBound.days(people(days, 0, first - 1), people(days, first, last));
            if (bound <= soonest.boundDays()) {
                Integer taken = caught == null ? null : people(days, first, calendar.day(caught.timeMillis())).length;
                soonest = new Pace(bound, taken);
            }
        }
        return soonest;
    }

    private static double[] people(Map<Integer, WorkDay> days, int first, int last) {
        return days.entrySet().stream()
                .filter(day -> day.getKey() >= first && day.getKey() <= last)
                .mapToDouble(day -> day.getValue().people())
                .toArray();
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (episodes.stillOpen() > 0) {
            faults.add(episodes.stillOpen() + " episodes never closed");
        }
        for (Part part : thefts.parts()) {
            if (part.peopleExposed() != part.people()) {
                faults.add(part.plot.id() + " " + part.number + " " + part.name + ": " + part.peopleExposed() + " of "
                        + part.people() + " people were seen being read");
            }
        }
        return faults;
    }
}
