package dev.vigie.report;

import dev.vigie.model.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Addresses of a folder's evidence, relative to a document elsewhere, so that both may be moved together. */
final class EvidenceLinks {

    private final Path directory;
    private final String prefix;
    private final Language language;

    EvidenceLinks(Path directory, Path documents, Language language) {
        this.directory = directory;
        this.prefix = prefix(
                directory.toAbsolutePath().normalize(),
                documents.toAbsolutePath().normalize());
        this.language = language;
    }

    private static String prefix(Path directory, Path documents) {
        List<String> parts = new ArrayList<>();
        for (Path part : documents.relativize(directory)) {
            String name = part.toString();
            if (!name.isEmpty()) {
                parts.add(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
            }
        }
        return parts.isEmpty() ? "" : String.join("/", parts) + "/";
    }

    /** An alert: its page in the report, where there is one. */
    Draft.Source alert(Alert alert) {
        String name = FolderFile.ALERTS.fileName() + ", " + alert.id();
        boolean isReported = Files.isRegularFile(directory.resolve(language.reportName()));
        return new Draft.Source(
                name,
                prefix
                        + (isReported
                                ? language.reportName() + "#" + Anchors.ofAlert(alert.id())
                                : FolderFile.ALERTS.fileName()));
    }

    Draft.Source file(String fileName) {
        return new Draft.Source(fileName, prefix + fileName);
    }

    Draft.Source file(FolderFile file) {
        return file(file.fileName());
    }
}
