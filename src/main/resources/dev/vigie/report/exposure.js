/* People exposed over time: one step line for each alert, the chosen one in the accent colour, its alert's moment marked. */
const LINES_MAX = 12;

/* The people exposed at a time: the last step at or before it. */
function valueAt([times, values], millis) {
  let found = 0;
  for (let i = 0; i < times.length && times[i] <= millis; i++) {
    found = values[i];
  }
  return found;
}

/* Marks the moment at which each alert was raised; the chosen one with a line and a word. */
function markAlerts(plot, alerts, chosen, colours) {
  const {ctx, bbox} = plot;
  const scale = devicePixelRatio || 1;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const alert of alerts) {
    const x = plot.valToPos(alert.opened / 1000, "x", true);
    const y = plot.valToPos(valueAt(alert.curve, alert.opened), "y", true);
    const isChosen = alert === chosen;
    ctx.fillStyle = isChosen ? colours.accent : colours.quiet;
    if (isChosen) {
      ctx.strokeStyle = colours.accent;
      ctx.lineWidth = scale;
      ctx.setLineDash([4 * scale, 4 * scale]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.font = "600 " + 12 * scale + "px " + getComputedStyle(document.body).fontFamily;
      const right = x > bbox.left + bbox.width * 0.7;
      ctx.textAlign = right ? "right" : "left";
      ctx.textBaseline = "top";
      ctx.fillText(t["plot.alert"], x + (right ? -6 : 6) * scale, bbox.top + 2 * scale);
    }
    ctx.beginPath();
    ctx.arc(x, y, (isChosen ? 4 : 3) * scale, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}

function drawExposure(place, shown, chosen) {
  const alerts = [...shown.filter(alert => alert !== chosen), chosen];
  const inSeconds = alert => [alert.curve[0].map(millis => millis / 1000), alert.curve[1]];
  const points = alerts.length === 1 ? inSeconds(alerts[0]) : uPlot.join(alerts.map(inSeconds));
  const steps = uPlot.paths.stepped({align: 1});
  const chosenIndex = alerts.indexOf(chosen);
  const times = points[0];
  const label = fill(t["exposure.label"], chosen.who, number(Math.max(...chosen.curve[1])), moment(chosen.opened));
  const margin = Math.max(60, (times[times.length - 1] - times[0]) * 0.04);
  drawPlot(place, label, colours => ({
    points,
    series: [{}, ...alerts.map(alert => ({
      paths: steps, spanGaps: true, points: {show: false},
      stroke: alert === chosen ? colours.accent : colours.quiet,
      width: alert === chosen ? 2.5 : 1, fill: alert === chosen ? colours.fill : undefined,
    }))],
    hooks: {draw: [plot => markAlerts(plot, alerts, chosen, colours)]},
  }), index => {
    const at = times[index] * 1000;
    return fill(t["exposure.said"], moment(at), chosen.who, number(valueAt(alerts[chosenIndex].curve, at)));
  }, [times[0] - margin, times[times.length - 1] + margin]);
  const rows = chosen.curve[0].map((millis, i) => [moment(millis), number(chosen.curve[1][i])]);
  place.append(asTable(fill(t["exposure.caption"], chosen.who), [t["column.time"], t["column.people"]], rows));
}

/* The timeline of the first page: all of the gravest together, or one by itself. */
function timeline() {
  const place = document.getElementById("exposure");
  const drawable = data.alerts.filter(alert => alert.curve !== undefined && !alert.group);
  if (!place || drawable.length === 0) {
    return;
  }
  const gravest = drawable.slice(0, LINES_MAX);
  const stage = el("div", {class: "plot"});
  const label = alert => alert.who + " · " + days.format(alert.opened) + " · " + number(alert.people);
  const choice = el("select", {onchange: () => show()},
    el("option", {value: "-1"}, fill(t["exposure.gravest"], number(gravest.length))),
    drawable.slice(0, PAPER_ROWS).map((alert, i) => el("option", {value: i}, label(alert))));

  function show() {
    const one = drawable[Number(choice.value)];
    stage.replaceChildren();
    drawExposure(stage, one ? [one] : gravest, one || gravest[0]);
  }

  place.replaceChildren(el("form", {class: "filters", onsubmit: event => event.preventDefault()},
    el("label", {}, el("span", {}, t["exposure.choose"]), choice)), stage);
  show();
}
