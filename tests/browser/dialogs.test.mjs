// Dialogs: typed work is never lost without a question, the focus is never nowhere, letters have a sender and an address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE, axe, downloaded, openApp } from "./lib/harness.mjs";
import { csv, importCsv, loadSample, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

/** What has the focus: its id, or its tag and text. */
const focused = (page) =>
  page.evaluate(() => document.activeElement.id || `${document.activeElement.tagName} ${document.activeElement.innerText}`.trim());

/** Waits until the focus is where it belongs. */
async function focusOn(page, wanted) {
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await focused(page)).startsWith(wanted)) return;
    await page.waitForTimeout(50);
  }
  assert.equal(await focused(page), wanted);
}

/** Whether an element is in view, with nothing over it. */
const inView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const there = document.elementFromPoint(innerWidth / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && element.contains(there);
  });

const open = (page, name) => page.locator(`dialog#${name}[open]`);
const question = (page) => page.locator("dialog.Dialog--question[open]");

test("what was typed is never lost without a question", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  await visit(app, "/messages");
  const opener = page.getByRole("button", { name: "Prepare the message to Blue Kettle Café" });
  await opener.click();
  const dialog = open(page, "prepare");
  await focusOn(page, "message-subject");
  // Nothing typed: nothing asked.
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await focusOn(page, "BUTTON Prepare");
  await page.keyboard.press("Enter");
  const text = dialog.locator("#message-text");
  await text.fill("A text of my own.");
  for (const leave of [
    () => page.keyboard.press("Escape"),
    () => dialog.getByRole("button", { name: "Close" }).click(),
    () => dialog.getByRole("link", { name: "Blue Kettle Café" }).click(),
  ]) {
    await leave();
    await expect_text(question(page), "Discard what you wrote?");
    await focusOn(page, "BUTTON Keep editing");
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("Escape");
    await question(page).waitFor({ state: "hidden" });
    assert.equal(await text.inputValue(), "A text of my own.");
  }
  // Again and again, with nothing in between: a browser closes a dialog then without asking the page.
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press("Escape");
    await page.waitForTimeout(60);
  }
  assert.ok(await dialog.isVisible());
  assert.equal(await text.inputValue(), "A text of my own.");
  if (await question(page).isVisible()) await question(page).getByRole("button", { name: "Keep editing" }).click();
  // The palette would lead away, so it stays closed.
  await page.keyboard.press("Control+K");
  assert.equal(await page.locator("dialog.Palette[open]").count(), 0);
  await dialog.getByRole("link", { name: "Blue Kettle Café" }).click();
  await question(page).getByRole("button", { name: "Discard" }).click();
  await expect_text(page.locator("main h1"), "Blue Kettle Café");
  await focusOn(page, "H1 Blue Kettle");
  // Every form in a dialog asks in the same way.
  await page.getByRole("button", { name: "Record payment" }).first().click();
  await focusOn(page, "payment-amount");
  await page.keyboard.type("12.34");
  await open(page, "payment-dialog").getByRole("button", { name: "Cancel" }).click();
  await question(page).getByRole("button", { name: "Discard" }).click();
  await open(page, "payment-dialog").waitFor({ state: "hidden" });
  await focusOn(page, "BUTTON Record payment");
  assert.deepEqual(app.problems, []);
});

test("the focus goes where the work goes on", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  await visit(app, "/messages");
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    await page.getByRole("button", { name: /^Prepare the message to (Casa Lima|Blue Kettle Café)/ }).first().click();
    const dialog = open(page, "prepare");
    // On a phone the text is below what the owner is to know first.
    await focusOn(page, viewport === DESKTOP ? "message-" : "");
    assert.ok(await inView(dialog.locator(".message-why")), `why is in view at ${viewport.width} px`);
    assert.ok(await inView(dialog.locator(".form-actions")), `the main actions are in view at ${viewport.width} px`);
    await dialog.getByRole("button", { name: "Skip this step" }).click();
    await focusOn(page, "skip-reason");
    await dialog.getByRole("button", { name: "Back" }).click();
    await focusOn(page, "message-question");
    assert.ok(await inView(dialog.locator(".message-question")), `the question is in view at ${viewport.width} px`);
    await dialog.getByRole("button", { name: "Yes, sent" }).click();
    await dialog.waitFor({ state: "hidden" });
    await saved(page);
    await focusOn(page, "H1 Messages"); // the row that opened it is gone
    await page.locator(".Toasts").getByRole("button", { name: "Dismiss" }).first().click();
    await focusOn(page, "H1 Messages");
  }
  // A new page begins at its heading; an action taken back leaves the focus on the page.
  await page.setViewportSize(DESKTOP);
  await page.locator(".SideNav").getByRole("link", { name: /^Customers/ }).click();
  await focusOn(page, "H1 Customers");
  await page.locator("main").getByRole("link", { name: "Harbour Coffee Roasters" }).click();
  await focusOn(page, "H1 Harbour");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Pause reminders" }).click();
  await focusOn(page, "pause-reason");
  await page.keyboard.type("On holiday");
  await open(page, "pause-dialog").getByRole("button", { name: "Pause reminders" }).click();
  await open(page, "pause-dialog").waitFor({ state: "hidden" });
  await saved(page);
  await focusOn(page, "BUTTON More actions");
  await page.locator(".Toasts").getByRole("button", { name: "Undo" }).click();
  await saved(page);
  await page.waitForTimeout(500);
  assert.notEqual((await focused(page)).split(" ")[0], "BODY");
  assert.deepEqual(app.problems, []);
});

