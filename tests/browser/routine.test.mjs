// The owner's ten minutes: every kind of next move on the sample shop, many letters at once, several customers at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openApp } from "./lib/harness.mjs";
import { csv, importCsv, loadSample, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const dialogOf = (app) => app.page.locator("dialog[open]");
const rowOf = (app, name) => app.page.locator("#worklist > .Card-body > .worklist > li").filter({ hasText: name });

/** How many things Today asks for. */
async function thingsToDo(app) {
  await visit(app, "/");
  const shown = await expect_text(app.page.locator("#worklist-part"), /Everything \(\d+\)/);
  return Number(shown.match(/Everything \((\d+)\)/)[1]);
}

/** What the page hands to the printer, the mail program and the telephone, which a test has none of. */
async function withoutTheWorld(app) {
  await app.page.addInitScript(() => {
    window.print = () => {};
    document.addEventListener("click", (event) => event.target.closest?.("a[href^='mailto:'], a[href^='tel:']") && event.preventDefault(), true);
  });
}

async function press(app, name) {
  await dialogOf(app).getByRole("button", { name, exact: true }).click();
  await saved(app.page);
}

async function fromMenu(app, item) {
  await app.page.getByRole("button", { name: "More actions" }).click();
  await app.page.getByRole("button", { name: item }).click();
}

const timeline = (app) => app.page.locator("section.Card").filter({ has: app.page.getByRole("heading", { name: "Timeline" }) });

test("ten minutes: a message, a batch of letters, a call with its outcome, a promise, a dispute, a hold and a plan", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await withoutTheWorld(app);
  await loadSample(app);
  const before = await thingsToDo(app);

  // A message, from Today to the owner's word.
  await rowOf(app, "Blue Kettle Café").getByRole("link", { name: /^Prepare/ }).click();
  await dialogOf(app).getByRole("button", { name: "Open in mail program" }).click();
  await press(app, "Yes, sent");

  // All letters of the day.
  await visit(app, "/messages");
  await page.getByRole("button", { name: /^Prepare all letters/ }).click();
  const letters = Number((await dialogOf(app).getByRole("button", { name: /^Print \d+ letters/ }).innerText()).match(/\d+/)[0]);
  assert.ok(letters >= 2, `${letters} letters`);
  await dialogOf(app).getByRole("button", { name: /^Print \d+ letters/ }).click();
  await press(app, "Yes, all sent");

  // A call: what came of it is asked at once.
  await visit(app, "/");
  await rowOf(app, "Bristol Bean Co.").getByRole("link", { name: /^Prepare/ }).click();
  await dialogOf(app).getByRole("button", { name: "Call now" }).click();
  await press(app, "Yes, called");
  await expect_text(dialogOf(app), "What came of the call?");
  await page.waitForFunction(() => document.activeElement?.id === "contact-outcome");
  await dialogOf(app).locator("#contact-outcome").selectOption({ label: "Will pay" });
  await dialogOf(app).locator("#contact-note").fill("Pays after the weekend.");
  await press(app, "Put on record");

  // The promise that came of it, asked for in the same dialog, by keyboard.
  await expect_text(dialogOf(app).locator("h2"), "Put the promise on record?");
  await page.waitForFunction(() => document.activeElement?.id === "contact-onward");
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect_text(dialogOf(app).locator("h2"), "Promise to pay");
  await page.waitForFunction(() => document.activeElement?.id === "promise-due");
  await dialogOf(app).locator("#promise-due").fill(iso(6));
  await press(app, "Put promise on record");
  await visit(app, "/customers/14");
  await expect_text(timeline(app), /Promised: .*Call.*will pay.*Pays after the weekend/);

  // A dispute of a part, rejected a moment later and explained; then taken back as if it had never ended.
  await visit(app, "/customers/16");
  await page.locator("main table").first().getByRole("link").first().click();
  await page.getByRole("button", { name: "Mark as disputed" }).click();
  await dialogOf(app).locator("#dispute-reason").fill("One mat is missing");
  await press(app, "Mark as disputed");
  await page.getByRole("button", { name: "End dispute" }).click();
  await dialogOf(app).locator("#settle-verdict").selectOption({ label: "Rejected: the invoice stands" });
  await dialogOf(app).locator("#settle-note").fill("The delivery note is signed for six mats.");
  await press(app, "End the dispute");
  await expect_text(dialogOf(app), "Explain the outcome");
  assert.match(await dialogOf(app).locator("#explanation-note").inputValue(), /The invoice stands as it is\.\n\nThe delivery note is signed for six mats\./);
  assert.deepEqual(await axe(page), []);
  await press(app, "Yes, put it on record");
  await expect_text(page.locator("main"), /ended .* after 0 days · rejected: the invoice stands/);

  // A hold and a plan.
  await visit(app, "/customers/9");
  await fromMenu(app, "Put on hold");
  await dialogOf(app).locator("#hold-reason").fill("No answer for two months");
  await press(app, "Put on hold");
  await expect_text(page.locator("#may-ship"), /No Nothing more on credit.*On hold since .*No answer for two months\..*Rule: on hold means no/);
  await visit(app, "/customers/4/plan");
  await page.getByRole("button", { name: "Accept the plan" }).click();
  await expect_text(page.locator("main h1"), "Payment plan 2");
  await saved(page);

  const after = await thingsToDo(app);
  assert.ok(after <= before - 5, `${before} things to do before, ${after} after`);
  for (const [customer, entries] of [
    [2, [/Reminder sent by e-mail/]],
    [14, [/Called about what is open/, /Promised: /]],
    [16, [/disputed: One mat is missing/, /rejected: the invoice stands/, /You contested invoice/]],
    [9, [/Put on hold: No answer for two months/]],
    [4, [/Payment plan agreed/]],
  ]) {
    await visit(app, `/customers/${customer}`);
    for (const entry of entries) await expect_text(timeline(app), entry);
  }
  assert.deepEqual(app.problems, []);
});

