package dev.vigie.cli;

import dev.vigie.detect.Detector;
import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.rule.CorrelationRule;
import dev.vigie.rule.CorrelationRule.Input;
import dev.vigie.rule.DetectionRule;
import dev.vigie.rule.Outline;
import dev.vigie.rule.RuleMeta;
import dev.vigie.rule.RuleSet;
import dev.vigie.rule.Selection;
import dev.vigie.store.MemoryProfiles;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints what a rule makes of events. */
final class RuleExplanation {

    private static final int INDENT = 4;
    private static final int LINE_COLUMN = 72;
    private static final int VALUES_MAX = 5;

    private final PrintWriter out;

    RuleExplanation(PrintWriter out) {
        this.out = out;
    }

    void print(DetectionRule rule, List<AccessEvent> events) {
        heading(rule.meta(), "detection");
        RuleWords.sentences(rule).forEach(out::println);
        long matched = 0;
        for (AccessEvent event : events) {
            boolean matches = rule.selection().matches(event);
            matched += matches ? 1 : 0;
            out.println();
            out.println(name(event) + (matches ? ": matches" : ": does not match"));
            print(rule.outline(), event, 1);
            if (!matches && rule.outline().selection().matches(event)) {
                out.println("    but a filter leaves it out");
            }
        }
        out.println();
        out.println(matched + " of " + events.size() + " events match"
                + (rule.alerts() || matched == 0
                        ? ""
                        : "; the rule alerts only through correlations that refer to it"));
    }

    void print(CorrelationRule rule, RuleSet all, List<AccessEvent> events) {
        heading(
                rule.meta(),
                RuleWords.kind(rule) + " " + RuleWords.condition(rule) + " within "
                        + RulesListCommand.timespan(rule.timespanMillis()));
        RuleWords.sentences(rule).forEach(out::println);
        List<String> judged = new ArrayList<>();
        int[] heldAt = {-1};
        int[] now = {0};
        Plan plan = new Plan(onlyWith(rule, all));
        Detector detector = new Detector(
                plan,
                new DetectorSettings(
                        new long[] {1, 1}, null, DetectorSettings.SKEW_TOLERANCE_MILLIS, Version.number(), () -> 0),
                (meta, group, value, error, holds) -> {
                    judged.add(judgement(meta, group, value, error, holds));
                    if (holds && heldAt[0] < 0 && meta.id().equals(rule.meta().id())) {
                        heldAt[0] = now[0];
                    }
                });
        MemoryProfiles profiles = new MemoryProfiles(plan);
        List<AccessEvent> sorted = events.stream()
                .sorted(Comparator.comparingLong(AccessEvent::timeMillis))
                .toList();
        for (; now[0] < sorted.size(); now[0]++) {
            AccessEvent event = sorted.get(now[0]);
            judged.clear();
            detector.process(event, new Origin("events", 0, now[0]), profiles, alert -> {});
            out.println();
            out.println(name(event) + (judged.isEmpty() ? ": of no concern" : ""));
            for (Input input : rule.inputs()) {
                if (input.rule() instanceof DetectionRule detection) {
                    line(1, input.selection().matches(event), RulesListCommand.name(detection.meta()), 0);
                    if (!input.selection().matches(event)) {
                        print(detection.outline(), event, 2);
                    }
                }
            }
            judged.forEach(out::println);
        }
        out.println();
        out.println(
                heldAt[0] < 0
                        ? "does not hold at any of " + sorted.size() + " events"
                        : "holds first at " + name(sorted.get(heldAt[0])));
    }

    /** The rule and what it refers to, which other rules can do nothing about. */
    private static RuleSet onlyWith(CorrelationRule rule, RuleSet all) {
        Set<String> wanted = new HashSet<>();
        want(rule, wanted);
        return new RuleSet(
                List.of(),
                all.correlations().stream()
                        .filter(each -> wanted.contains(each.meta().id()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                all.sensitivity(),
                all.hash());
    }

    private static void want(CorrelationRule rule, Set<String> wanted) {
        if (wanted.add(rule.meta().id())) {
            for (Input input : rule.inputs()) {
                if (input.rule() instanceof CorrelationRule other) {
                    want(other, wanted);
                }
            }
        }
    }

    private static String judgement(RuleMeta meta, Group group, double value, double error, boolean holds) {
        String figure = Double.isNaN(value) ? "no value" : RulesListCommand.number(value);
        String about = error > 0 ? " (give or take " + RulesListCommand.number(error * 100) + " %)" : "";
        return "    " + (holds ? "+ " : "- ") + RulesListCommand.name(meta) + " for "
                + Console.printableLine(group.toString()) + ": " + figure + about
                + (holds ? ", holds" : ", does not hold");
    }

    private void heading(RuleMeta meta, String kind) {
        out.println(Console.printableLine(RulesListCommand.name(meta) + ": " + meta.title()));
        out.println(Console.printableLine(kind + ", " + meta.file() + ":" + meta.line()));
    }

    private static String name(AccessEvent event) {
        return Console.printableLine("event " + event.id() + " at " + Instant.ofEpochMilli(event.timeMillis()));
    }

    private void print(Outline outline, AccessEvent event, int depth) {
        boolean matches = outline.selection().matches(event);
        String reason = matches || !outline.parts().isEmpty() ? "" : "   (" + values(outline.selection(), event) + ")";
        line(depth, matches, outline.text() + reason, outline.line());
        for (Outline part : outline.parts()) {
            print(part, event, depth + 1);
        }
    }

    private void line(int depth, boolean matches, String text, int line) {
        String shown = " ".repeat(depth * INDENT) + (matches ? "+ " : "- ") + Console.printableLine(text);
        out.println(line == 0 ? shown : String.format("%-" + LINE_COLUMN + "s %5d", shown, line));
    }

    /** What the event has in the fields that a selection looks at. */
    private static String values(Selection selection, AccessEvent event) {
        if (selection.fields().size() > 2) {
            return "no field has it";
        }
        return selection.fields().stream()
                .sorted()
                .map(field -> values(field, event))
                .collect(Collectors.joining(", "));
    }

    private static String values(Field field, AccessEvent event) {
        List<String> values = new ArrayList<>();
        switch (field.kind()) {
            case TEXT -> {
                String text = field.text(event);
                if (text != null) {
                    values.add("'" + text + "'");
                }
            }
            case NUMBER -> {
                if (field.number(event) != AccessEvent.UNKNOWN) {
                    values.add(Long.toString(field.number(event)));
                }
            }
            case TEXTS -> {
                for (int i = 0; i < Math.min(VALUES_MAX, field.textCount(event)); i++) {
                    values.add("'" + field.textAt(event, i) + "'");
                }
                if (field.textCount(event) > VALUES_MAX) {
                    values.add("and " + (field.textCount(event) - VALUES_MAX) + " more");
                }
            }
        }
        return values.isEmpty()
                ? "the event has no " + field.fieldName()
                : "the event's " + field.fieldName() + " is " + String.join(", ", values);
    }
}
