package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlKeyTest {

    private static String find(String sql) {
        return SqlKey.find(sql, List.of("first", "second"), "person", "id"::equals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from person where id = 42 | 42",
                "SELECT name, \"where\" FROM public.person AS p WHERE p.id='4''2' AND p.office = 'x' LIMIT 1; | 4'2",
                "select * from person where office = $1 and \"id\" = $2::uuid order by name | second",
                "update person set note = 'id = 7' where id = 42 | 42",
                "delete from only_here.person where id = 42 returning name | 42",
                "select count(*) from person where id = 42 for update | 42",
            })
    void find_oneValueOfTheKey_isNamed(String sql, String subject) {
        assertThat(find(sql)).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from person",
                "select * from person where id = 42 or 1 = 1",
                "select * from person where not id = 42",
                "select * from person where id <> 42",
                "select * from person where id = -42",
                "select * from person where id = 4.2",
                "select * from person where id = 42 + 1",
                "select * from person where id in (42)",
                "select * from person where (id = 42)",
                "select * from person where id = any($1)",
                "select * from person where id = other_id",
                "select * from person where id = $3",
                "select * from person where id = $99999999999",
                "select * from person where id = E'4\\'2'",
                "select * from person where id = '4\\2'",
                "select * from person where id = $$42$$",
                "select * from person where id = 42 -- or true",
                "select * from person where id = 42 /* */",
                "select * from person where office = 'x'",
                "select * from person where name = 'id = 42'",
                "select * from person, visit where id = 42",
                "select * from person join visit on true where id = 42",
                "select * from person where id = 42 union select * from person",
                "select * from person where id = 42; table person",
                "select * from (select * from person) p where id = 42",
                "select * from person_view where id = 42",
                "update visit set id = 1 where id = 42",
                "delete from person using visit where id = 42",
                "copy (select * from person where id = 42) to stdout",
                "select * from person where id = 'open",
                "select * from person where",
                "where id = 42",
                "",
            })
    void find_anythingElse_namesNobody(String sql) {
        assertThat(find(sql)).isEmpty();
    }

    @Test
    void find_suppressedParameter_namesNobody() {
        List<String> parameters = List.of("<long field suppressed>");
        assertThat(SqlKey.find("select * from person where id = $1", parameters, "person", "id"::equals))
                .isEmpty();
    }
}
