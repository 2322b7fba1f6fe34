package dev.vigie.wire;

import java.io.IOException;

/**
 * Says why a message cannot be read. Names fields and limits, never their content. The message itself is at fault:
 * trying again is no use.
 */
public final class WireException extends IOException {

    WireException(String reason) {
        super(reason);
    }

    WireException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
