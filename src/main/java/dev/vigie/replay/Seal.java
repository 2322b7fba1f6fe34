package dev.vigie.replay;

import java.io.IOException;
import java.io.OutputStream;

/** Closes a file to all but one reader while it is written. */
public interface Seal {

    /**
     * A stream that takes the clear text and writes the sealed file to {@code to}; closing it completes the file and
     * closes {@code to}.
     *
     * @param textName what whoever opens it may call the text
     */
    OutputStream over(OutputStream to, String textName) throws IOException;

    /** Names the reader's key. */
    String fingerprint();

    /**
     * A seal that nobody can open, for a repetition of which only the clear text's hash is wanted: what goes in is
     * gone.
     */
    static Seal forgetful(String fingerprint) {
        return new Seal() {
            @Override
            public OutputStream over(OutputStream to, String textName) throws IOException {
                to.close();
                return OutputStream.nullOutputStream();
            }

            @Override
            public String fingerprint() {
                return fingerprint;
            }
        };
    }
}
