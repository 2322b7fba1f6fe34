package dev.vigie.replay;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the logs somebody asks about. It chooses what is counted and reported, never what the detector learns from:
 * whoever lost an account's past, or its peers, would find other alerts than the ones that there were. Only what lies
 * at its end or after it is not run at all.
 *
 * @param fromMillis event time from which on, {@link Long#MIN_VALUE} for all
 * @param toMillis event time before which, {@link Long#MAX_VALUE} for all
 * @param operator null for all
 * @param accounts by name, of any operator; empty for all
 * @param registers empty for all
 */
public record Scope(
        long fromMillis, long toMillis, @Nullable String operator, Set<String> accounts, Set<String> registers) {

    /** Everything. */
    public static final Scope ALL = new Scope(Long.MIN_VALUE, Long.MAX_VALUE, null, Set.of(), Set.of());

    public Scope {
        if (fromMillis >= toMillis) {
            throw new IllegalArgumentException("the period ends before it begins");
        }
        accounts = Set.copyOf(accounts);
        registers = Set.copyOf(registers);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether the event is one of those asked about. */
    boolean covers(AccessEvent event) {
        String register = event.resource();
        return event.timeMillis() >= fromMillis
                && event.timeMillis() < toMillis
                && (operator == null || operator.equals(event.operator()))
                && (accounts.isEmpty() || accounts.contains(event.account()))
                && (registers.isEmpty() || (register != null && registers.contains(register)));
    }

    /** Whether the message's group is one of those asked about, whenever its episode was. */
    boolean coversGroupOf(Alert alert) {
        return (operator == null || operator.equals(alert.group().get(Field.OPERATOR.fieldName())))
                && (accounts.isEmpty() || contains(accounts, alert.group().get(Field.ACCOUNT.fieldName())));
    }

    /** Whether what the episode read is asked about, as far as the message knows. */
    boolean coversRegistersOf(Alert alert) {
        return registers.isEmpty()
                || contains(registers, alert.group().get(Field.RESOURCE.fieldName()))
                || alert.registers().names().stream().anyMatch(registers::contains);
    }

    private static boolean contains(Set<String> names, @Nullable String name) {
        return name != null && names.contains(name);
    }
}
