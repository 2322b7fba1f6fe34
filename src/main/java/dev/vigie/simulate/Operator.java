package dev.vigie.simulate;

/**
 * A subcontractor.
 *
 * @param index from 0
 * @param accounts how many it has
 * @param firstPerson the lowest ordinal of the people assigned to it
 * @param people how many are assigned to it; nobody is assigned to two operators
 * @param logsAssignment whether its logs say if a subject is assigned to it
 * @param logsPurpose whether its logs give case ids
 */
record Operator(
        int index,
        String name,
        Trade trade,
        int accounts,
        int firstPerson,
        int people,
        boolean logsAssignment,
        boolean logsPurpose) {

    private static final String[] PUBLIC_RANGES = {"192.0.2.", "198.51.100.", "203.0.113."};
    private static final int SLICE = 16;
    private static final int PUBLIC_OPERATORS = PUBLIC_RANGES.length * SLICE;

    /**
     * An address of its network: a sixteenth of a documentation range, or 254 addresses of its own within 10.0.0.0/8.
     */
    String address(int desk) {
        boolean isPublic = index % 2 == 0 && index / 2 < PUBLIC_OPERATORS;
        if (isPublic) {
            int network = index / 2;
            int host = 1 + desk % (SLICE - 2);
            return PUBLIC_RANGES[network % PUBLIC_RANGES.length] + (network / PUBLIC_RANGES.length * SLICE + host);
        }
        return "10." + (index >> 8 & 255) + "." + (index & 255) + "." + (1 + desk % 254);
    }
}
