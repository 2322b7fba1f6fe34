package dev.vigie.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A whole HTML page in one file. Its content security policy lets nothing in from anywhere and nothing out: the one
 * style and the one script that the page may have are named by their hashes (Content Security Policy Level 3), so that
 * not even text that escaped all escaping would run.
 */
final class Page {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";
    private static final List<String> SCRIPTS =
            List.of("base.js", "table.js", "plot.js", "exposure.js", "account.js", "views.js", "page.js");

    private Page() {}

    /** A page with the script that draws and filters; {@code data} is a JSON text, escaped for a script element. */
    static String withData(Texts texts, String title, String data, Consumer<Html> body) {
        String style = resource(UPLOT + "dist/uPlot.min.css") + resource("report.css");
        String script = script();
        Html html = new Html();
        head(html, texts, title, style, "; script-src '" + hash(script) + "'");
        body.accept(html);
        html.verbatim("script", data, "type", "application/json", "id", "data").line();
        html.verbatim("script", script).line();
        return html.close().close().line().toString();
    }

    /** A page of text alone. */
    static String plain(Texts texts, String title, Consumer<Html> body) {
        Html html = new Html();
        head(html, texts, title, resource("report.css"), "");
        body.accept(html);
        return html.close().close().line().toString();
    }

    private static void head(Html html, Texts texts, String title, String style, String scriptPolicy) {
        String policy = "default-src 'none'; style-src '" + hash(style) + "'" + scriptPolicy
                + "; base-uri 'none'; form-action 'none'";
        html.empty("!DOCTYPE html").line();
        html.open("html", "lang", texts.language().code()).line();
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.empty("meta", "name", "referrer", "content", "no-referrer").line();
        html.element("title", title).line();
        html.verbatim("style", style).line();
        html.close().line();
        html.open("body").line();
    }

    /** In a function of its own, so that a log's text can meet no global name; uPlot's licence goes with it. */
    private static String script() {
        StringBuilder script = new StringBuilder("/*\n")
                .append(resource(UPLOT + "LICENSE"))
                .append("*/\n")
                .append(resource(UPLOT + "dist/uPlot.iife.min.js"))
                .append("\n(() => {\n");
        SCRIPTS.forEach(name -> script.append(resource(name)));
        return script.append("})();\n").toString();
    }

    /** HTML reads every line end as a line feed, and so must what is hashed. */
    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
