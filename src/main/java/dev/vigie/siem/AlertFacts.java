package dev.vigie.siem;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Names;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.Field;
import dev.vigie.model.IpAddress;
import dev.vigie.model.Sign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What several formats say of an alert and the alert does not say in one word. */
public final class AlertFacts {

    /** As a product and its vendor, which every format asks for. */
    static final String VENDOR = "Vigie";

    static final String PRODUCT = "Detector";

    private static final String SEPARATOR = "; ";
    /** A rule whose subjects are not people says what they are by a tag such as {@code vigie.subjects.secrets}. */
    private static final String NOUN_TAG = "vigie.subjects.";

    /** What is counted where no rule says otherwise. */
    public static final String PEOPLE = "people";

    private AlertFacts() {}

    /** Distinct people read: by the account, or by all of a group above it. */
    public static long people(Alert alert) {
        return isAboveAccount(alert) ? alert.peopleReadByGroup() : alert.peopleExposed();
    }

    /** True if the group may take in several accounts. */
    public static boolean isAboveAccount(Alert alert) {
        return alert.peopleReadByGroup() != AccessEvent.UNKNOWN;
    }

    /** What is counted as {@link #people}: usually that, but a rule may count secrets or accounts. */
    public static String noun(Alert alert) {
        Reason opening = opening(alert);
        return opening == null ? PEOPLE : noun(opening.tags());
    }

    /** What a rule with these tags counts as its subjects. */
    public static String noun(List<String> tags) {
        for (String tag : tags) {
            if (tag.startsWith(NOUN_TAG) && tag.length() > NOUN_TAG.length()) {
                return tag.substring(NOUN_TAG.length());
            }
        }
        return PEOPLE;
    }

    public static boolean countsPeople(Alert alert) {
        return noun(alert).equals(PEOPLE);
    }

    public static @Nullable String operator(Alert alert) {
        return named(alert, Field.OPERATOR);
    }

    public static @Nullable String account(Alert alert) {
        return named(alert, Field.ACCOUNT);
    }

    private static @Nullable String named(Alert alert, Field field) {
        String value = alert.group().get(field.fieldName());
        return value == null || value.isEmpty() ? null : value;
    }

    /** The rule that opened the episode: the same in all its messages, so that a SIEM can tell alerts apart by it. */
    static @Nullable Reason opening(Alert alert) {
        return alert.reasons().isEmpty() ? null : alert.reasons().get(0);
    }

    static String openingRule(Alert alert) {
        Reason opening = opening(alert);
        return opening == null ? "unknown" : opening.rule();
    }

    static String title(Alert alert) {
        Reason opening = opening(alert);
        return opening == null ? "Alert" : opening.title();
    }

    /** The group's values joined by slashes, the operator's first; {@code everybody} for the group of every event. */
    public static String groupName(Alert alert) {
        List<String> names = new ArrayList<>();
        names.add(Field.OPERATOR.fieldName());
        names.addAll(List.of(alert.groupKind().split("\\+", -1)));
        names.addAll(new TreeSet<>(alert.group().keySet()));
        String joined = names.stream()
                .distinct()
                .filter(alert.group()::containsKey)
                .map(alert.group()::get)
                .collect(Collectors.joining("/"));
        return joined.isEmpty() ? "everybody" : joined;
    }

    /**
     * Where the event came from that opened the episode, or else the first source known; null where the log gives none.
     */
    static @Nullable String source(Alert alert) {
        for (Alert.Evidence each : alert.evidence()) {
            String source = each.sourceIp();
            if (source != null && !source.isEmpty()) {
                return source;
            }
        }
        return alert.sources().names().stream()
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** True for an IP address as every format takes one: no port, no zone, one of the usual spellings. */
    static boolean isIp(String source) {
        return IpAddress.parse(source) != null && source.indexOf('%') < 0;
    }

    /** True for an IPv4 address; one in IPv6 clothes is not spelled as one. */
    static boolean isIpv4(String source) {
        return isIp(source) && source.indexOf(':') < 0;
    }

    /** Such as {@code value_count(subject) 1204, limit >= 50, usually 12.5, once in 10000 active days}. */
    static String figures(Reason reason) {
        StringBuilder figures = new StringBuilder(80)
                .append(reason.measure())
                .append(' ')
                .append(number(reason.value()))
                .append(", limit ")
                .append(reason.limit());
        if (reason.usual() != null) {
            figures.append(", usually ").append(number(reason.usual()));
        }
        if (reason.rarity() != null) {
            figures.append(", ").append(rarity(reason.rarity()));
        }
        return figures.toString();
    }

    static String rarity(double activeDays) {
        return "once in " + number(activeDays) + " active days";
    }

    /** Plain digits, whatever the size; a figure without end is said in words. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "beyond measure";
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.toPlainString();
    }

    /**
     * Such as {@code 1204 people, 50 before the first alert}; empty where nothing was counted. Of a group above the
     * account it says that ordinary reading is in it.
     */
    static String exposure(Alert alert) {
        List<String> parts = new ArrayList<>();
        if (people(alert) > 0) {
            String counted = people(alert) + " " + noun(alert);
            if (isAboveAccount(alert)) {
                parts.add(counted + " read by the whole group, ordinary reading included");
            } else {
                parts.add(counted);
                parts.add(alert.peopleExposedBefore() + " before the first alert");
            }
        }
        if (alert.recordsUnnamed() > 0) {
            parts.add(alert.recordsUnnamed() + " records that the log does not name");
        }
        return String.join(", ", parts);
    }

    /** The names in one text, and how many more there are. */
    static String joined(Names names) {
        long more = names.total() - names.names().size();
        return joined(names.names()) + (more > 0 ? SEPARATOR + "and " + more + " more" : "");
    }

    static String joined(List<String> texts) {
        return String.join(SEPARATOR, texts);
    }

    static String signs(List<Sign> signs) {
        return joined(signs.stream().map(Sign::text).toList());
    }

    static String accounts(Alert alert) {
        return joined(alert.accounts().stream()
                .map(each -> each.operator() + "/" + each.account() + " " + each.reads())
                .toList());
    }

    static String events(Alert alert) {
        return joined(alert.evidence().stream().map(Alert.Evidence::eventId).toList());
    }
}
