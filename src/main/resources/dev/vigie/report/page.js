/* Puts the page together, and shows the view that the address names: #alert-ID, #account-N, or a section of the page. */
const overview = document.getElementById("overview");
const detail = document.getElementById("detail");
const HOUR_MILLIS = 3600000;
const documentTitle = document.title;
const alertsById = new Map(data.alerts.map(alert => [alert.id, alert]));

function alertTable() {
  const operators = [...new Set(data.alerts.map(alert => alert.operator).filter(name => name))].sort();
  const rules = new Map(data.alerts.flatMap(alert => alert.reasons.map(reason => [reason.rule, reason.title])));
  bigTable(document.getElementById("alerts-table"), {
    caption: t["alerts.caption"], rows: data.alerts, sort: {key: "level", falling: true},
    text: alert => alert.who + " " + alert.fact + " " + alert.sentence + " " + alert.id,
    filters: [
      {label: t["column.level"], options: [...LEVELS].reverse().map(name => [name, t["level." + name]]), keeps: (alert, value) => alert.level === value},
      {label: t["column.operator"], options: operators.slice(0, 500).map(name => [name, name]), keeps: (alert, value) => alert.operator === value},
      {label: t["column.rule"], options: [...rules].sort(([, a], [, b]) => a.localeCompare(b)).slice(0, 500), keeps: (alert, value) => alert.reasons.some(reason => reason.rule === value)},
    ],
    columns: [
      {key: "level", label: t["column.level"], value: rankOf, cell: alert => level(alert.level), falls: true},
      {key: "who", label: t["column.who"], name: true, value: alert => alert.who, cell: alert => link(hrefOf(alert), alert.who)},
      {key: "people", label: t["column.people"], number: true, value: alert => alert.people, cell: alert => people(alert) + (alert.noun ? " " + alert.noun : "")},
      {key: "before", label: t["column.before"], number: true, wide: true, value: alert => alert.group ? -1 : alert.before, cell: alert => alert.group ? "" : number(alert.before)},
      {key: "opened", label: t["column.opened"], value: alert => alert.opened, cell: alert => moment(alert.opened), wide: true, time: true},
      {key: "reason", label: t["column.reason"], value: alert => alert.reasons.length === 0 ? "" : alert.reasons[0].title, wide: true,
        cell: alert => alert.reasons.length === 0 ? "" : el("span", {lang: langOf(alert.reasons[0])}, alert.reasons[0].title
          + (alert.reasons.length > 1 ? " +" + (alert.reasons.length - 1) : ""))},
    ],
  });
}

function accountTable() {
  const operators = [...new Set(data.accounts.map(account => account.operator))].sort();
  bigTable(document.getElementById("accounts-table"), {
    caption: t["accounts.caption"], rows: data.accounts, sort: {key: "exposed", falling: true}, text: nameOf,
    filters: [
      {label: t["column.operator"], options: operators.slice(0, 500).map(name => [name, name]), keeps: (account, value) => account.operator === value},
      {label: t["column.alerts"], options: [["with", t["filter.with"]], ["without", t["filter.without"]]], keeps: (account, value) => (account.alerts > 0) === (value === "with")},
    ],
    columns: [
      {key: "name", label: t["column.account"], name: true, value: nameOf, cell: account => link(hrefOfAccount(account.index), nameOf(account))},
      {key: "exposed", label: t["column.exposed"], number: true, value: account => account.exposed, cell: account => withNoun(account.exposed, account)},
      {key: "people", label: t["column.read"], number: true, value: account => account.people, cell: account => withNoun(account.people, account)},
      {key: "alerts", label: t["column.alerts"], number: true, value: account => account.alerts, cell: account => number(account.alerts)},
      {key: "level", label: t["column.level"], wide: true, value: rankOf, cell: account => account.level ? level(account.level) : "", falls: true},
      {key: "events", label: t["column.events"], number: true, wide: true, value: account => account.events, cell: account => number(account.events)},
      {key: "first", label: t["column.first"], wide: true, time: true, value: account => account.first, cell: account => days.format(account.first)},
      {key: "last", label: t["column.last"], wide: true, time: true, value: account => account.last, cell: account => days.format(account.last)},
    ],
  });
}

/* The hours with a zero where the ledger has none: what was not received must be seen. */
function withSilence(hours) {
  const filled = {time: [], received: []};
  const add = (time, received) => filled.time.push(time) && filled.received.push(received);
  hours.time.forEach((time, i) => {
    add(time, hours.received[i]);
    if (i + 1 < hours.time.length && hours.time[i + 1] > time + HOUR_MILLIS) {
      add(time + HOUR_MILLIS, 0);
    }
  });
  return filled;
}

/* The lines received by the hour: an hour without any may be a log that was stopped. */
function hourPlot() {
  const place = document.getElementById("hours");
  if (!place || !data.hours) {
    return;
  }
  const {time, received} = withSilence(data.hours);
  const points = [time.map(millis => millis / 1000), received];
  const most = Math.max(0, ...received);
  drawPlot(place, fill(t["hours.label"], number(most)), colours => ({
    points, hooks: {},
    series: [{}, {paths: uPlot.paths.stepped({align: 1}), stroke: colours.ink, width: 1, fill: colours.line, points: {show: false}}],
  }), index => fill(t["hours.said"], moment(time[index]), number(received[index])), null);
  place.append(asTable(t["hours.caption"], [t["column.time"], t["column.received"]],
    time.map((millis, i) => [moment(millis), number(received[i])])));
}

function find(hash) {
  if (hash.startsWith("#alert-")) {
    try {
      const alert = alertsById.get(decodeURIComponent(hash.slice("#alert-".length)));
      return alert ? alertView(alert) : {view: [el("h1", {tabindex: "-1"}, t["alert.unknown"]), el("p", {}, link("#alerts", t["back.alerts"]))], after: [], title: ""};
    } catch (malformed) {
      return null;
    }
  }
  const account = /^#account-(\d{1,9})$/.exec(hash);
  return account && Number(account[1]) < data.accounts.length ? accountView(Number(account[1])) : null;
}

function route(isFirst) {
  const found = find(location.hash);
  overview.hidden = found !== null;
  detail.hidden = found === null;
  detail.replaceChildren(...(found ? found.view : []));
  document.title = found && found.title ? found.title + " – " + documentTitle : documentTitle;
  for (const other of document.querySelectorAll(".languages a")) {
    other.hash = location.hash;
  }
  if (found) {
    found.after.forEach(draw => draw());
    scrollTo(0, 0);
    detail.querySelector("h1").focus({preventScroll: true});
  } else if (!isFirst) {
    redraw();
    const target = document.getElementById(location.hash.slice(1));
    (target || overview).scrollIntoView();
  }
}

alertTable();
accountTable();
timeline();
hourPlot();
addEventListener("hashchange", () => route(false));
route(true);
document.documentElement.dataset.ready = "true";
