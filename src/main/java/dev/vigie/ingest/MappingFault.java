package dev.vigie.ingest;

/** Says what is wrong with a part of a mapping, and what would be right; whoever reads the file knows where. */
final class MappingFault extends Exception {

    MappingFault(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
