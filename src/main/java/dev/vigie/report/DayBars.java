package dev.vigie.report;

import dev.vigie.backtest.DayCount;
import dev.vigie.backtest.Period;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Alerts by day as bars, the old rules' beside the new ones', with the same as a table for who cannot see them. */
final class DayBars {

    private static final long DAY_MILLIS = 86_400_000;
    private static final int HEIGHT = 120;
    private static final int LABEL_HEIGHT = 16;
    private static final int WIDTH = 1_000;
    /** More days than this are too thin to draw; the table has them. */
    private static final int DAYS_MAX = 400;

    private final Html html;
    private final BacktestWords words;
    private final List<DayCount> days;
    private final long firstDay;
    private final long lastDay;

    DayBars(Html html, BacktestWords words, List<DayCount> days, Period period) {
        this.html = html;
        this.words = words;
        this.days = days;
        this.firstDay = Math.floorDiv(period.fromMillis(), DAY_MILLIS);
        this.lastDay = Math.max(
                Math.floorDiv(period.toMillis() - 1, DAY_MILLIS),
                days.get(days.size() - 1).day());
    }

    void write(boolean isOfOneSet) {
        if (lastDay - firstDay < DAYS_MAX) {
            draw(isOfOneSet);
        }
        html.open("details").element("summary", words.text("days.table")).line();
        String caption = words.text("days.caption");
        HtmlTable table = isOfOneSet ? new HtmlTable(html, caption, 1) : new HtmlTable(html, caption, 1, 2, 3, 4, 5);
        table.head(
                isOfOneSet
                        ? new String[] {words.text("day"), words.text("alerts")}
                        : new String[] {
                            words.text("day"),
                            words.text("old"),
                            words.text("new"),
                            words.text("come"),
                            words.text("go"),
                            words.text("change")
                        });
        for (DayCount day : days) {
            String date = LocalDate.ofEpochDay(day.day()).toString();
            table.row(
                    isOfOneSet
                            ? new String[] {date, String.valueOf(day.after())}
                            : new String[] {
                                date,
                                String.valueOf(day.before()),
                                String.valueOf(day.after()),
                                String.valueOf(day.comes()),
                                String.valueOf(day.goes()),
                                String.valueOf(day.changes())
                            });
        }
        table.end();
        html.close().line();
    }

    private void draw(boolean isOfOneSet) {
        Map<Long, DayCount> byDay = new HashMap<>();
        days.forEach(day -> byDay.put(day.day(), day));
        long most = days.stream()
                .mapToLong(day -> Math.max(day.before(), day.after()))
                .max()
                .orElse(1);
        html.open("p", "class", "key");
        if (!isOfOneSet) {
            html.element("span", "", "class", "swatch").text(words.text("days.old"));
        }
        html.element("span", "", "class", "swatch incident").text(words.text(isOfOneSet ? "days.alerts" : "days.new"));
        html.text(words.joint() + words.text("days.most", most)).close().line();
        html.open(
                "svg",
                "class",
                "bars",
                "viewBox",
                "0 0 " + WIDTH + " " + (HEIGHT + LABEL_HEIGHT),
                "role",
                "img",
                "aria-label",
                words.text("days.label", LocalDate.ofEpochDay(firstDay), LocalDate.ofEpochDay(lastDay)));
        double step = WIDTH / (double) (lastDay - firstDay + 1);
        double bar = Math.min(24, step * (isOfOneSet ? 0.7 : 0.38));
        for (long day = firstDay; day <= lastDay; day++) {
            DayCount count = byDay.getOrDefault(day, new DayCount(day, 0, 0, 0, 0, 0));
            double x = (day - firstDay) * step;
            if (!isOfOneSet) {
                bar("old", x, bar, count.before(), most, count);
            }
            bar("new", isOfOneSet ? x : x + bar, bar, count.after(), most, count);
        }
        html.element("path", "", "class", "axis", "d", "M0 " + HEIGHT + "H" + WIDTH);
        label(0, "start", firstDay);
        label(WIDTH, "end", lastDay);
        html.close().line();
    }

    private void bar(String name, double x, double width, long count, long most, DayCount day) {
        double height = HEIGHT * (double) count / Math.max(1, most);
        if (count > 0) {
            html.open(
                    "rect",
                    "class",
                    name,
                    "x",
                    decimal(x),
                    "y",
                    decimal(HEIGHT - height),
                    "width",
                    decimal(width),
                    "height",
                    decimal(height));
            html.element("title", LocalDate.ofEpochDay(day.day()) + ": " + words.text("days." + name) + " " + count)
                    .close();
        }
    }

    private void label(int x, String anchor, long day) {
        html.element(
                "text",
                LocalDate.ofEpochDay(day).toString(),
                "x",
                String.valueOf(x),
                "y",
                String.valueOf(HEIGHT + LABEL_HEIGHT - 2),
                "text-anchor",
                anchor);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
