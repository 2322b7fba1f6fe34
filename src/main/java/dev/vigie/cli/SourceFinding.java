package dev.vigie.cli;

/**
 * Something that a look at a source has found.
 *
 * @param isFault whether it has to be put right; else it is good to know
 */
record SourceFinding(boolean isFault, String text) {

    static SourceFinding fault(String text) {
        return new SourceFinding(true, text);
    }

    static SourceFinding note(String text) {
        return new SourceFinding(false, text);
    }

    String word() {
        return isFault ? "fault" : "note";
    }
}
