package dev.vigie.siem;

import dev.vigie.model.Alert;

/**
 * Where documents go: an index, with one document for each alert, or a data stream, with one for each message.
 *
 * @param name of the index or the data stream
 */
record IndexPlace(String name, boolean isDataStream) {

    static final String DATA_STREAM = "data-stream";

    private static final String INDEX = "vigie-alerts";
    private static final String RIGHT_NAME = "[a-z0-9][a-z0-9._-]{0,199}";

    /** Reads the target's path or its option {@value #DATA_STREAM}. */
    static IndexPlace of(Target target, AlertFormat format) throws TargetException {
        if (!target.kind().isIndex()) {
            throw new TargetException("only opensearch:// and elasticsearch:// lead to an index, not "
                    + target.kind().scheme() + "://");
        }
        if (format != AlertFormat.OCSF && format != AlertFormat.ECS) {
            throw new TargetException("an index takes documents in JSON: choose the format "
                    + AlertFormat.ECS.formatName() + " or " + AlertFormat.OCSF.formatName() + ", not "
                    + format.formatName());
        }
        String path = target.path().replaceAll("^/|/$", "");
        String stream = target.option(DATA_STREAM);
        return stream == null ? index(target, path.isEmpty() ? INDEX : path) : dataStream(path, stream, format);
    }

    private static IndexPlace index(Target target, String name) throws TargetException {
        if (!name.matches(RIGHT_NAME)) {
            throw new TargetException("the path must be an index's name, of lower-case letters, digits, '.', '_' and"
                    + " '-', as in " + target.name() + "/" + INDEX);
        }
        return new IndexPlace(name, false);
    }

    private static IndexPlace dataStream(String path, String name, AlertFormat format) throws TargetException {
        if (!path.isEmpty()) {
            throw new TargetException(DATA_STREAM + ": either the path names an index, or this a data stream");
        }
        if (!name.matches(RIGHT_NAME)) {
            throw new TargetException(DATA_STREAM + ": must be a name of lower-case letters, digits, '.', '_' and '-',"
                    + " such as logs-vigie.alert-default");
        }
        if (format != AlertFormat.ECS) {
            throw new TargetException(DATA_STREAM + ": its documents must have an @timestamp, which those of "
                    + AlertFormat.ECS.formatName() + " have and those of " + format.formatName() + " have not");
        }
        return new IndexPlace(name, true);
    }

    /** What a request does with a document, and calls it in the answer. */
    String operation() {
        return isDataStream ? "create" : "index";
    }

    /** The document's id, or a hash of one that is too long. */
    String id(Alert alert) {
        return BulkReceiver.bounded(isDataStream ? alert.id() + "-" + alert.sequence() : alert.id());
    }
}
