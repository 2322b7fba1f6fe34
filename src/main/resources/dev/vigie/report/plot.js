/* Plots: uPlot drawn in the page's own colours, with keys for all that a mouse can do and a table beside each. */
const PLOT_HEIGHT = 280;
const PAPER_WIDTH = 640;
const TABLE_ROWS_MAX = 200;
const PAPER = {ink: "#1c1b1a", quiet: "#6b6760", line: "#d9d5cd", accent: "#a8321f", fill: "rgba(168,50,31,.10)"};
let drawn = [];
let onPaper = false;

function theme() {
  if (onPaper) {
    return PAPER;
  }
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue("--" + name).trim();
  return {ink: colour("ink"), quiet: colour("quiet"), line: colour("line"), accent: colour("accent"), fill: colour("wash")};
}

/* Times on the axis: the day where a day begins or ticks are days apart, the hour elsewhere. */
function timeTicks(plot, ticks, axis, space, step) {
  let day = null;
  return ticks.map(tick => {
    const date = new Date(tick * 1000);
    const today = shortDays.format(date);
    if (step >= DAY_SECONDS) {
      return today;
    }
    const time = (step < 60 ? preciseClock : clock).format(date);
    const named = today === day ? time : time + "\n" + today;
    day = today;
    return named;
  });
}

/* Where a bent scale has a line: 0 and the powers of ten. */
function powers(plot, axis, min, max) {
  const ticks = [0];
  for (let power = 1; power <= max; power *= 10) {
    ticks.push(power);
  }
  return ticks;
}

function axes(colours, isBent) {
  const common = {
    stroke: colours.quiet, font: "12px " + getComputedStyle(document.body).fontFamily,
    grid: {stroke: colours.line, width: 1}, ticks: {show: false},
  };
  return [
    {...common, values: timeTicks, grid: {show: false}, space: 90, ticks: {show: true, stroke: colours.line, size: 5}},
    {...common, values: (plot, ticks) => ticks.map(tick => Number.isInteger(tick) ? number(tick) : ""), size: 64,
      ...(isBent ? {splits: powers, filter: (plot, ticks) => ticks} : {})},
  ];
}

/**
 * Draws into place. make(colours) gives {series, hooks, points, bars}; say(index, plot) what stands under the cursor.
 * The plot is drawn anew when its width or the colours change, and keeps the stretch that was zoomed to. With steep,
 * small values may be stretched by a scale that is linear near 0 and logarithmic above.
 */
function drawPlot(place, label, make, say, range, steep) {
  const canvas = el("div", {class: "canvas", tabindex: "0", role: "group", "aria-label": label + " " + t["plot.keys"]});
  const output = el("output", {class: "readout"}, t["plot.hint"]);
  let plot = null;
  let stretch = range;
  let isBent = false;

  function draw() {
    const width = onPaper ? PAPER_WIDTH : Math.max(280, canvas.clientWidth);
    const colours = theme();
    const {series, hooks, points, bars} = make(colours);
    if (plot) {
      plot.destroy();
    }
    plot = new uPlot({
      width, height: PLOT_HEIGHT, series, legend: {show: false}, axes: axes(colours, isBent),
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      scales: {x: {time: true, range: (self, min, max) => stretch || (bars ? [min - DAY_SECONDS, max + DAY_SECONDS] : [min, max])},
        y: {...(isBent ? {distr: 4, asinh: 2} : {}), range: (self, min, max) => [0, Math.max(1, (max || 0) * (isBent ? 1.6 : 1.12))]}},
      cursor: {y: false, points: {size: 7}, drag: {x: true, y: false, setScale: false}},
      hooks: {...hooks,
        setCursor: [self => { output.textContent = self.cursor.idx == null ? t["plot.hint"] : say(self.cursor.idx, self); }],
        setSelect: [self => {
          if (self.select.width > 4) {
            zoom(self.posToVal(self.select.left, "x"), self.posToVal(self.select.left + self.select.width, "x"));
          }
        }]},
    }, points, canvas);
    plot.over.addEventListener("dblclick", () => zoom(null));
  }

  function zoom(from, to) {
    stretch = from === null ? range : to - from < 1 ? [from - 0.5, from + 0.5] : [from, to];
    plot.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
    const {min, max} = {min: plot.data[0][0], max: plot.data[0][plot.data[0].length - 1]};
    plot.setScale("x", stretch ? {min: stretch[0], max: stretch[1]} : {min, max});
  }

  function zoomBy(factor) {
    const {min, max} = plot.scales.x;
    const middle = plot.cursor.idx != null ? plot.data[0][plot.cursor.idx] : (min + max) / 2;
    const half = (max - min) * factor / 2;
    zoom(middle - half, middle + half);
  }

  function move(steps) {
    const last = plot.data[0].length - 1;
    const index = Math.min(last, Math.max(0, (plot.cursor.idx ?? (steps > 0 ? -1 : last + 1)) + steps));
    const {min, max} = plot.scales.x;
    const at = plot.data[0][index];
    if (at < min || at > max) {
      zoom(at - (max - min) / 2, at + (max - min) / 2);
    }
    plot.setCursor({left: plot.valToPos(at, "x"), top: 0});
    output.textContent = say(index, plot);
  }

  const keys = {ArrowRight: () => move(1), ArrowLeft: () => move(-1), "+": () => zoomBy(0.5), "-": () => zoomBy(2), 0: () => zoom(null), Escape: () => zoom(null)};
  canvas.addEventListener("keydown", event => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey) {
      keys[event.key]();
      event.preventDefault();
    }
  });
  const button = (text, action) => el("button", {type: "button", onclick: action}, text);
  const bend = steep ? el("button", {type: "button", "aria-pressed": "false", onclick: () => {
    isBent = !isBent;
    bend.setAttribute("aria-pressed", String(isBent));
    draw();
  }}, t["plot.bend"]) : "";
  place.append(canvas, el("div", {class: "under"}, output, el("div", {class: "buttons"},
    button(t["plot.in"], () => zoomBy(0.5)), button(t["plot.out"], () => zoomBy(2)), button(t["plot.reset"], () => zoom(null)), bend)));
  draw();
  let width = canvas.clientWidth;
  const watcher = new ResizeObserver(() => {
    if (!onPaper && canvas.isConnected && canvas.clientWidth > 0 && canvas.clientWidth !== width) {
      width = canvas.clientWidth;
      draw();
    }
  });
  watcher.observe(canvas);
  drawn.push({canvas, draw});
}

function redraw() {
  drawn = drawn.filter(each => each.canvas.isConnected);
  drawn.filter(each => onPaper || each.canvas.clientWidth > 0).forEach(each => each.draw());
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
addEventListener("beforeprint", () => { onPaper = true; redraw(); });
addEventListener("afterprint", () => { onPaper = false; redraw(); });

/* The figures of a plot as a table, for whoever does not see it; long ones say where the rest is. */
function asTable(caption, heads, rows) {
  const shown = rows.slice(0, TABLE_ROWS_MAX);
  const more = rows.length > shown.length ? el("p", {class: "note"}, fill(t["plot.more"], number(rows.length - shown.length))) : null;
  return el("details", {}, el("summary", {}, t["plot.table"]),
    plainTable(caption, heads, shown, heads.map((head, column) => column).slice(1)), more);
}
