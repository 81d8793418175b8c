// Every page: no accessibility violation in light and dark, nothing wider than a phone, no complaint in the console.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, axe, openApp, screenshots } from "./lib/harness.mjs";
import { loadSample, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const PLACES = {
  today: "/",
  customers: "/customers",
  customer: "/customers/1",
  "customer-plan": "/customers/6/plan",
  invoices: "/invoices?state=all",
  invoice: "/invoices/1",
  payments: "/payments",
  messages: "/messages",
  promises: "/promises",
  disputes: "/disputes",
  holds: "/holds",
  statement: "/customers/3/statement",
  evidence: "/customers/11/evidence",
  plans: "/plans",
  plan: "/plans/1",
  aging: "/reports/aging",
  allowance: "/reports/allowance",
  behind: "/reports/aging/documents?figure=past-due&currency=USD",
  policy: "/policy",
  "policy-print": "/policy/print?customer=1",
  watch: "/holds/watch",
  "written-off": "/recovery/written-off",
  "bad-debts": "/reports/bad-debts",
  data: "/data",
  templates: "/policy/templates",
  settings: "/settings",
  help: "/help",
  "not-found": "/nowhere",
};

async function look(app, state) {
  const found = [];
  for (const [name, path] of Object.entries(PLACES)) {
    await app.page.setViewportSize({ width: 1440, height: 900 });
    await visit(app, path);
    await app.page.waitForTimeout(250);
    for (const violation of await axe(app.page)) found.push(`${name}: ${violation}`);
    await app.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await app.page.waitForTimeout(300); // colours fade
    for (const violation of await axe(app.page, { runOnly: ["wcag2aa"] })) found.push(`${name} (dark): ${violation}`);
    await app.page.emulateMedia({ colorScheme: "light" });
    await screenshots(app.page, `${state}-${name}`);
    await app.page.setViewportSize(PHONE);
    await app.page.waitForTimeout(100);
    const wider = await app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) found.push(`${name}: ${wider} px wider than a phone`);
    for (const violation of await axe(app.page)) found.push(`${name} (phone): ${violation}`);
  }
  assert.deepEqual(found, []);
  assert.deepEqual(app.problems, []);
}

test("every page of the sample shop", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await look(app, "full");
});

test("every page of an empty ledger", async (t) => {
  const app = await openApp(t);
  await look(app, "empty");
});

/** What Tab should reach on the page as it is, kept in the page with what it did reach. */
function watchFocus() {
  const shown = (element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && !element.closest("[inert]");
  // Of a group of radio buttons only the chosen one is a stop; the arrow keys reach the others.
  const stop = (element) => element.type !== "radio" || element.checked;
  const elements = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  globalThis.walk = { wanted: elements.filter((element) => shown(element) && stop(element)), reached: new Set(), plain: new Set() };
}

/** Notes where the focus is; false when it has come round. Past the last stop it is on the page as a whole. */
function noteFocus() {
  const { reached, plain } = globalThis.walk;
  const element = document.activeElement;
  if (!element || element === document.body) return true;
  if (reached.has(element)) return false;
  reached.add(element);
  const outlined = (each) => getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) > 0;
  // A drop zone shows the focus of the field that it hides.
  if (![element, element.parentElement, element.parentElement?.parentElement].some((each) => each && outlined(each))) plain.add(element);
  return true;
}

function missedFocus() {
  const name = (element) => (element.getAttribute("aria-label") || element.textContent || element.id || element.outerHTML).trim().slice(0, 60);
  const { wanted, reached, plain } = globalThis.walk;
  const missed = wanted.filter((element) => element.isConnected && element.checkVisibility() && !reached.has(element));
  return [...missed.map((element) => `not reached: ${name(element)}`), ...[...plain].map((element) => `no focus shown: ${name(element)}`)];
}

test("Tab reaches every button, link and field of every page, and shows where it is", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  const found = [];
  for (const [name, path] of Object.entries(PLACES)) {
    await visit(app, path);
    await page.waitForTimeout(250);
    await page.evaluate(watchFocus);
    let steps = 0;
    do await page.keyboard.press("Tab");
    while ((await page.evaluate(noteFocus)) && ++steps < 600);
    for (const problem of await page.evaluate(missedFocus)) found.push(`${name}: ${problem}`);
    assert.ok(steps > 10, `${name}: only ${steps} stops`);
  }
  assert.deepEqual(found, []);
  assert.deepEqual(app.problems, []);
});

