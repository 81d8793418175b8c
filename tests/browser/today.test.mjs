// Today in one click: a call with its outcome, a message skipped with its reason, thanks for a payment, and what waits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, downloaded, openApp, screenshots } from "./lib/harness.mjs";
import { csv, importCsv, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const dialogOf = (app) => app.page.locator("dialog[open]");
const rowOf = (app, name) => app.page.locator("#worklist > .Card-body > .worklist > li").filter({ hasText: name });

async function press(app, name) {
  await dialogOf(app).getByRole("button", { name, exact: true }).click();
  await saved(app.page);
}

/** A customer with an e-mail address and one invoice past due. */
async function debtor(t, name, daysLate) {
  const app = await openApp(t);
  // A test has no telephone.
  const stay = (event) => event.target.closest?.("a[href^='tel:']") && event.preventDefault();
  await app.page.addInitScript(`document.addEventListener("click", ${stay}, true)`);
  const line = `${name},${name[0]}-1,${iso(-50)},${iso(-daysLate)},100.00,USD,${name.toLowerCase()}@debtor.example`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency,Email", line));
  return app;
}

async function setField(app, customer, set) {
  await visit(app, `/customers/${customer}`);
  await app.page.getByRole("button", { name: "More actions" }).click();
  await app.page.getByRole("button", { name: "Edit customer" }).click();
  await set(dialogOf(app));
  await press(app, "Save");
}

test("who is to be called is called from Today, and what came of it is asked", async (t) => {
  const app = await debtor(t, "Ada", 20);
  const { page } = app;
  await setField(app, 1, (dialog) => dialog.locator("#customer-in-person").check());
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), /Speak to them yourself.*There is no telephone number for them\./);
  await page.getByRole("button", { name: "Enter a number: Ada" }).click();
  await dialogOf(app).locator("#customer-phone").fill("+49 (0)30 5555 0144");
  await press(app, "Save");
  const call = rowOf(app, "Ada").getByRole("link", { name: "Call +49 (0)30 5555 0144: Ada" });
  assert.equal(await call.getAttribute("href"), "tel:+493055550144");
  assert.equal(await rowOf(app, "Ada").getByRole("link", { name: "Open customer Ada" }).getAttribute("href"), "/customers/1");
  assert.deepEqual(await axe(page), []);
  await expect_text(page.locator("#worklist-part"), "Waiting (0)");
  await screenshots(page, "today-call");
  await call.focus();
  await page.keyboard.press("Enter");
  await expect_text(dialogOf(app), /What came of the call\? .*The call is not on record yet\./);
  await page.keyboard.press("Escape");
  await dialogOf(app).waitFor({ state: "detached" });
  await expect_text(rowOf(app, "Ada"), "Speak to them yourself");
  await call.click();
  await dialogOf(app).locator("#contact-outcome").selectOption({ label: "Asks for a payment plan" });
  await dialogOf(app).locator("#contact-note").fill("Waits for the summer season.");
  assert.deepEqual(await axe(page), []);
  await press(app, "Put on record");
  await expect_text(dialogOf(app).locator("h2"), "Agree on a payment plan?");
  await press(app, "Not now");
  await rowOf(app, "Ada").waitFor({ state: "detached" });
  await visit(app, "/customers/1");
  await expect_text(page.locator("main"), /Call: asks for a payment plan.*Waits for the summer season\./);
  assert.deepEqual(app.problems, []);
});

