package dev.vigie.model;

/** What the account did to the records. */
public enum Action {
    READ,
    SEARCH,
    LIST,
    EXPORT,
    PRINT,
    UPDATE,
    CREATE,
    DELETE,
    LOGIN,
    OTHER;

    /** True for the actions that show records to whoever performs them: READ, SEARCH, LIST, EXPORT and PRINT. */
    public boolean exposes() {
        return switch (this) {
            case READ, SEARCH, LIST, EXPORT, PRINT -> true;
            case UPDATE, CREATE, DELETE, LOGIN, OTHER -> false;
        };
    }
}
