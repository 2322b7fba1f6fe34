package dev.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.model.Sensitivity.Entry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityTest {

    private final Sensitivity table = new Sensitivity(Map.of(
            "name", new Entry("identity", 1),
            "birth_date", new Entry("birth", 3),
            "passport_number", new Entry("official-document", 10),
            "prenom", new Entry("identity", 1),
            "email", new Entry("contact", 2),
            "address", new Entry("contact", 3),
            "diagnosis", new Entry("health", 10),
            "sector", new Entry("other", 0)));

    @ParameterizedTest
    @CsvSource({
        "birth_date, birth",
        "birthDate, birth",
        "BIRTH-DATE, birth",
        "birth.date, birth",
        "BirthDATE, birth",
        "birthdate, birth",
        "Prénom, identity",
        "applicant.passportNumber, official-document",
        "passport_number2, official-document",
        "XMLPassportNumber, official-document",
        "spouse_birth_date_verified, birth",
        "email_address, contact"
    })
    void category_spellingOfAKnownName_isItsCategory(String field, String category) {
        assertThat(table.category(field)).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({"username", "passport", "renamed", "''", "'_ -'", "日本"})
    void category_partOfAWordOrNothing_isUnknownAndWeighsAName(String field) {
        assertThat(table.category(field)).isNull();
        assertThat(table.weight(field)).isEqualTo(Sensitivity.UNKNOWN_WEIGHT);
    }

    @Test
    void weight_longerRunOfWords_winsThenTheHeavier() {
        assertThat(table.weight("diagnosis_of_passport_number")).isEqualTo(10);
        assertThat(table.category("diagnosis_of_passport_number")).isEqualTo("official-document");
        assertThat(table.category("name_diagnosis")).isEqualTo("health");
    }

    @Test
    void weight_severalFields_isTheirSumUpToTheBound() {
        assertThat(table.weight(List.of("name", "birth_date", "unheard_of", "sector")))
                .isEqualTo(5);
        assertThat(table.weight(Collections.nCopies(40, "diagnosis"))).isEqualTo(Sensitivity.WEIGHT_MAX);
        assertThat(table.weight(List.of())).isZero();
    }

    @Test
    void weight_moreNamesThanAreRemembered_staysRight() {
        for (int i = 0; i < 2 * Sensitivity.CACHED_NAMES_MAX; i++) {
            assertThat(table.weight("diagnosis_" + i)).isEqualTo(10);
        }
    }

    @Test
    void new_twoSpellingsOfOneName_areRefused() {
        assertThatThrownBy(() -> new Sensitivity(Map.of("a_b", new Entry("other", 1), "aB", new Entry("other", 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry("other", 101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry("unheard-of", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
