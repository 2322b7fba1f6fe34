package dev.vigie.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference model of {@link UsualMaximum} and {@link Drift}, written again from its description, with lists and in
 * 64 bits. That it is the model and no copy of the product, its figures in {@code conditions/reference.csv} say.
 */
final class ConditionsModel {

    static final double PERIOD_DAYS = 10_000;
    static final double RUN_LENGTH_DAYS = 30_000;

    /** What the model says of one account-day. */
    record Verdict(
            double usual,
            double limit,
            boolean unusual,
            double score,
            double excess,
            double threshold,
            boolean drift) {}

    private record Report(
            long day,
            double value,
            @Nullable Double excess,
            double logValue,
            @Nullable Double residual,
            @Nullable Double standard,
            @Nullable Double peak) {}

    /** The house as it is known on one day. */
    private record House(
            double beta, List<Double> pad, double mu, double within, double between, double h, double common) {}

    private static final class Account {
        final List<Double> ring = new ArrayList<>();
        int n;
        double mean;
        double variance;
        double meanValue;
        double score;
        double excess;
        double peak;
        int frozen;
        boolean open;
    }

    private final Map<String, Account> accounts = new HashMap<>();
    private final List<Report> reports = new ArrayList<>();
    private long today = Long.MIN_VALUE;
    private House house = houseOn(0);

    /** Days may not fall. */
    Verdict judge(long day, String name, double value) {
        if (day != today) {
            house = houseOn(day);
            today = day;
        }
        Account account = accounts.computeIfAbsent(name, unseen -> new Account());
        double[] known = known(account);
        double usual = known[known.length - 2];
        double limit = (usual + 3) * Math.pow(Math.max(1, 2 * PERIOD_DAYS / (known.length + 1)), house.beta) - 3;
        boolean unusual = value >= 20 && value > limit;
        boolean opened = drift(account, day, value, usual);
        double most = account.ring.size() < 12 ? value : usual + Math.max(1, 0.1 * (usual + 3));
        account.ring.add(Math.min(value, most));
        learn(account, value);
        return new Verdict(usual, limit, unusual, account.score, account.excess, house.h, opened);
    }