test("a prepared message is skipped with its reason", async (t) => {
  const app = await debtor(t, "Bob", 8);
  const { page } = app;
  await visit(app, "/");
  await rowOf(app, "Bob").getByRole("link", { name: /^Prepare/ }).click();
  await downloaded(page, () => dialogOf(app).getByRole("button", { name: "Save as .eml" }).click());
  await press(app, "Not yet");
  await visit(app, "/");
  await expect_text(rowOf(app, "Bob"), "Did the message go out?");
  await page.getByRole("button", { name: "Skip: message to Bob" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "skip-message-reason");
  await expect_text(dialogOf(app), /Skip: Bob .*will not come back/);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.type("Spoke on Monday");
  await press(app, "Skip the step");
  await rowOf(app, "Bob").waitFor({ state: "detached" });
  await visit(app, "/messages?tab=history");
  await expect_text(page.locator("main table"), "Spoke on Monday");
  assert.deepEqual(app.problems, []);
});

test("a late customer who paid is thanked in their language, on record, with one undo", async (t) => {
  const app = await debtor(t, "Cleo", 20);
  const { page } = app;
  await setField(app, 1, (dialog) => dialog.locator("#customer-language").selectOption({ label: "German" }));
  await page.getByRole("button", { name: "Record payment" }).first().click();
  await dialogOf(app).locator("#payment-amount").fill("100");
  await press(app, "Record payment");
  await visit(app, "/");
  await expect_text(rowOf(app, "Cleo"), /Say thank you.*nothing is past due any more/);
  await page.getByRole("button", { name: "Say thank you: Cleo" }).click();
  assert.equal(await dialogOf(app).locator("#thanks-subject").inputValue(), "Vielen Dank von uns");
  const text = await dialogOf(app).locator("#thanks-note").inputValue();
  assert.match(text, /^Guten Tag Cleo,\n\nIhre Zahlung über 100,00 USD ist am \d+\. \S+ \d{4} bei uns eingegangen\./);
  assert.deepEqual(await axe(page), []);
  await screenshots(page, "today-thanks");
  await downloaded(page, () => dialogOf(app).getByRole("button", { name: "Save as .eml" }).click());
  await press(app, "Yes, put it on record");
  await rowOf(app, "Cleo").waitFor({ state: "detached" });
  await expect_text(page.locator("#worklist"), "Nothing to do");
  await page.locator(".Toast").filter({ hasText: "The thanks are on record" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(rowOf(app, "Cleo"), "Say thank you");
  await page.getByRole("button", { name: "Say thank you: Cleo" }).click();
  await press(app, "Yes, put it on record");
  await visit(app, "/customers/1");
  await expect_text(page.locator("main"), /E-mail.*Ihre Zahlung über 100,00 USD/);
  assert.deepEqual(app.problems, []);
});

test("what waits is listed with its reason and the day it comes back", async (t) => {
  const names = ["Dora", ...Array.from({ length: 22 }, (_, at) => `Silent ${String(at + 1).padStart(2, "0")}`)];
  const app = await openApp(t);
  const { page } = app;
  const line = (name, at) => `${name},N-${at},${iso(-50)},${iso(-20)},100.00,USD`;
  await importCsv(app, csv("many.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", ...names.map(line)));
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "Promise to pay" }).click();
  await dialogOf(app).locator("#promise-due").fill(iso(5));
  await press(app, "Put promise on record");
  await visit(app, "/invoices");
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await page.getByRole("checkbox", { name: "Select N-0" }).uncheck();
  await page.locator(".BulkBar").getByRole("button", { name: "Pause reminders" }).click();
  await dialogOf(app).locator("#bulk-reason").fill("Trade fair");
  await press(app, "Pause reminders (22)");
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), /Nothing to do.*23 things are not to be chased today\./);
  await page.getByRole("button", { name: "Show what waits" }).click();
  assert.equal(await page.locator("#worklist-part").inputValue(), "waiting");
  await expect_text(page.locator("#worklist-part"), "Waiting (23)");
  const rows = page.locator("#worklist > .Card-body > .worklist > li");
  await expect_text(rows.first(), /Dora · Promised Invoice N-0: Promised; no reminder up to .* \$100\.00 Back on /);
  await expect_text(rows.nth(1), /Silent 01 · Paused Invoice N-1: Reminders are paused: Trade fair/);
  assert.equal(await rows.count(), 20);
  await page.getByRole("button", { name: "Show more" }).click();
  assert.equal(await rows.count(), 23);
  assert.deepEqual(await axe(page), []);
  await screenshots(page, "today-waiting");
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await rows.first().getByRole("link", { name: "Dora" }).click();
  await expect_text(page.locator("main h1"), "Dora");
  assert.deepEqual(app.problems, []);
});
