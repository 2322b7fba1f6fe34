package dev.vigie.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigie.model.Level;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the report's script draws and filters, as one JSON object. Times are epoch milliseconds, days are days since
 * 1970; what is absent is left out; registers and sources of days stand once in {@code names} and are told by number.
 */
final class ReportData {

    private final ReplayFolder folder;
    private final Texts texts;
    private final Map<String, Integer> accountIndexes = new HashMap<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();

    private ReportData(ReplayFolder folder, Texts texts) {
        this.folder = folder;
        this.texts = texts;
        for (AccountFigures account : folder.accounts()) {
            accountIndexes.put(account.key(), accountIndexes.size());
        }
    }

    static String json(ReplayFolder folder, Texts texts) {
        return PageJson.object(new ReportData(folder, texts)::write);
    }

    private void write(JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("t");
        for (Map.Entry<String, String> text : texts.ofPage().entrySet()) {
            to.writeStringField(text.getKey(), text.getValue());
        }
        to.writeEndObject();
        to.writeArrayFieldStart("alerts");
        AlertData alerts = new AlertData(texts, accountIndexes, folder.affected());
        for (Episode episode : folder.episodes().gravest()) {
            alerts.write(to, episode);
        }
        to.writeEndArray();
        to.writeArrayFieldStart("accounts");
        for (AccountFigures account : folder.accounts()) {
            writeAccount(to, account);
        }
        to.writeEndArray();
        to.writeBooleanField("timeline", !folder.missing().contains(FolderFile.TIMELINE));
        PageJson.texts(to, "names", names.keySet());
        writeHours(to);
    }

    private void writeAccount(JsonGenerator to, AccountFigures account) throws IOException {
        to.writeStartObject();
        to.writeNumberField("index", accountIndexes.getOrDefault(account.key(), -1));
        to.writeStringField("operator", PageJson.visible(account.operator()));
        to.writeStringField("name", PageJson.visible(account.account()));
        to.writeNumberField("first", account.firstEventMillis());
        to.writeNumberField("last", account.lastEventMillis());
        to.writeNumberField("events", account.events());
        to.writeNumberField("people", account.peopleRead());
        if (!account.readsPeople()) {
            String nouns = account.subjects().stream().map(texts::noun).collect(Collectors.joining(", "));
            to.writeStringField("noun", PageJson.visible(nouns));
        }
        to.writeNumberField("unnamed", account.recordsUnnamed());
        to.writeNumberField("alerts", account.alerts());
        Level level = account.highestLevel();
        PageJson.text(to, "level", level == null ? null : level.name());
        to.writeNumberField("exposed", account.peopleExposed());
        List<AccountDay> days = folder.days().getOrDefault(account.key(), List.of());
        if (!days.isEmpty()) {
            writeDays(to, days);
        }
        to.writeEndObject();
    }

    private void writeDays(JsonGenerator to, List<AccountDay> unsorted) throws IOException {
        List<AccountDay> days = new ArrayList<>(unsorted);
        days.sort((a, b) -> Long.compare(a.day(), b.day()));
        to.writeObjectFieldStart("days");
        numbers(to, "day", days.stream().mapToLong(AccountDay::day).toArray());
        numbers(to, "events", days.stream().mapToLong(AccountDay::events).toArray());
        numbers(to, "people", days.stream().mapToLong(AccountDay::peopleRead).toArray());
        numbers(to, "fresh", days.stream().mapToLong(AccountDay::peopleNew).toArray());
        numbers(
                to,
                "unnamed",
                days.stream().mapToLong(AccountDay::recordsUnnamed).toArray());
        numbers(to, "denied", days.stream().mapToLong(AccountDay::denied).toArray());
        writeNames(to, "registers", days.stream().map(AccountDay::registers).toList());
        writeNames(to, "sources", days.stream().map(AccountDay::sources).toList());
        to.writeEndObject();
    }

    private void writeNames(JsonGenerator to, String name, List<List<String>> ofDays) throws IOException {
        to.writeArrayFieldStart(name);
        for (List<String> ofDay : ofDays) {
            to.writeStartArray();
            for (String each : ofDay) {
                Integer index = names.get(each);
                if (index == null) {
                    index = names.size();
                    names.put(each, index);
                }
                to.writeNumber(index);
            }
            to.writeEndArray();
        }
        to.writeEndArray();
    }

    private void writeHours(JsonGenerator to) throws IOException {
        List<LedgerFigures.Row> hours = folder.ledger().byHour().stream()
                .filter(row -> row.received() >= 0 && hour(row.name()) != null)
                .toList();
        if (hours.isEmpty()) {
            return;
        }
        to.writeObjectFieldStart("hours");
        to.writeArrayFieldStart("time");
        for (LedgerFigures.Row row : hours) {
            Instant hour = hour(row.name());
            to.writeNumber(hour == null ? 0 : hour.toEpochMilli());
        }
        to.writeEndArray();
        numbers(
                to,
                "received",
                hours.stream().mapToLong(LedgerFigures.Row::received).toArray());
        to.writeEndObject();
    }

    private static @Nullable Instant hour(String name) {
        try {
            return Instant.parse(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void numbers(JsonGenerator to, String name, long[] values) throws IOException {
        to.writeFieldName(name);
        to.writeArray(values, 0, values.length);
    }
}
