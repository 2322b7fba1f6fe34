package dev.vigie.ingest;

import dev.vigie.model.Action;
import dev.vigie.model.IpAddress;
import dev.vigie.model.Outcome;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What words in unknown logs probably mean, in English and in French. */
final class GuessWords {

    private static final Map<Action, String> ACTIONS = Map.of(
            Action.READ, "consult consulter consultation lecture lire afficher affichage ouvrir",
            Action.SEARCH, "recherche rechercher lookup requete",
            Action.LIST, "liste lister enumerate",
            Action.EXPORT, "extract extraction extraire telecharger telechargement exporter dump",
            Action.PRINT, "impression imprimer",
            Action.UPDATE, "modification modifier maj save write put patch upd",
            Action.CREATE, "creation creer ajout ajouter new",
            Action.DELETE, "suppression supprimer purge del",
            Action.LOGIN, "connexion authentification authenticate authentication connect");

    private static final Map<Outcome, String> OUTCOMES = Map.of(
            Outcome.SUCCESS,
                    "ok success successful succeeded true yes oui allowed allow granted accepted succes reussi done",
            Outcome.DENIED,
                    "denied deny refused refus refuse forbidden unauthorized blocked interdit rejected disallowed",
            Outcome.ERROR, "error err failed failure fail ko timeout exception false no non echec erreur");

    private static final Map<String, Action> ACTION_BY_WORD = byWord(ACTIONS);
    private static final Map<String, Outcome> OUTCOME_BY_WORD = byWord(OUTCOMES);

    private GuessWords() {}

    private static <T> Map<String, T> byWord(Map<T, String> words) {
        Map<String, T> byWord = new HashMap<>();
        words.forEach((meaning, each) -> List.of(each.split(" ", -1)).forEach(word -> byWord.put(word, meaning)));
        return Map.copyOf(byWord);
    }

    /** The text without accents. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    /** What a vendor's word for an action probably means; null where nobody knows. */
    static @Nullable Action action(String value) {
        if (value.equals("GET") || value.equals("HEAD") || value.equals("DELETE")) {
            return Http.action(value);
        }
        String plain = plain(value);
        for (String word : EcsAction.words(plain)) {
            Action action = ACTION_BY_WORD.get(word);
            if (action != null) {
                return action;
            }
        }
        return EcsAction.named(plain);
    }

    /** What a vendor's word for an outcome, or an HTTP status, probably means; null where nobody knows. */
    static @Nullable Outcome outcome(String value) {
        Outcome status = Outcomes.ofHttpStatus(value);
        return status != null
                ? status
                : OUTCOME_BY_WORD.get(plain(value).strip().toLowerCase(Locale.ROOT));
    }

    static boolean isIp(String value) {
        return IpAddress.parse(value) != null;
    }

    static boolean isWholeNumber(String value) {
        return !value.isEmpty() && value.length() < 19 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
