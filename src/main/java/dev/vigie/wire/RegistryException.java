package dev.vigie.wire;

/** Says why the schema registry did not do what it was asked to. Names the setting to look at, never the password. */
public final class RegistryException extends Exception {

    /** What went wrong, for whoever must decide what to do about it. */
    public enum Kind {
        /** No answer, or a server error, after all attempts. Trying later may help. */
        UNREACHABLE,
        /** The registry does not accept the credentials. */
        REFUSED,
        /** There is a registry, but what was asked for is not in it. */
        NOT_FOUND,
        /** The schema breaks the compatibility that its subject asks for. */
        INCOMPATIBLE,
        /** The registry does not take this for an Avro schema. */
        INVALID_SCHEMA,
        /** Whatever answered does not speak the registry's protocol, or the settings are wrong. */
        MISCONFIGURED
    }

    private final Kind kind;

    RegistryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    RegistryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
