// Opens a report, and a backtest, in a real Chromium and tells as JSON what it saw: node browser.mjs PLAYWRIGHT CHROMIUM REPORT LARGE_REPORT BACKTEST [SHOTS]
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [playwright, executablePath, report, large, backtest, shots] = process.argv.slice(2);
const {chromium} = createRequire(import.meta.url)(playwright);
const browser = await chromium.launch({executablePath, headless: true, args: ["--no-sandbox"]});
const seen = {errors: [], requests: []};

async function open(file, options, ready = "html[data-ready]") {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce", ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", message => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", error => seen.errors.push(String(error)));
  page.on("request", request => seen.requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector(ready, {state: "attached"});
  return {page};
}

const shot = async (page, name, full) => shots && page.screenshot({path: `${shots}/${name}.png`, fullPage: full});

/* How many different colours a canvas shows: 1 would be a blank one. */
const colours = (page, selector) => page.evaluate(where => {
  const canvas = document.querySelector(where + " canvas");
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}, selector);

const rows = page => page.locator("#alerts-table tbody tr").count();
const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const {page} = await open(report);
await page.keyboard.press("Tab");
seen.skip = await page.evaluate(() => document.activeElement.className);
await page.evaluate(() => document.activeElement.blur());
seen.exposure = await colours(page, "#exposure");
seen.hours = await colours(page, "#hours");
seen.rows = await rows(page);
await shot(page, "overview", true);
await page.locator("#alerts-table input").fill("dmartinez");
seen.filtered = await rows(page);
await page.locator("#alerts-table input").fill("");
await page.locator("#alerts-table select").first().selectOption("MEDIUM");
seen.medium = await page.locator("#alerts-table tbody tr").allTextContents();
await page.locator("#alerts-table select").first().selectOption("");
await page.locator("#alerts-table thead button").nth(2).click();
seen.sorted = await page.locator("#alerts-table th").nth(2).getAttribute("aria-sort");
seen.hacked = await page.evaluate(() => window.hacked !== undefined || document.querySelectorAll("img, iframe").length > 0);
seen.visible = await page.locator("#alerts-table").textContent();

// By keys alone: along the plot, and to an alert.
await page.locator("#exposure .canvas").focus();
await page.keyboard.press("ArrowRight");
await page.keyboard.press("ArrowRight");
seen.readout = await page.locator("#exposure output").textContent();
await page.keyboard.press("+");
await page.keyboard.press("0");
await page.locator("#alerts-table tbody a", {hasText: "dmartinez"}).focus();
await page.keyboard.press("Enter");
await page.waitForSelector("#detail h1");
seen.focus = await page.evaluate(() => document.activeElement.textContent);
seen.address = await page.evaluate(() => location.hash);
seen.alert = await page.locator("#detail").textContent();
seen.alertPlot = await colours(page, "#detail");
await shot(page, "alert", true);
await page.locator("#detail a[href^='#account-']").first().click();
await page.waitForFunction(() => location.hash.startsWith("#account-"));
seen.account = await page.locator("#detail").textContent();
seen.accountPlot = await colours(page, "#detail");
await page.locator("#detail button[aria-pressed]").click();
await shot(page, "account", true);
await page.goBack();
await page.goBack();
seen.back = await page.locator("#overview").isVisible();
await page.emulateMedia({colorScheme: "dark"});
seen.dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
await shot(page, "dark", true);
await page.emulateMedia({colorScheme: "light"});
const pdf = await page.pdf({format: "A4", path: shots ? `${shots}/report.pdf` : undefined});
seen.paperPages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;

const phone = await open(report, {viewport: {width: 375, height: 740}, deviceScaleFactor: 2});
seen.phoneOverflow = await overflow(phone.page);
await shot(phone.page, "phone", true);
await phone.page.evaluate(() => { location.hash = "#account-0"; });
await phone.page.waitForSelector("#detail h1");
seen.phoneAccountOverflow = await overflow(phone.page);
await shot(phone.page, "phone-account", true);

const many = await open(large);
seen.largeElements = await many.page.evaluate(() => document.querySelectorAll("*").length);
await many.page.locator("#alerts-table input").fill("account-17");
seen.largeFiltered = await many.page.locator("#alerts-table .said").textContent();
await shot(many.page, "large", false);

// A backtest's page has no script: what is drawn is there at once.
const compared = await open(backtest, {}, "main.backtest");
seen.backtest = await compared.page.locator("main").textContent();
seen.backtestBars = await compared.page.locator("svg.bars rect")
  .evaluateAll(bars => bars.filter(bar => bar.getBoundingClientRect().height > 1).length);
const table = compared.page.locator("details table");
seen.backtestTable = [await table.isVisible()];
await compared.page.locator("details summary").focus();
await compared.page.keyboard.press("Enter");
seen.backtestTable.push(await table.isVisible());
seen.backtestHacked = await compared.page.evaluate(() => window.hacked !== undefined || document.querySelectorAll("img, iframe, script").length > 0);
await shot(compared.page, "backtest", true);
await compared.page.emulateMedia({colorScheme: "dark"});
seen.backtestDark = await compared.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
await shot(compared.page, "backtest-dark", true);
const narrow = await open(backtest, {viewport: {width: 375, height: 740}, deviceScaleFactor: 2}, "main.backtest");
seen.backtestPhoneOverflow = await overflow(narrow.page);
await shot(narrow.page, "backtest-phone", true);

await browser.close();
console.log(JSON.stringify(seen));