const DIALOGS = {
  payment: ["/customers/1", "#payment-dialog", (page) => page.getByRole("button", { name: "Record payment" }).first().click()],
  invoice: ["/invoices", "#invoice-dialog", (page) => page.getByRole("button", { name: "New invoice" }).first().click()],
  message: ["/messages", "#prepare", (page) => page.getByRole("button", { name: /^Prepare the message to / }).first().click()],
  palette: ["/", ".Palette", (page) => page.keyboard.press("Control+K")],
};

test("every dialog, open", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  const found = [];
  for (const [name, [path, element, open]] of Object.entries(DIALOGS)) {
    await page.setViewportSize(DESKTOP);
    await visit(app, path);
    await open(page);
    const dialog = page.locator(`dialog[open]${element}`);
    await dialog.waitFor();
    for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
      await page.setViewportSize(viewport);
      await page.waitForTimeout(300); // it moves in
      assert.ok(await dialog.isVisible(), `${name} stays open`);
      for (const violation of await axe(page)) found.push(`${name} (${size}): ${violation}`);
      const { x, width } = await dialog.boundingBox();
      if (x < 0 || x + width > viewport.width) found.push(`${name} (${size}): from ${x} px, ${width} px wide`);
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(app.problems, []);
});

test("the aging report on paper has every customer and no navigation", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  await visit(app, "/reports/aging");
  const paper = page.locator(".AgingPaper");
  const navigation = page.locator(".SideNav, .TopBar");
  await navigation.first().waitFor();
  assert.equal(await navigation.filter({ visible: true }).count(), 2, "on the screen");
  assert.equal(await paper.filter({ visible: true }).count(), 0, "on the screen");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint"))); // the browser says it when it prints
  await paper.waitFor();
  assert.equal(await navigation.filter({ visible: true }).count(), 0, "on paper");
  assert.equal(await page.locator("main .DataTable, main button").filter({ visible: true }).count(), 0, "on paper");
  const text = await expect_text(paper, "Aging of receivables");
  for (const words of ["Copper & Crema Supply", "Amounts in USD", "Highland Tearooms", "Casa Lima"]) assert.ok(text.includes(words), words);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await paper.waitFor({ state: "hidden" });
  await expect_text(page.locator("main"), "Highland Tearooms");
  assert.deepEqual(app.problems, []);
});

test("a letter on paper: sender, address, date and text, and nothing else", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.addInitScript(() => {
    globalThis.printed = [];
    window.print = () => globalThis.printed.push(document.querySelectorAll(".letters > article.letter").length);
  });
  await loadSample(app);
  await visit(app, "/messages");
  await page.getByRole("button", { name: "Prepare the message to Casa Lima" }).click();
  const dialog = page.locator("dialog#prepare");
  const body = await dialog.locator("#message-text").inputValue();
  await dialog.getByRole("button", { name: "Print the letter" }).click();
  await expect_text(dialog, "The letter was handed to the printer.");
  await saved(page);
  assert.deepEqual(await page.evaluate(() => globalThis.printed), [1], "the letter stands on the page when the printer is asked");
  const letter = page.locator(".letters.print-only > article.letter");
  assert.equal(await letter.isVisible(), false, "on the screen");
  await page.emulateMedia({ media: "print" });
  assert.equal(await letter.count(), 1);
  assert.ok(await letter.isVisible(), "on paper");
  assert.ok(!(await dialog.isVisible()), "the dialog is not on paper");
  assert.equal(await page.locator(".SideNav, .TopBar, main h1, main table").filter({ visible: true }).count(), 0, "only the letter is on paper");
  const part = async (name) => {
    const element = letter.locator(`.letter-${name}`);
    assert.ok(await element.isVisible(), name);
    return (await element.innerText()).split("\n").map(plain);
  };
  assert.deepEqual(await part("sender"), ["Copper & Crema Supply", "18 Market Lane", "Portland, OR 97204", "United States"]);
  assert.deepEqual(await part("address"), ["Casa Lima", "Inés Ortega", "Calle Mayor 5", "28013 Madrid", "SPAIN"]);
  assert.equal(await page.locator("#message-text, .message-paper").first().getAttribute("lang"), "es");
  // Casa Lima is in Spain: the letter is in Spanish.
  const today = new Date().toLocaleDateString("es-ES", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  assert.deepEqual(await part("date"), [today]);
  const text = plain(await letter.locator(".letter-text").innerText());
  assert.equal(text, plain(body));
  assert.match(text, /CC-1103/);
  assert.match(text, /498,83 EUR/);
  const room = await letter.locator(".letter-address").evaluate((window) => {
    window.textContent = "1\n2\n3\n4\n5\n6\n7";
    return window.clientHeight - window.scrollHeight;
  });
  assert.equal(room, 0, "seven lines fit into the window of the envelope");
  assert.deepEqual(app.problems, []);
});
