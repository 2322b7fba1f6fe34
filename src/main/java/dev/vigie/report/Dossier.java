package dev.vigie.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes the documents that a breach of personal data asks for, from a replay's folder: the notification to the
 * authority, the processor's notice to the controller, the register entry, and the letter to each person concerned.
 *
 * <p>Every figure links to the file and the alert that it came from. What a log cannot know (the moment of awareness,
 * whether the risk is high, what was done about it) stands as a marked blank: none of it is guessed.
 *
 * <p>Each is written as HTML, to be printed, and as Markdown, to be edited. Regulation (EU) 2016/679, articles 33 and
 * 34; Directive (EU) 2016/680, articles 30 and 31.
 */
public final class Dossier {

    private Dossier() {}

    /**
     * Writes the documents into {@code output}, which is made if need be.
     *
     * @param directory the replay's folder
     * @param alertIds the alerts that are the breach, at least one
     * @return the files
     * @throws ReportException if the folder is no replay's, or lacks one of the alerts
     */
    public static List<Path> write(
            Path directory, Collection<String> alertIds, Regime regime, Language language, Path output)
            throws IOException, ReportException {
        if (alertIds.isEmpty()) {
            throw new IllegalArgumentException("a notification is about at least one alert");
        }
        Breach breach = Breach.read(directory, alertIds);
        Texts texts = Texts.of(language);
        EvidenceLinks links = new EvidenceLinks(directory, output, language);
        DossierWords words = new DossierWords(breach, regime, texts, links, FileHash.ofEvidence(directory));
        Files.createDirectories(output);
        List<Path> written = new ArrayList<>();
        for (DossierPart part : DossierPart.values()) {
            for (Draft draft : List.of(new HtmlDraft(texts), new MarkdownDraft(texts))) {
                part.write(draft, words);
                Path file = output.resolve(part.fileName() + (draft instanceof HtmlDraft ? ".html" : ".md"));
                Report.replace(file, draft.done());
                written.add(file);
            }
        }
        return written;
    }
}
