package dev.vigie.simulate;

/**
 * A subcontractor.
 *
 * @param index from 0
 * @param trade of most of its caseworkers
 * @param otherTrade of the rest
 * @param accounts how many it has, of services too
 * @param firstPerson the lowest ordinal of the people assigned to it
 * @param people how many are assigned to it; nobody is assigned to two operators
 * @param habits what its logs are like
 */
record Operator(
        int index,
        String name,
        Trade trade,
        Trade otherTrade,
        int accounts,
        int firstPerson,
        int people,
        LogHabits habits) {

    private static final String[] PUBLIC_RANGES = {"192.0.2.", "198.51.100.", "203.0.113."};
    private static final int SLICE = 16;
    private static final int PUBLIC_OPERATORS = PUBLIC_RANGES.length * SLICE;

    /**
     * What an operator's logs tell.
     *
     * @param assignment whether a subject is assigned to it
     * @param purpose case ids
     * @param role the accounts' roles
     * @param oneAddress one address for all desks, since they are behind a gateway
     */
    record LogHabits(boolean assignment, boolean purpose, boolean role, boolean oneAddress) {}

    /**
     * An address of its network: a sixteenth of a documentation range, or 254 addresses of its own within 10.0.0.0/8.
     */
    String address(int desk) {
        boolean isPublic = index % 2 == 0 && index / 2 < PUBLIC_OPERATORS;
        int place = habits.oneAddress ? 0 : desk;
        if (isPublic) {
            int network = index / 2;
            int host = 1 + place % (SLICE - 2);
            return PUBLIC_RANGES[network % PUBLIC_RANGES.length] + (network / PUBLIC_RANGES.length * SLICE + host);
        }
        return "10." + (index >> 8 & 127) + "." + (index & 255) + "." + (1 + place % 254);
    }

    /** An address of its other office. */
    String branchAddress(int desk) {
        return "10." + (128 + (index >> 8 & 127)) + "." + (index & 255) + "." + (1 + desk % 254);
    }
}