test("a letter needs a sender, an address and a text; the browser's own print command prints it", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.addInitScript(() => {
    window.print = () => {
      globalThis.printed = (globalThis.printed ?? 0) + 1;
    };
  });
  const day = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const line = (name, number) => `${name},${number},${day(80)},${day(50)},100.00,USD`;
  await importCsv(app, csv("old.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", line("Ada", "A-1"), line("Ben", "B-1"), line("Cleo", "C-1")));
  await visit(app, "/messages");
  // Nobody has an address: no letter can be printed, and the list says whose are missing.
  await page.getByRole("button", { name: "Letters without an address (3)" }).click();
  const batch = open(page, "batch");
  await expect_text(batch, "Without a postal address (3)");
  assert.equal(await batch.getByRole("button", { name: /^Print/ }).count(), 0);
  assert.deepEqual(await axe(page), []);
  await batch.getByRole("link", { name: "Add an address for Ada" }).click();
  await expect_text(page.locator("main h1"), "Ada");
  await expect_text(page.locator("main"), /Send a letter now: say that further steps come next/);
  for (const name of ["Ada", "Ben"]) {
    await visit(app, "/customers");
    await page.locator("main").getByRole("link", { name }).click();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("button", { name: "Edit customer" }).click();
    await open(page, "customer-dialog").getByLabel(/^Postal address/).fill("1 Elm Street");
    await open(page, "customer-dialog").getByRole("button", { name: "Save" }).click();
    await open(page, "customer-dialog").waitFor({ state: "hidden" });
    await saved(page);
  }
  await visit(app, "/messages");
  await page.getByRole("button", { name: "Prepare all letters (2)" }).click();
  await expect_text(batch, "Without a postal address (1)");
  await expect_text(batch, "A letter needs your name at its head");
  const list = await downloaded(page, () => batch.getByRole("button", { name: "CSV" }).click());
  assert.match(list.text, /Ada,.*1 Elm Street,1,USD,100\.00/);
  await batch.getByRole("button", { name: "Print 2 letters" }).click();
  await focusOn(page, "sender-missing");
  await batch.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Prepare the message to Ada" }).click();
  const dialog = open(page, "prepare");
  await dialog.getByRole("button", { name: "Print the letter" }).click();
  await focusOn(page, "sender-missing");
  assert.equal(await page.evaluate(() => globalThis.printed), undefined, "no letter without a sender");
  await dialog.getByRole("link", { name: "Open Settings" }).click();
  await page.locator("#settings-name").fill("Copper & Crema");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await saved(page);
  await visit(app, "/messages");
  await page.getByRole("button", { name: "Prepare the message to Ada" }).click();
  const text = dialog.locator("#message-text");
  const proposed = await text.inputValue();
  await text.fill("  ");
  for (const way of ["Print the letter", "Copy text"]) {
    await dialog.getByRole("button", { name: way }).click();
    await expect_text(dialog.locator("#message-text-error"), "The text is empty.");
    await focusOn(page, "message-text");
  }
  await text.fill(proposed);
  await dialog.locator("#message-subject").fill("Invoice A-1");
  // Ctrl+P: the browser prints the page as it is, and that is the letter.
  await page.emulateMedia({ media: "print" });
  const letter = page.locator(".letters > article.letter");
  assert.equal(plain(await letter.locator(".letter-subject").innerText()), "Invoice A-1");
  assert.equal(await letter.locator(".letter-subject").evaluate((line) => getComputedStyle(line).fontWeight), "700");
  assert.ok(!(await dialog.isVisible()), "the dialog is not on paper");
  assert.equal(await page.locator(".SideNav, .TopBar, main h1, main table").filter({ visible: true }).count(), 0);
  await page.emulateMedia({ media: "screen" });
  await dialog.getByRole("button", { name: "Print the letter" }).click();
  await expect_text(dialog, "Did it go out?");
  await focusOn(page, "message-question");
  assert.equal(await page.evaluate(() => globalThis.printed), 1);
  assert.deepEqual(app.problems, []);
});
