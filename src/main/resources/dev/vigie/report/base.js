"use strict";
/* What every view uses: the data, how figures and times are written, and elements that can only hold text. */
const data = JSON.parse(document.getElementById("data").textContent);
const t = data.t;
const locale = document.documentElement.lang === "fr" ? "fr-FR" : "en-GB";
const DAY_SECONDS = 86400;

const counts = new Intl.NumberFormat(locale, {maximumFractionDigits: 1});
const percents = new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: 1});
const plurals = new Intl.PluralRules(locale);
const stamp = options => new Intl.DateTimeFormat(locale, {timeZone: "UTC", ...options});
const moments = stamp({day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit"});
const days = stamp({day: "numeric", month: "short", year: "numeric"});
const weekdays = stamp({weekday: "short", day: "numeric", month: "short", year: "numeric"});
const shortDays = stamp({day: "numeric", month: "short"});
const clock = stamp({hour: "2-digit", minute: "2-digit"});
const preciseClock = stamp({hour: "2-digit", minute: "2-digit", second: "2-digit"});

const moment = millis => millis === undefined || millis === null ? "" : moments.format(millis);
const number = value => value === undefined || value === null ? "" : counts.format(value);
const percent = value => value === undefined || value === null ? "" : percents.format(value);

/* A text with its places {0}, {1} filled. */
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (place, index) => String(values[index]));
/* The singular or the plural, by the language's own rule, with the count in its first place. */
const counted = (key, count, ...values) =>
  fill(t[key + (plurals.select(count) === "one" ? ".one" : ".other")], number(count), ...values);
/* "1, 2 and 3 more": a bounded list and how many were left out. */
const listed = (names, total) =>
  names.length === 0 ? "" : names.join(", ") + (total > names.length ? " " + fill(t["and.more"], number(total - names.length)) : "");

/* An element; strings become text and nothing else, and null is left out. */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

const hrefOf = alert => "#alert-" + encodeURIComponent(alert.id);
const hrefOfAccount = index => "#account-" + index;
const nameOf = account => account.operator + "/" + account.name;

/* The levels in rising order, and one of them in words. */
const LEVELS = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];
const level = name => el("span", {class: "level level-" + name}, t["level." + name]);
const rankOf = row => LEVELS.indexOf(row.level);

/* People of an alert: exact where the list of people is there, else the detector's count with twice its error. */
function people(alert) {
  if (alert.exact !== undefined) {
    return number(alert.exact);
  }
  const count = number(alert.people);
  return alert.error > 0 ? count + " ±" + percent(2 * alert.error) : count;
}

/* A rule speaks English, but where the report has its title in its own language. */
const langOf = reason => reason.said ? null : "en";

/* A count, with what is counted where that is not people. */
const withNoun = (count, counted) => number(count) + (counted.noun ? " " + counted.noun : "");

const nounOf = alert => alert.noun === undefined ? t["noun.people"] : alert.noun;

/* What is told of a thing, in two columns; absent values are left out. */
function facts(rows) {
  const list = el("dl", {class: "facts"});
  for (const [name, value] of rows) {
    if (value !== null && value !== undefined && value !== "") {
      list.append(el("div", {}, el("dt", {}, name), el("dd", {}, value)));
    }
  }
  return list;
}

/* A small table of text, for what needs neither pages nor filters; its caption is not shown where a title says the same. */
function plainTable(caption, heads, rows, numeric, isTitled) {
  const cell = (tag, text, column) => el(tag, {class: numeric.includes(column) ? "number" : column === 0 ? "name" : null, scope: tag === "th" ? "col" : null}, text);
  return el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
    el("table", {}, el("caption", {class: isTitled ? "quiet" : null}, caption),
      el("thead", {}, el("tr", {}, heads.map((head, column) => cell("th", head, column)))),
      el("tbody", {}, rows.map(row => el("tr", {}, row.map((value, column) => cell("td", value, column)))))));
}
