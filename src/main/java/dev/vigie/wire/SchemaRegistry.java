package dev.vigie.wire;

import java.util.List;

/**
 * A store of schemas, each under a number; versions of one schema stand under one subject. Safe for use by several
 * threads.
 */
public interface SchemaRegistry {

    /** What versions of a subject owe each other, in the registry's own words. */
    enum Compatibility {
        NONE,
        BACKWARD,
        BACKWARD_TRANSITIVE,
        FORWARD,
        FORWARD_TRANSITIVE,
        FULL,
        FULL_TRANSITIVE
    }

    /**
     * Makes {@code schema} the subject's latest version, unless it already is one of its versions.
     *
     * @return the schema's id: the same for the same schema
     * @throws RegistryException of kind INCOMPATIBLE, with the registry's reason, where the subject forbids such a
     *     change
     */
    int register(String subject, String schema) throws RegistryException;

    /**
     * The text of a schema.
     *
     * @throws RegistryException of kind NOT_FOUND where the registry answers that it has no such id
     */
    String schemaById(int id) throws RegistryException;

    /**
     * Why {@code schema} cannot become the subject's next version: empty where it can, and where the subject has no
     * version yet.
     */
    List<String> incompatibilities(String subject, String schema) throws RegistryException;

    /** Sets what the subject's next versions are checked for. */
    void setCompatibility(String subject, Compatibility compatibility) throws RegistryException;

    /**
     * Stands for no registry at all: knows no id and takes no schema. Messages are then written in
     * {@link Framing#singleObject}.
     */
    static SchemaRegistry none() {
        return new NoRegistry();
    }
}
