/* An account's usual days against the days of its alerts. */
const DAY_MILLIS = DAY_SECONDS * 1000;

const median = sorted => sorted.length === 0 ? null
  : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

/* Which of the account's days lie within one of its alerts. */
function incidentDays(account, alerts) {
  const stretches = alerts.map(alert => [Math.floor(alert.first / DAY_MILLIS), Math.floor(alert.last / DAY_MILLIS)]);
  return account.days.day.map(day => stretches.some(([from, to]) => day >= from && day <= to));
}

function drawDays(place, account, incident, usualMax) {
  const {day, people: read} = account.days;
  const points = [day.map(each => each * DAY_SECONDS),
    read.map((count, i) => incident[i] ? null : count), read.map((count, i) => incident[i] ? count : null)];
  const bars = uPlot.paths.bars({size: [0.7, 26, 2], align: 0});
  const label = fill(t["days.label"], nameOf(account), number(Math.max(0, ...read)), number(usualMax ?? 0));
  drawPlot(place, label, colours => ({
    points, bars: true,
    series: [{}, {paths: bars, fill: colours.quiet, stroke: colours.quiet, width: 0, points: {show: false}},
      {paths: bars, fill: colours.accent, stroke: colours.accent, width: 0, points: {show: false}}],
    hooks: {draw: [plot => usualMax === null || usualLine(plot, usualMax, colours)]},
  }), index => fill(t["days.said"], weekdays.format(day[index] * DAY_MILLIS), number(read[index]), number(account.days.events[index])), null, true);
}

/* A line at what the account reads at most on a usual day. */
function usualLine(plot, value, colours) {
  const {ctx, bbox} = plot;
  const scale = devicePixelRatio || 1;
  const y = plot.valToPos(value, "y", true);
  ctx.save();
  ctx.strokeStyle = colours.ink;
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = 12 * scale + "px " + getComputedStyle(document.body).fontFamily;
  ctx.fillStyle = colours.ink;
  const right = plot.data[2].findIndex(count => count !== null) < plot.data[0].length / 2;
  ctx.textAlign = right ? "right" : "left";
  ctx.textBaseline = "bottom";
  ctx.fillText(fill(t["days.usual"], number(value)), bbox.left + (right ? bbox.width : 0), y - 3 * scale);
  ctx.restore();
}

function daysOf(account, alerts, after) {
  if (!account.days) {
    return [el("p", {class: "note"}, data.timeline ? t["days.omitted"] : t["days.missing"])];
  }
  const incident = incidentDays(account, alerts);
  const split = values => [false, true].map(wanted => values.filter((value, i) => incident[i] === wanted).sort((a, b) => a - b));
  const row = (name, values) => {
    const [usual, unusual] = split(values);
    const most = usual[usual.length - 1];
    const peak = unusual[unusual.length - 1];
    return [name, number(median(usual)), number(most), number(peak), most > 0 && peak !== undefined ? number(peak / most) + "×" : ""];
  };
  const {day, people: read, fresh, events, unnamed, denied} = account.days;
  const [usualPeople] = split(read);
  const place = el("div", {class: "plot"});
  after.push(() => drawDays(place, account, incident, usualPeople.length === 0 ? null : usualPeople[usualPeople.length - 1]));
  return [section(t["days.title"],
    el("p", {class: "key"}, el("span", {class: "swatch usual"}), t["days.key.usual"], " ", el("span", {class: "swatch incident"}), t["days.key.incident"]),
    place,
    asTable(t["days.title"], [t["column.day"], t["column.people"], t["column.fresh"], t["column.events"], t["column.denied"]],
      day.map((each, i) => [weekdays.format(each * DAY_MILLIS) + (incident[i] ? " · " + t["days.incident"] : ""), number(read[i]), number(fresh[i]), number(events[i]), number(denied[i])])),
    plainTable(t["days.caption"], [t["days.perDay"], t["days.median"], t["days.most"], t["days.peak"], t["days.factor"]],
      [row(t["column.people"], read), row(t["column.fresh"], fresh), row(t["column.events"], events), row(t["column.unnamed"], unnamed), row(t["column.denied"], denied)], [1, 2, 3, 4], true)),
  ...placesOf(account, incident, "registers", t["fact.registers"]), ...placesOf(account, incident, "sources", t["fact.sources"]),
  ...fieldsOf(alerts)];
}

/* Registers or sources, by the days on which they were used: what was never used on a usual day comes first. */
function placesOf(account, incident, key, title) {
  const byName = new Map();
  account.days[key].forEach((names, i) => names.forEach(name => {
    const tally = byName.get(name) || [0, 0];
    tally[incident[i] ? 1 : 0]++;
    byName.set(name, tally);
  }));
  if (byName.size === 0) {
    return [];
  }
  const rows = [...byName].sort(([, a], [, b]) => (a[0] === 0 ? 0 : 1) - (b[0] === 0 ? 0 : 1) || b[0] + b[1] - a[0] - a[1]);
  const shown = rows.slice(0, TABLE_ROWS_MAX);
  return [section(title, plainTable(title, [title, t["days.usualDays"], t["days.incidentDays"], ""],
    shown.map(([name, [usual, unusual]]) => [data.names[name], number(usual), number(unusual), usual === 0 && unusual > 0 ? el("strong", {class: "new"}, t["days.new"]) : ""]), [1, 2], true),
  rows.length > shown.length ? el("p", {class: "note"}, fill(t["plot.more"], number(rows.length - shown.length))) : null)];
}

function fieldsOf(alerts) {
  const union = key => [...new Set(alerts.flatMap(alert => alert[key] ? alert[key].names : []))].sort().join(", ");
  const rows = [[t["fact.fields"], union("fields")], [t["fact.categories"], union("categories")],
    [t["fact.hours"], [...new Set(alerts.filter(alert => alert.last - alert.first < DAY_MILLIS).map(alert => clock.format(alert.first) + "–" + clock.format(alert.last)))].slice(0, LINES_MAX).join(", ")]];
  return alerts.length === 0 ? [] : [section(t["account.taken"], facts(rows))];
}
