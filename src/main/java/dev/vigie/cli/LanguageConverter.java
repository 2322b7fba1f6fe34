package dev.vigie.cli;

import dev.vigie.report.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The language that {@code --lang} names by its two letters. */
final class LanguageConverter implements ITypeConverter<Language> {

    @Override
    public Language convert(String value) {
        for (Language language : Language.values()) {
            if (language.code().equals(value)) {
                return language;
            }
        }
        throw new TypeConversionException("'" + value + "' is no language that Vigie writes; en or fr");
    }
}
