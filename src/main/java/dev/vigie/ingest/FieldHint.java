package dev.vigie.ingest;

import dev.vigie.model.Field;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an unknown log's column for a field is probably called, and what must be true of its values.
 *
 * @param names words of names, or several joined; the earlier the surer
 * @param never words that speak against it
 * @param values what the column must be like in any case
 * @param byValuesAlone whether such values tell the field whatever the column is called
 * @param what how the values are described
 */
record FieldHint(
        Field field,
        List<String> names,
        Set<String> never,
        Predicate<SampledColumn> values,
        boolean byValuesAlone,
        String what) {

    /** In the order in which columns are given away: what values tell surely goes first. */
    static final List<FieldHint> ALL = List.of(
            new FieldHint(
                    Field.SRC_IP,
                    words("sourceip srcip clientip remoteaddr remoteip client remote source ip addr "
                            + "address adresse"),
                    Set.copyOf(words("dst dest destination server target")),
                    column -> column.mostMatch(GuessWords::isIp),
                    true,
                    "addresses"),
            new FieldHint(
                    Field.USER_AGENT,
                    words("useragent agent ua browser navigateur"),
                    Set.of(),
                    column -> column.mostMatch(value -> value.matches("[A-Za-z][A-Za-z0-9 .-]*/[0-9].*")),
                    true,
                    "programs' names with versions"),
            new FieldHint(
                    Field.SUBJECT,
                    words("subjectid subject personid person patientid patient dossier applicant "
                            + "beneficiary beneficiaire customerid customer citizen usager foreigner "
                            + "etranger agdref nir fileid recordid recordids clientid caseid folder"),
                    Set.copyOf(words("name nom type count status nationality nationalite birth")),
                    column -> column.mostMatch(FieldHint::isId),
                    false,
                    "ids"),
            new FieldHint(
                    Field.SESSION,
                    words("sessionid session sid sess"),
                    Set.of(),
                    column -> column.mostMatch(FieldHint::isId),
                    false,
                    "ids"),
            new FieldHint(
                    Field.ACCOUNT,
                    words("username userid userlogin login account accountid utilisateur user uid actor "
                            + "principal agent operateur who qui"),
                    Set.copyOf(words("type role group agent_version status")),
                    column -> column.mostMatch(value -> value.length() <= 128 && !GuessWords.isIp(value)),
                    false,
                    "names"),
            new FieldHint(
                    Field.ROLE,
                    words("role roles profile profil group groupe fonction"),
                    Set.of(),
                    column -> column.hasFew(50),
                    false,
                    "few different values"),
            new FieldHint(
                    Field.RESOURCE,
                    words("resource register registre module table application app service collection "
                            + "screen ecran base database"),
                    Set.copyOf(words("version id")),
                    column -> column.hasFew(100),
                    false,
                    "few different values"),
            new FieldHint(
                    Field.RECORD_COUNT,
                    words("recordcount rowcount resultcount count rows hits results records nombre nb"),
                    Set.of(),
                    column -> column.mostMatch(GuessWords::isWholeNumber),
                    false,
                    "whole numbers"),
            new FieldHint(
                    Field.BYTES,
                    words("bytes bytessent sent size taille octets length"),
                    Set.of(),
                    column -> column.mostMatch(GuessWords::isWholeNumber),
                    false,
                    "whole numbers"),
            new FieldHint(
                    Field.SEQUENCE,
                    words("sequence seq sequencenumber seqno"),
                    Set.of(),
                    column -> column.mostMatch(GuessWords::isWholeNumber) && column.allDiffer(),
                    false,
                    "whole numbers that differ"),
            new FieldHint(
                    Field.ID,
                    words("eventid requestid logid traceid correlationid uuid id"),
                    Set.copyOf(words("user person account")),
                    SampledColumn::allDiffer,
                    false,
                    "values that differ"),
            new FieldHint(
                    Field.OPERATOR,
                    words("operator tenant organisation organization org company provider subcontractor "
                            + "prestataire"),
                    Set.of(),
                    column -> column.hasFew(50),
                    false,
                    "few different values"),
            new FieldHint(
                    Field.COUNTRY,
                    words("country pays countrycode geo"),
                    Set.copyOf(words("birth naissance")),
                    column -> column.mostMatch(value -> value.matches("[A-Za-z]{2}")),
                    false,
                    "codes of two letters"),
            new FieldHint(
                    Field.PURPOSE,
                    words("purpose reason motif ticket justification case finalite"),
                    Set.of(),
                    column -> true,
                    false,
                    "texts"),
            new FieldHint(
                    Field.FIELD,
                    words("fields columns attributes champs colonnes"),
                    Set.of(),
                    column -> column.name().endsWith("[]"),
                    false,
                    "members of an array"));

    private static List<String> words(String words) {
        return List.of(words.split(" ", -1));
    }

    /** One id, or several with something between them. */
    private static boolean isId(String value) {
        for (String part : value.split("[;|,]", -1)) {
            String id = part.strip();
            boolean word = id.indexOf(' ') < 0 && id.chars().anyMatch(Character::isDigit);
            if (!id.isEmpty() && (!word || GuessWords.isIp(id))) {
                return false;
            }
        }
        return !value.isBlank();
    }

    /** How surely the column's name says that it is this field: 0 for not at all. */
    int byName(SampledColumn column) {
        List<String> words = column.words();
        if (words.stream().anyMatch(never::contains) || words.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < names.size(); i++) {
            int sureness = names.size() - i;
            if (endsWith(words, names.get(i))) {
                return 100 + sureness;
            }
            if (words.contains(names.get(i)) || words.contains(names.get(i) + 's')) {
                return 50 + sureness;
            }
        }
        return 0;
    }

    /** Whether the last words, joined, are this name: {@code client_ip} ends in {@code clientip} and in {@code ip}. */
    private static boolean endsWith(List<String> words, String name) {
        StringBuilder joined = new StringBuilder();
        for (int i = words.size() - 1; i >= 0; i--) {
            joined.insert(0, words.get(i));
            if (joined.length() >= name.length()) {
                return joined.toString().equals(name) || joined.toString().equals(name + 's');
            }
        }
        return false;
    }
}
