/* A table of many rows: sorted, filtered, shown in pages of 50. On paper it shows its first rows, and says how many. */
const PAGE_ROWS = 50;
const PAPER_ROWS = 200;
const tables = [];

/**
 * columns: {key, label, value(row) to sort by, cell(row) to show, falls,
 * number, wide, name, time}; text(row): what the search looks in;
 * filters: {label, options [[value, label]], keeps(row, value)}.
 */
function bigTable(place, {caption, columns, rows, text, filters, sort}) {
  const haystack = rows.map(row => text(row).toLowerCase());
  const order = rows.map((row, index) => index);
  const state = {shown: order, page: 0, sort: sort.key, falling: sort.falling, size: PAGE_ROWS};
  const search = el("input", {type: "search", autocomplete: "off", spellcheck: "false", oninput: () => select()});
  const choices = (filters || []).map(filter => el("select", {onchange: () => select()},
    el("option", {value: ""}, t["filter.all"]), filter.options.map(([value, label]) => el("option", {value}, label))));
  const said = el("p", {class: "said", role: "status"});
  const body = el("tbody", {});
  const heads = columns.map(column => el("th", {scope: "col", class: classOf(column)},
    el("button", {type: "button", onclick: () => sortBy(column)}, column.label)));
  const previous = el("button", {type: "button", onclick: () => turn(-1)}, t["page.previous"]);
  const next = el("button", {type: "button", onclick: () => turn(1)}, t["page.next"]);

  function classOf(column) {
    return ["number", "wide", "name", "time"].filter(each => column[each]).join(" ") || null;
  }

  function sortBy(column) {
    state.falling = state.sort === column.key ? !state.falling : Boolean(column.number || column.falls);
    state.sort = column.key;
    select();
  }

  function turn(pages) {
    state.page += pages;
    show();
    said.scrollIntoView({block: "nearest"});
  }

  function select() {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    const chosen = order.filter(index => words.every(word => haystack[index].includes(word))
      && choices.every((choice, i) => choice.value === "" || filters[i].keeps(rows[index], choice.value)));
    const {value} = columns.find(column => column.key === state.sort);
    const keys = new Map(chosen.map(index => [index, value(rows[index])]));
    const compare = (a, b) => typeof a === "string" ? a.localeCompare(b, locale) : (a ?? -Infinity) - (b ?? -Infinity);
    const way = state.falling ? -1 : 1;
    state.shown = chosen.sort((a, b) => way * compare(keys.get(a), keys.get(b)) || a - b);
    state.page = 0;
    show();
  }

  function show() {
    const total = state.shown.length;
    const pages = Math.max(1, Math.ceil(total / state.size));
    state.page = Math.min(Math.max(state.page, 0), pages - 1);
    const from = state.page * state.size;
    const visible = state.shown.slice(from, from + state.size);
    body.replaceChildren(...visible.map(index => el("tr", {},
      columns.map(column => el("td", {class: classOf(column)}, column.cell(rows[index]))))));
    said.textContent = total === 0 ? t["filter.none"]
      : fill(t["page.said"], number(from + 1), number(from + visible.length), number(total));
    previous.disabled = state.page === 0;
    next.disabled = state.page === pages - 1;
    heads.forEach((head, i) => head.setAttribute("aria-sort",
      columns[i].key !== state.sort ? "none" : state.falling ? "descending" : "ascending"));
  }

  const labelled = (label, control) => el("label", {}, el("span", {}, label), control);
  place.replaceChildren(
    el("form", {class: "filters", role: "search", "aria-label": caption, onsubmit: event => event.preventDefault()},
      labelled(t["filter.search"], search), choices.map((choice, i) => labelled(filters[i].label, choice))),
    el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
      el("table", {}, el("caption", {class: "quiet"}, caption), el("thead", {}, el("tr", {}, heads)), body)),
    el("div", {class: "pager"}, said, el("div", {class: "buttons"}, previous, next)));
  tables.push(size => {
    state.size = size;
    show();
  });
  select();
}

addEventListener("beforeprint", () => tables.forEach(resize => resize(PAPER_ROWS)));
addEventListener("afterprint", () => tables.forEach(resize => resize(PAGE_ROWS)));