test("letters for 50 customers go on 50 sheets, each with its own address", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await withoutTheWorld(app);
  const number = (at) => String(at + 1).padStart(2, "0");
  // Two documents each; the first has six.
  const line = (at, nth) => `Debtor ${number(at)},N-${number(at)}-${nth},${iso(-80)},${iso(-50)},${100 + at}.00,EUR,"${at + 1} Elm Street"`;
  const lines = Array.from({ length: 50 }, (_, at) => Array.from({ length: at ? 2 : 6 }, (_, nth) => line(at, nth + 1))).flat();
  await importCsv(app, csv("fifty.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency,Address", ...lines));
  await visit(app, "/settings");
  for (const [field, value] of [
    ["name", "Copper & Crema"],
    ["address", "18 Market Lane\n97204 Portland\nUnited States"],
    ["phone", "+1 503 555 0100"],
    ["email", "billing@copper.example"],
    ["pay-holder", "Copper & Crema"],
    ["pay-iban", "DE89 3704 0044 0532 0130 00"],
    ["pay-bic", "COBADEFFXXX"],
    ["pay-bank", "Commerzbank Köln"],
    ["pay-link", "https://pay.example/copper-and-crema/collect?amount={{amount}}&about={{reference}}"],
  ]) await page.locator(`#settings-${field}`).fill(value);
  await page.getByRole("button", { name: "Save the settings" }).click();
  await saved(page);
  await visit(app, "/messages");
  await page.getByRole("button", { name: "Prepare all letters (50)" }).click();
  await dialogOf(app).getByRole("button", { name: "Print 50 letters" }).click();
  await expect_text(dialogOf(app), "Did they all go out?", 60_000);
  const addresses = await page.locator(".letters > .letter > .letter-address").allInnerTexts();
  assert.equal(new Set(addresses.map(plain)).size, 50);
  const first = plain(await page.locator(".letters > .letter").first().innerText());
  assert.match(first, /N-01-6.*IBAN: DE89 3704 0044 0532 0130 00/);
  assert.doesNotMatch(first, /https:/, "nobody types a long link off a letter");
  assert.equal(await page.locator(".letters > .letter > .PayCodes").count(), 50);
  for (const format of ["A4", "Letter"]) {
    const paper = (await page.pdf({ format })).toString("latin1");
    assert.equal(paper.match(/\/Type\s*\/Page\b(?!s)/g).length, 50, `one sheet each on ${format}`);
  }
  await press(app, "Yes, all sent");
  await visit(app, "/messages?tab=history");
  await expect_text(page.locator("main table"), "Debtor 02 Sent");
  assert.equal(await page.locator("main table").getAttribute("aria-rowcount"), "51");
  // A list on paper has all its rows, not only those in sight.
  await visit(app, "/invoices");
  const rows = page.locator("main .DataTable-row");
  await expect_text(page.locator("main .PageHeader"), "104 documents shown");
  assert.ok((await rows.count()) <= 60, "on the screen");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await rows.nth(103).waitFor();
  assert.equal(await rows.filter({ visible: true }).count(), 104);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await rows.nth(103).waitFor({ state: "detached" });
  assert.deepEqual(app.problems, []);
});