    private double[] known(Account account) {
        int size = account.ring.size();
        List<Double> known = new ArrayList<>(account.ring.subList(Math.max(0, size - 28), size));
        int young = Math.max(0, 12 - size);
        for (int i = 0; i < young; i++) {
            known.add(house.pad.get((int) ((i + 0.5) / young * 12)));
        }
        known.sort(Comparator.naturalOrder());
        return known.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private boolean drift(Account account, long day, double value, double usualMaximum) {
        double weight = house.within / house.between;
        double people = weight + account.n;
        double center = (weight * house.mu + account.n * account.mean) / people;
        double spread = (6 * house.within + account.n * account.variance) / (6 + account.n);
        double deviation = Math.sqrt(spread * (1 + 1 / people));
        double z = (Math.log1p(value) - center) / deviation;
        double usual = (account.n * account.meanValue + 1.5 * Math.expm1(house.mu)) / (account.n + 1.5);
        boolean warm = account.n >= 20;
        boolean opened = false;
        if (warm) {
            double shifted = z - house.common - Math.log(3) / deviation;
            account.score = Math.max(0, account.score + logT5(shifted) - logT5(z - house.common));
            account.excess = account.score > 0 ? Math.max(0, account.excess + value - usual) : 0;
            if (account.open) {
                account.score = Math.min(account.score, 1.5 * house.h);
            } else if (account.score > house.h && account.excess >= 30) {
                account.open = true;
                opened = true;
            }
            account.open &= account.score >= house.h / 2;
            account.peak = Math.max(account.peak, account.excess >= 30 ? Math.min(account.score, house.h) : 0);
        }
        double step = Math.log1p(value) - account.mean;
        double excess = Math.log((value + 3) / (usualMaximum + 3));
        reports.add(new Report(
                day,
                value,
                value > usualMaximum ? Math.min(excess, 3 * house.beta) / (1 - Math.exp(-3)) : null,
                Math.log1p(value),
                account.n >= 2 ? Math.min(step * step * account.n / (account.n + 1), 4) : null,
                warm ? Math.max(-3, Math.min(3, z)) : null,
                warm ? account.score == 0 ? account.peak : 0 : null));
        account.peak = warm && account.score == 0 ? 0 : account.peak;
        return opened;
    }

    private void learn(Account account, double value) {
        if (account.score > 0.3 * house.h && account.frozen < 28) {
            account.frozen++;
            return;
        }
        if (account.frozen >= 28) {
            account.n = Math.min(account.n, 14);
            account.frozen = 0;
            account.score = 0;
            account.excess = 0;
        } else if (account.score == 0) {
            account.frozen = 0;
        }
        account.n = Math.min(account.n + 1, 60);
        double step = Math.log1p(value) - account.mean;
        account.mean += step / account.n;
        account.variance = (1 - 1.0 / account.n) * (account.variance + step * step / account.n);
        account.meanValue += (value - account.meanValue) / account.n;
    }

    private static double logT5(double z) {
        return -3 * Math.log1p(z * z / 5);
    }

    private House houseOn(long day) {
        List<Report> known =
                reports.stream().filter(report -> report.day <= day - 2).toList();
        int n = known.size();
        double beta = Math.max(
                0.1, Math.min(0.6, shrunk(known.stream().map(Report::excess).toList(), 0.3, 30)));
        double mu = shrunk(known.stream().map(Report::logValue).toList(), Math.log(6), 30);
        double within = shrunk(known.stream().map(Report::residual).toList(), 0.36, 30);
        double squares = known.stream()
                .mapToDouble(report -> Math.pow(report.logValue - mu, 2))
                .sum();
        double total = (squares + 30 * (0.36 + 0.81 + Math.pow(Math.log(6) - mu, 2))) / (n + 30);
        List<Double> scores =
                known.stream().map(Report::peak).filter(peak -> peak != null).toList();
        List<Double> peaks = scores.stream()
                .filter(score -> score > 3)
                .map(score -> Math.min(score - 3, 12))
                .toList();
        double rate = (peaks.size() + 1_000 / 200.0) / (scores.size() + 1_000);
        double h = 3 + shrunk(peaks, 1.5, 10) * Math.log(Math.max(1, RUN_LENGTH_DAYS * rate));
        return new House(beta, pad(known), mu, Math.max(within, 0.09), Math.max(0.1, total - within), h, common(day));
    }

    private static double shrunk(List<? extends @Nullable Double> values, double to, double weight) {
        double sum = weight * to;
        double count = weight;
        for (@Nullable Double value : values) {
            sum += value == null ? 0 : value;
            count += value == null ? 0 : 1;
        }
        return sum / count;
    }

    private static List<Double> pad(List<Report> known) {
        if (known.size() < 30) {
            return List.of(1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 5.0, 5.0, 8.0, 8.0, 13.0, 13.0);
        }
        int[] steps = known.stream()
                .mapToInt(report -> (int) Math.min(63, 2 * Math.log(Math.max(1, report.value)) / Math.log(2) + 0.5))
                .sorted()
                .toArray();
        List<Double> pad = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int rank = (int) Math.ceil((i + 0.5) / 12 * steps.length);
            pad.add(Math.pow(2, steps[rank - 1] / 2.0));
        }
        return pad;
    }

    private double common(long day) {
        TreeMap<Long, List<Double>> byDay = new TreeMap<>();
        for (Report report : reports) {
            if (report.standard != null && report.day <= day - 2) {
                byDay.computeIfAbsent(report.day, unseen -> new ArrayList<>()).add(report.standard);
            }
        }
        double[] lately = byDay.descendingMap().entrySet().stream()
                .limit(5)
                .filter(each -> each.getKey() >= day - 14)
                .flatMap(each -> each.getValue().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Math.max(0, Math.min(1.5, Arrays.stream(lately).sum() / (lately.length + 100)));
    }
}
