package dev.vigie.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where in the report something stands. These names are in people's documents and never change. */
final class Anchors {

    private Anchors() {}

    /** The page of an alert, as a fragment without its hash sign. */
    static String ofAlert(String id) {
        return "alert-"
                + URLEncoder.encode(PageJson.visible(id), StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }
}