test("several at once: chosen by keyboard, reviewed, done and undone together", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const line = (name, at) => `${name},${name[0]}-1,${iso(-50)},${iso(-20)},${100 + at}.00,USD`;
  await importCsv(app, csv("four.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", ...["Ada", "Ben", "Cleo", "Dora"].map(line)));
  await visit(app, "/customers/2");
  await fromMenu(app, "Put on hold");
  await dialogOf(app).locator("#hold-reason").fill("Over the limit");
  await press(app, "Put on hold");
  await visit(app, "/customers");
  for (const name of ["Ada", "Ben", "Cleo"]) {
    await page.getByRole("checkbox", { name: `Select ${name}` }).focus();
    await page.keyboard.press("Space");
  }
  await expect_text(page.locator(".BulkBar"), "3 selected");
  await page.locator(".BulkBar").getByRole("button", { name: "Put on hold" }).focus();
  await page.keyboard.press("Enter");
  await expect_text(dialogOf(app), /Ada Put on hold Ben Left as it is\. This customer is on hold already\. Cleo Put on hold/);
  assert.deepEqual(await axe(page), []);
  await dialogOf(app).getByRole("button", { name: "Put on hold (2)" }).click();
  await expect_text(dialogOf(app), "Enter the reason.");
  await page.waitForFunction(() => document.activeElement?.closest("dialog"));
  await dialogOf(app).locator("#bulk-reason").fill("Spring clean");
  await dialogOf(app).getByRole("button", { name: "Put on hold (2)" }).focus();
  await page.keyboard.press("Enter");
  await expect_text(page.locator(".Toasts"), "Put on hold: 2 rows");
  await saved(page);
  await visit(app, "/holds");
  await expect_text(page.locator("main table"), /Ada .*Spring clean.*Ben .*Over the limit.*Cleo .*Spring clean/);
  await visit(app, "/customers?show=hold");
  await expect_text(page.locator("main .PageHeader"), "3 customers shown");

  await visit(app, "/invoices");
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await page.locator(".BulkBar").getByRole("button", { name: "Pause reminders" }).click();
  await dialogOf(app).locator("#bulk-reason").fill("Trade fair");
  await dialogOf(app).locator("#bulk-until").fill(iso(7));
  await dialogOf(app).getByRole("button", { name: "Pause reminders (4)" }).click();
  await expect_text(page.locator(".Toasts"), "Reminders paused for 4 rows");
  await saved(page);
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), "Nothing to do");
  await visit(app, "/invoices");
  await page.getByRole("checkbox", { name: "Select A-1" }).check();
  await page.getByRole("checkbox", { name: "Select B-1" }).check();
  await page.locator(".BulkBar").getByRole("button", { name: "Pause reminders" }).click();
  await expect_text(dialogOf(app), "With none of the chosen rows there is anything to do.");
  await page.keyboard.press("Escape");
  await visit(app, "/customers");
  await page.getByRole("checkbox", { name: "Select Dora" }).check();
  await page.locator(".BulkBar").getByRole("button", { name: "Set the schedule" }).click();
  await expect_text(dialogOf(app), "They are on this schedule already.");
  await dialogOf(app).locator("#bulk-schedule").selectOption({ label: "Gentle" });
  await dialogOf(app).getByRole("button", { name: "Set the schedule (1)" }).click();
  await expect_text(page.locator(".Toasts"), "Schedule set for 1 row");
  await saved(page);
  await visit(app, "/customers/4");
  await expect_text(page.locator("main"), "Reminder schedule Gentle");
  // One undo takes back what was done to all of them.
  await visit(app, "/customers");
  await page.getByRole("checkbox", { name: "Select Ada" }).check();
  await page.getByRole("checkbox", { name: "Select Dora" }).check();
  await page.locator(".BulkBar").getByRole("button", { name: "Log a note" }).click();
  await dialogOf(app).locator("#bulk-note").fill("Sent the new price list");
  await dialogOf(app).getByRole("button", { name: "Log a note (2)" }).click();
  await expect_text(page.locator(".Toasts"), "Noted for 2 rows");
  await page.locator(".Toast").filter({ hasText: "Noted for 2 rows" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(page.locator(".Toasts"), "Undone");
  await saved(page);
  for (const customer of [1, 4]) {
    await visit(app, `/customers/${customer}`);
    assert.doesNotMatch(plain(await page.locator("main").innerText()), /new price list/);
  }
  assert.deepEqual(app.problems, []);
});

