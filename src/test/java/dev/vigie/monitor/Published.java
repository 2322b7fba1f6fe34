package dev.vigie.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metric names that the alerting rules and the dashboard rely on, and those that a page of metrics has. */
public final class Published {

    public static final Path RULES = Path.of("k8s", "monitoring", "vigie-alerts.yaml");
    public static final Path DASHBOARD = Path.of("k8s", "monitoring", "vigie-dashboard.json");

    private static final Pattern NAME = Pattern.compile("\\b(?:vigie|kafka|jvm|process)_[a-z0-9_]*[a-z0-9]\\b");
    private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)[ {]");

    private Published() {}

    public static Set<String> used() {
        Set<String> used = usedIn(RULES);
        used.addAll(usedIn(DASHBOARD));
        return used;
    }

    static Set<String> usedIn(Path file) {
        try {
            return NAME.matcher(Files.readString(file))
                    .results()
                    .map(found -> family(found.group()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names on a page in Prometheus' text format. */
    public static Set<String> namesOn(String page) {
        Set<String> names = new TreeSet<>();
        Matcher samples = SAMPLE.matcher(page);
        while (samples.find()) {
            names.add(family(samples.group(1)));
        }
        return names;
    }

    /** A histogram's samples belong to one name. */
    private static String family(String name) {
        return name.startsWith("vigie_alert_delay_seconds") ? PART.matcher(name).replaceFirst("") : name;
    }
}
