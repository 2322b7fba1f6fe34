package dev.vigie.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose activity is added up: an account, an account on one register, a source address, and so on. A value: profiles
 * are looked up by it several times an event, so that it is no record, but keeps its hash.
 */
public final class Group {

    private static final String OPERATOR_NAME = Field.OPERATOR.fieldName();
    private static final String ACCOUNT_NAME = Field.ACCOUNT.fieldName();

    /** The grouping that every event belongs to. An account's name is unique only within its operator. */
    public static final List<String> ACCOUNT = List.of(OPERATOR_NAME, ACCOUNT_NAME);

    private final List<String> names;
    private final List<String> values;
    private final int hash;

    /**
     * @param names what rules call the fields that make the group, usually by {@link Field#fieldName}; none for the one
     *     group that every event belongs to
     * @param values one for each name
     */
    public Group(List<String> names, List<String> values) {
        this.names = List.copyOf(names);
        this.values = List.copyOf(values);
        this.hash = 31 * this.names.hashCode() + this.values.hashCode();
        if (names.size() != values.size()) {
            throw new IllegalArgumentException("a group has one value for each name");
        }
    }

    public List<String> names() {
        return names;
    }

    public List<String> values() {
        return values;
    }

    public static Group account(String operator, String account) {
        return new Group(ACCOUNT, List.of(operator, account));
    }

    /** True if all events of a group with these names belong to one account. */
    public static boolean isWithinAccount(List<String> names) {
        return names.containsAll(ACCOUNT);
    }

    public boolean isWithinAccount() {
        return isWithinAccount(names);
    }

    /** The operator whose group this is; null where a group may take in several. */
    public @Nullable String operator() {
        int index = names.indexOf(OPERATOR_NAME);
        return index < 0 ? null : values.get(index);
    }

    /**
     * What alerts and rules call this kind of group: {@code account}, {@code account+resource}, {@code src_ip};
     * {@code all} for the one of every event. The operator goes without saying where there is an account.
     */
    public String kind() {
        if (names.isEmpty()) {
            return "all";
        }
        boolean account = isWithinAccount();
        return String.join(
                "+",
                names.stream()
                        .filter(name -> !account || !name.equals(OPERATOR_NAME))
                        .toList());
    }

    /** The group's values by name, sorted by name. */
    public Map<String, String> valuesByName() {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), values.get(i));
        }
        return byName;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Group group
                        && hash == group.hash
                        && areSame(values, group.values)
                        && areSame(names, group.names));
    }

    /** Lists compare themselves by an iterator, and groups are compared several times an event. */
    private static boolean areSame(List<String> some, List<String> others) {
        boolean same = some == others || some.size() == others.size();
        for (int i = 0; some != others && same && i < some.size(); i++) {
            same = some.get(i).equals(others.get(i));
        }
        return same;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** How an analyst would write it: the values joined by a slash. */
    @Override
    public String toString() {
        return names.isEmpty() ? "everybody" : String.join("/", values);
    }
}