test("promises, disputes, holds and messages: several at once, each after a review", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const line = (name) => `${name},${name[0]}-1,${iso(-50)},${iso(-20)},100.00,USD,${name.toLowerCase()}@example.com`;
  await importCsv(app, csv("three.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency,Email", ...["Ada", "Ben", "Cleo"].map(line)));
  const chosen = async (...names) => {
    for (const name of names) await page.getByRole("checkbox", { name }).check();
  };
  const bulk = async (label) => page.locator(".BulkBar").getByRole("button", { name: label }).click();
  // Two invoices are contested together; then whose move it is, and the end.
  await visit(app, "/invoices");
  await chosen("Select A-1", "Select B-1");
  await bulk("Mark as disputed");
  await dialogOf(app).locator("#bulk-reason").fill("The whole delivery was wet");
  await dialogOf(app).getByRole("button", { name: "Mark as disputed (2)" }).click();
  await expect_text(page.locator(".Toasts"), "Marked as disputed: 2 rows");
  await visit(app, "/disputes");
  await expect_text(page.locator("main table"), /A-1 .*your move.*B-1 .*your move/i);
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await bulk("Set whose move");
  await expect_text(dialogOf(app), "It stands like that already.");
  await dialogOf(app).locator("#bulk-next_move").selectOption({ label: "Theirs: you are waiting" });
  await dialogOf(app).locator("#bulk-answer_by").fill(iso(9));
  assert.deepEqual(await axe(page), []);
  await dialogOf(app).getByRole("button", { name: "Set whose move (2)" }).click();
  await expect_text(page.locator(".Toasts"), "Disputes changed: 2 rows");
  await expect_text(page.locator("main table"), /their move.*their move/i);
  await chosen("Select B-1, Ben");
  await bulk("End");
  await dialogOf(app).locator("#bulk-note").fill("The photographs show dry boxes");
  await dialogOf(app).getByRole("button", { name: "End (1)" }).click();
  await expect_text(page.locator(".Toasts"), "Disputes ended: 1 row");
  await expect_text(page.locator("main table"), /rejected/i);
  await page.locator(".Toast").filter({ hasText: "Disputes ended" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(page.locator("main .PageHeader"), "2 disputes are open");
  // Promises are withdrawn together.
  for (const customer of [1, 3]) {
    await visit(app, `/customers/${customer}`);
    await fromMenu(app, "Promise to pay");
    await dialogOf(app).locator("#promise-amount").fill("40");
    await dialogOf(app).locator("#promise-due").fill(iso(5));
    await press(app, "Put promise on record");
  }
  await visit(app, "/promises");
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await bulk("Withdraw");
  await dialogOf(app).getByRole("button", { name: "Withdraw (2)" }).click();
  await expect_text(page.locator(".Toasts"), "Promises withdrawn: 2 rows");
  await expect_text(page.locator("main"), "No promise yet");
  // Holds are released together, and all of them stand on paper.
  await visit(app, "/customers");
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await bulk("Put on hold");
  await dialogOf(app).locator("#bulk-reason").fill("Until the fair");
  await dialogOf(app).getByRole("button", { name: "Put on hold (3)" }).click();
  await expect_text(page.locator(".Toasts"), "Put on hold: 3 rows");
  await visit(app, "/holds");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main .DataTable-row:visible").count(), 3);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await chosen("Select Ada", "Select Cleo");
  await bulk("Release the hold");
  await dialogOf(app).getByRole("button", { name: "Release the hold (2)" }).click();
  await expect_text(page.locator(".Toasts"), "Holds released: 2 rows");
  await expect_text(page.locator("main .PageHeader"), "1 customer gets nothing more on credit");
  // A prepared message that changed says so, and goes out on the day that the owner names.
  await visit(app, "/messages");
  await page.locator("main").getByRole("button", { name: /^Prepare.*Cleo/ }).first().click();
  await dialogOf(app).getByRole("button", { name: "Copy", exact: false }).first().click();
  await expect_text(dialogOf(app), "Did you make the call?");
  await dialogOf(app).getByRole("button", { name: "Not yet" }).click();
  await visit(app, "/customers/3");
  await fromMenu(app, "Pause reminders");
  await press(app, "Pause reminders");
  await visit(app, "/messages?tab=waiting");
  await expect_text(page.locator("main table").first(), "now nothing");
  await chosen(/^Select Cleo/);
  await bulk("Sent");
  await dialogOf(app).locator("#bulk-on").fill(iso(1));
  await dialogOf(app).getByRole("button", { name: /^Sent \(/ }).click();
  await expect_text(dialogOf(app), /after today|in the future|later than today/i);
  await dialogOf(app).locator("#bulk-on").fill(iso(0));
  await dialogOf(app).getByRole("button", { name: "Sent (1)" }).click();
  await expect_text(page.locator(".Toasts"), "On record as sent: 1 row");
  await saved(page);
  assert.deepEqual(app.problems, []);
});

test("how a customer is treated decides what Today asks for, and shows wherever the name stands", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const line = (name) => `${name},${name[0]}-1,${iso(-50)},${iso(-20)},100.00,USD`;
  await importCsv(app, csv("two.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", line("Ada"), line("Bob")));
  await visit(app, "/customers/1");
  await fromMenu(app, "Edit customer");
  const field = (name) => dialogOf(app).locator(`#customer-${name}`);
  await field("kind").selectOption({ label: "Business" });
  await field("language").selectOption({ label: "Dutch" });
  await field("time-zone").selectOption("Europe/Lisbon");
  await field("vip").check();
  await field("in-person").check();
  await field("relationship").fill("Old friends. Call before noon.");
  assert.deepEqual(await axe(page), []);
  await press(app, "Save");
  await expect_text(page.locator("main .PageHeader"), /Ada VIP in person/);
  await expect_text(page.locator("main"), /Kind Business Language Dutch Time zone Europe\/Lisbon .*Old friends\. Call before noon\./);
  await expect_text(page.locator("main"), "not reminded of because you handle this customer in person");
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), /Speak to them yourself.*no message is prepared/);
  await expect_text(rowOf(app, "Bob"), "Prepare");
  await visit(app, "/messages?tab=peace");
  await expect_text(page.locator("main table"), /A-1 Ada In person/);
  // A word with her, and she is left alone for a while.
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "Log a call or note" }).click();
  await dialogOf(app).locator("#contact-outcome").selectOption({ label: "Spoke with them" });
  await press(app, "Put on record");
  await visit(app, "/");
  await expect_text(rowOf(app, "Bob"), "Prepare");
  assert.equal(await rowOf(app, "Ada").count(), 0);
  // Hardship: the hint, and a task skipped with its reason.
  await visit(app, "/customers/2");
  await fromMenu(app, "Edit customer");
  await field("hardship").check();
  await press(app, "Save");
  await visit(app, "/");
  await expect_text(rowOf(app, "Bob"), /hardship .*offer a payment plan/);
  await page.getByRole("button", { name: "Later: Bob" }).click();
  await page.getByRole("button", { name: "Skip, with a reason" }).click();
  await dialogOf(app).getByRole("button", { name: "Skip the task" }).click();
  await expect_text(dialogOf(app), "Say why, in a few words.");
  await dialogOf(app).locator("#skip-task-reason").fill("Waits for the social worker");
  await press(app, "Skip the task");
  await page.locator("#worklist details summary").click();
  await expect_text(page.locator("#worklist details"), /Bob · reminder Waits for the social worker until/);
  await visit(app, "/customers?show=hardship");
  await expect_text(page.locator("main table"), /Bob hardship/);
  assert.equal(await page.getByRole("checkbox", { name: "Select Ada" }).count(), 0);
  assert.deepEqual(app.problems, []);
});

