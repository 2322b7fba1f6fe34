package dev.vigie.replay;

import java.io.IOException;

/** Says that a replay was stopped before its end, as somebody asked. */
public final class ReplayStoppedException extends IOException {

    private static final long serialVersionUID = 1;

    ReplayStoppedException(String message) {
        super(message);
    }
}
