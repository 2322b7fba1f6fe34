/* One alert and one account, each as a page of its own within this file. */
const link = (href, text) => el("a", {href}, text);
const section = (title, ...content) => el("section", {}, el("h2", {}, title), ...content);

/* An account by its place in the list, as a link where the report has a page for it. */
function accountLink(index, name) {
  return index === undefined || index < 0 ? name : link(hrefOfAccount(index), name);
}

function reasonsTable(alert) {
  const once = reason => reason.rarity === undefined ? "" : fill(t["reason.once"], number(reason.rarity));
  const value = reason => number(reason.value) + (reason.error > 0 ? " ±" + percent(2 * reason.error) : "");
  return plainTable(t["reasons.caption"],
    [t["column.rule"], t["column.measure"], t["column.timespan"], t["column.value"], t["column.limit"], t["column.usual"], t["column.rarity"], t["column.share"]],
    alert.reasons.map(reason => [
      el("span", {}, el("strong", {lang: langOf(reason)}, reason.title), el("br", {}), el("code", {}, reason.rule)),
      el("code", {class: "whole"}, reason.measure), reason.timespan || "", value(reason), el("span", {class: "whole"}, reason.limit), number(reason.usual), once(reason),
      reason.share === undefined ? "" : fill(t["reason.share"], percent(reason.share), percent(reason.usualShare ?? 0))]),
    [3, 5, 6, 7], true);
}

function evidenceTable(alert) {
  return plainTable(fill(t["evidence.caption"], number(alert.evidence.length)),
    [t["column.time"], t["column.event"], t["column.action"], t["column.register"], t["column.source"], t["column.people"]],
    alert.evidence.map(event => [moment(event.time), el("code", {}, event.id), t["action." + event.action] + (event.outcome === "SUCCESS" ? "" : ", " + t["outcome." + event.outcome]),
      event.resource || "", event.source || "", number(event.subjects)]), [5]);
}

function alertView(alert) {
  const names = name => alert[name] ? listed(alert[name].names, alert[name].total) : "";
  const view = [
    el("p", {class: "back"}, link("#alerts", t["back.alerts"])),
    el("h1", {tabindex: "-1"}, alert.who),
    el("p", {class: "lead"}, alert.fact),
    el("blockquote", {}, alert.sentence),
    facts([
      [t["column.level"], level(alert.level)],
      [alert.group ? t["fact.group"] : t["fact.people"], people(alert) + " " + nounOf(alert)],
      [t["fact.before"], alert.group ? null : number(alert.before)],
      [t["fact.opened"], moment(alert.opened)],
      [t["fact.span"], moment(alert.first) + " – " + moment(alert.last)],
      [t["fact.unnamed"], alert.unnamed ? number(alert.unnamed) : null],
      [t["fact.uncounted"], alert.uncounted ? number(alert.uncounted) : null],
      [t["fact.registers"], names("registers")],
      [t["fact.fields"], names("fields")],
      [t["fact.categories"], names("categories")],
      [t["fact.sources"], names("sources")],
      [t["fact.takeover"], alert.takeover ? alert.takeover.map(sign => t["sign." + sign] || sign).join(t["joint"]) : null],
      [t["fact.holder"], alert.holder ? alert.holder.map(sign => t["sign." + sign] || sign).join(t["joint"]) : null],
      [t["fact.account"], alert.account === undefined ? null : accountLink(alert.account, nameOf(data.accounts[alert.account]))],
      [t["fact.id"], el("code", {}, alert.id)],
    ]),
  ];
  const after = [];
  if (alert.curve && !alert.group) {
    const place = el("div", {class: "plot"});
    view.push(section(t["exposure.title"], place));
    after.push(() => drawExposure(place, [alert], alert));
  }
  view.push(section(t["reasons.title"], reasonsTable(alert)));
  if (alert.shares) {
    view.push(section(t["shares.title"], plainTable(t["shares.title"], [t["column.account"], t["column.reads"]],
      alert.shares.map(share => [accountLink(share.index, share.who), number(share.reads)]), [1], true)));
  }
  if (alert.evidence.length > 0) {
    view.push(section(t["evidence.title"], evidenceTable(alert), el("p", {class: "note"}, t["evidence.rest"])));
  }
  return {view, after, title: alert.who};
}

function accountView(index) {
  const account = data.accounts[index];
  const alerts = data.alerts.filter(alert => alert.account === index || (alert.shares || []).some(share => share.index === index));
  const own = alerts.filter(alert => alert.account === index);
  const view = [
    el("p", {class: "back"}, link("#accounts", t["back.accounts"])),
    el("h1", {tabindex: "-1"}, nameOf(account)),
    el("p", {class: "lead"}, account.noun
      ? fill(t["account.things"], number(account.people), days.format(account.first), days.format(account.last), account.noun)
      : counted("account.lead", account.people, days.format(account.first), days.format(account.last))),
    facts([
      [t["column.alerts"], number(account.alerts)],
      [t["fact.people"], own.length > 0 ? withNoun(account.exposed, account) : null],
      [t["column.events"], number(account.events)],
      [t["fact.unnamed"], account.unnamed ? number(account.unnamed) : null],
      [t["column.level"], account.level ? level(account.level) : null],
    ]),
  ];
  const after = [];
  if (alerts.length > 0) {
    view.push(section(t["account.alerts"], el("ul", {class: "alerts"}, alerts.slice(0, PAPER_ROWS).map(alert =>
      el("li", {}, level(alert.level), " ", link(hrefOf(alert), alert.fact))))));
  }
  view.push(...daysOf(account, own, after), ...sharesOf(own));
  return {view, after, title: nameOf(account)};
}

/* Shares of one value among the people read; the value itself is never named. */
function sharesOf(alerts) {
  const rows = alerts.flatMap(alert => alert.reasons.filter(reason => reason.share !== undefined).map(reason =>
    [el("span", {lang: langOf(reason)}, reason.title), percent(reason.share), percent(reason.usualShare), link(hrefOf(alert), days.format(alert.opened))]));
  return rows.length === 0 ? [] : [section(t["account.shares"], plainTable(t["account.shares.caption"],
    [t["column.rule"], t["column.share"], t["column.usual"], t["column.alert"]], rows, [1, 2]))];
}