test("old data is said first, an invoice for a late customer warns, and what ended is taken back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const line = (name) => `${name},${name[0]}-1,${iso(-50)},${iso(-20)},100.00,USD`;
  await page.clock.setFixedTime(new Date(Date.now() - 9 * 86_400_000));
  await page.reload();
  await importCsv(app, csv("two.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", line("Ada"), line("Bob")));
  await page.clock.setFixedTime(new Date());
  await visit(app, "/");
  const first = page.locator("#worklist .worklist > li").first();
  await expect_text(first, /Payments may be missing.*9 days ago.*after 7 days/);
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Nothing new came in" }).click();
  await expect_text(first, "Ada");
  await visit(app, "/customers/1");
  await expect_text(page.locator("#may-ship"), /With a deposit.*\$100\.00 past due, the oldest by 20 days\..*Rule: past due means a deposit of 50 %/);
  await page.getByRole("button", { name: "New invoice" }).click();
  await expect_text(dialogOf(app), /Think before you give more credit.*\$100\.00 past due/);
  await page.keyboard.press("Escape");
  // A promise withdrawn and a note taken out are back with Undo, without a question before.
  await page.getByRole("button", { name: "Promise to pay" }).click();
  await dialogOf(app).locator("#promise-due").fill(iso(5));
  await press(app, "Put promise on record");
  await page.getByRole("button", { name: /^Withdraw the promise/ }).click();
  await expect_text(page.locator("main"), "Withdrawn");
  await page.locator(".Toast").filter({ hasText: "no longer stands" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(page.locator("main"), /\$100\.00 by .* Open/);
  // A dispute settled with a credit note: Undo takes note and end away together.
  await visit(app, "/invoices/2");
  await page.getByRole("button", { name: "Mark as disputed" }).click();
  await dialogOf(app).locator("#dispute-reason").fill("Wrong price");
  await press(app, "Mark as disputed");
  await page.getByRole("button", { name: "End dispute" }).click();
  await dialogOf(app).locator("#settle-verdict").selectOption({ label: "Compromise: a part is credited" });
  await dialogOf(app).locator("#settle-amount").fill("25.00");
  await press(app, "End the dispute");
  await expect_text(page.locator("#invoice-2-figures"), "$75.00");
  await page.locator(".Toast").filter({ hasText: "The dispute is ended" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(page.locator("#invoice-2-figures"), "$100.00");
  await expect_text(page.locator("main"), "your move");
  assert.deepEqual(app.problems, []);
});

test("the number on the icon and the daily notification are off until the owner turns them on", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  // What a browser with an installed app would do, written down.
  await page.addInitScript(() => {
    Object.assign(globalThis, { badges: [], notices: [], answer: "denied" });
    navigator.setAppBadge = async (count) => void badges.push(count);
    navigator.clearAppBadge = async () => void badges.push(0);
    globalThis.Notification = class {
      static permission = "default";
      static async requestPermission() {
        return (this.permission = answer);
      }
      constructor(title, { body }) {
        notices.push(`${title}: ${body}`);
      }
    };
  });
  const line = (name) => `${name},${name[0]}-1,${iso(-50)},${iso(-20)},100.00,USD`;
  await importCsv(app, csv("two.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", line("Ada"), line("Bob")));
  await visit(app, "/settings");
  const told = () => page.evaluate(() => ({ badges, notices }));
  assert.deepEqual(await told(), { badges: [], notices: [] });
  await page.locator("#settings-badge").check();
  await page.waitForFunction(() => badges.at(-1) === 2);
  await page.locator("#settings-notice").click();
  await expect_text(page.locator("main"), "The browser did not allow notifications.");
  assert.equal(await page.locator("#settings-notice").isChecked(), false);
  await page.evaluate(() => void (answer = "granted"));
  await page.locator("#settings-notice").check();
  await page.waitForFunction(() => notices.length === 1);
  assert.deepEqual((await told()).notices.map(plain), ["Recoup: 2 things to do today."], "a number, and no name of a customer");
  assert.deepEqual(await axe(page), []);
  await page.locator("#settings-badge").uncheck();
  await page.waitForFunction(() => badges.at(-1) === 0);
  assert.deepEqual(app.problems, []);
});
