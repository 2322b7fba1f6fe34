package dev.vigie.simulate;

import java.util.Locale;

/** How an incident's thieves go about it. */
public enum Variant {
    /** As far as it is known or reported. */
    AS_KNOWN,
    /** Each extract is one export that names everybody. */
    ONE_EXPORT,
    /** Several accounts of one operator share the work. */
    OVER_ACCOUNTS,
    /** One account, logged in from many addresses. */
    OVER_SOURCES,
    /** A few people a day, on top of ordinary work. */
    OVER_WEEKS,
    /** File by file, with pauses of random length. */
    PACED,
    /** File by file among the account's ordinary work, all day. */
    IN_OFFICE_HOURS,
    /** By an account in its first week. */
    BY_NEWCOMER,
    /** By a service's account. */
    BY_SERVICE_ACCOUNT;

    /** The variant's name in a plot's id, such as {@code one-export}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
