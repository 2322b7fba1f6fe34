package dev.vigie.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sigma's modifiers, and which of them go together. */
enum Modifier {
    ALL,
    NEQ,
    EXPAND,
    CASED,
    WINDASH,
    UTF16,
    UTF16LE,
    UTF16BE,
    WIDE,
    BASE64,
    BASE64OFFSET,
    FIELDREF,
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    RE,
    I,
    M,
    S,
    CIDR,
    EXISTS,
    GT,
    GTE,
    LT,
    LTE,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    static final Set<Modifier> PLACES = EnumSet.of(CONTAINS, STARTSWITH, ENDSWITH);
    static final Set<Modifier> FLAGS = EnumSet.of(I, M, S);
    static final Set<Modifier> WIDE_TEXTS = EnumSet.of(UTF16, UTF16LE, UTF16BE, WIDE);
    static final Set<Modifier> ENCODINGS = EnumSet.of(BASE64, BASE64OFFSET);
    static final Set<Modifier> ORDERS = EnumSet.of(GT, GTE, LT, LTE);
    static final Set<Modifier> TIME_PARTS = EnumSet.range(MINUTE, YEAR);

    private static final Map<String, Modifier> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Modifier::written, Function.identity()));

    /** The modifier that a rule calls {@code name}, or null where there is none. */
    static @Nullable Modifier named(String name) {
        return BY_NAME.get(name);
    }

    /** All that one could have meant by a word in a field's modifiers. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if a value can be read in both ways at once; not more than one of a kind. */
    boolean goesWith(Modifier other) {
        return companions().contains(other) && other.companions().contains(this);
    }

    Set<Modifier> companions() {
        return switch (this) {
            case ALL -> EnumSet.complementOf(EnumSet.of(ALL, EXISTS));
            case NEQ -> without(EnumSet.complementOf(EnumSet.of(NEQ, EXISTS)), ORDERS);
            case EXPAND -> EnumSet.complementOf(EnumSet.of(EXPAND, EXISTS, FIELDREF));
            case CASED -> union(PLACES, WIDE_TEXTS, ENCODINGS, EnumSet.of(ALL, NEQ, EXPAND, WINDASH, FIELDREF));
            case WINDASH -> union(PLACES, WIDE_TEXTS, ENCODINGS, EnumSet.of(ALL, NEQ, EXPAND, CASED));
            case UTF16, UTF16LE, UTF16BE, WIDE ->
                union(PLACES, ENCODINGS, EnumSet.of(ALL, NEQ, EXPAND, CASED, WINDASH));
            case BASE64, BASE64OFFSET -> union(PLACES, WIDE_TEXTS, EnumSet.of(ALL, NEQ, EXPAND, CASED, WINDASH));
            case FIELDREF -> union(PLACES, EnumSet.of(ALL, NEQ, CASED));
            case CONTAINS, STARTSWITH, ENDSWITH ->
                union(WIDE_TEXTS, ENCODINGS, EnumSet.of(ALL, NEQ, EXPAND, CASED, WINDASH, FIELDREF));
            case RE -> union(FLAGS, EnumSet.of(ALL, NEQ, EXPAND));
            case I, M, S -> without(union(FLAGS, EnumSet.of(RE, ALL, NEQ, EXPAND)), EnumSet.of(this));
            case CIDR -> EnumSet.of(ALL, NEQ, EXPAND);
            case EXISTS -> EnumSet.noneOf(Modifier.class);
            case GT, GTE, LT, LTE -> union(TIME_PARTS, EnumSet.of(ALL, EXPAND));
            case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> union(ORDERS, EnumSet.of(ALL, NEQ, EXPAND));
        };
    }

    /** The companions as an author would write them. */
    String companionsWritten() {
        List<String> names = new ArrayList<>();
        companions().forEach(modifier -> names.add(modifier.written()));
        return String.join(", ", names);
    }

    @SafeVarargs
    private static EnumSet<Modifier> union(Set<Modifier>... sets) {
        EnumSet<Modifier> union = EnumSet.noneOf(Modifier.class);
        for (Set<Modifier> set : sets) {
            union.addAll(set);
        }
        return union;
    }

    private static EnumSet<Modifier> without(EnumSet<Modifier> set, Set<Modifier> left) {
        set.removeAll(left);
        return set;
    }
}
