// Follow-up on record: calls, promises, holds, disputes of a part, statements, and a worklist that knows of all of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, downloaded, openApp, screenshots } from "./lib/harness.mjs";
import { csv, importCsv, loadSample, mainText, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Two customers, each with one invoice 20 days past due. */
async function twoDebtors(t) {
  const app = await openApp(t);
  const row = (name, number, amount) => `${name},${number},${iso(-50)},${iso(-20)},${amount},USD`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", row("Ada", "A-1", "100.00"), row("Bob", "B-1", "60.00")));
  return app;
}

const rowOf = (app, name) => app.page.locator("#worklist .worklist:not(details .worklist) > li").filter({ hasText: name });
const dialogOf = (app) => app.page.locator("dialog[open]");

async function sent(app, name) {
  await dialogOf(app).getByRole("button", { name, exact: true }).click();
  await dialogOf(app).waitFor({ state: "detached" }).catch(() => {});
  await saved(app.page);
}

test("a promise silences the customer, undo brings the reminder back, bad promises are named beside their field", async (t) => {
  const app = await twoDebtors(t);
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), "Prepare");
  await visit(app, "/customers/1");
  await app.page.getByRole("button", { name: "Promise to pay" }).click();
  assert.equal(await dialogOf(app).locator("#promise-amount").inputValue(), "100.00");
  for (const [field, value, sentence] of [
    ["#promise-due", "", "Enter the promised day."],
    ["#promise-due", iso(-1), /The promised day cannot be before/],
    ["#promise-amount", "100.01", "Only $100.00 is owed."],
  ]) {
    await dialogOf(app).locator("#promise-due").fill(iso(5));
    await dialogOf(app).locator("#promise-amount").fill("100.00");
    await dialogOf(app).locator(field).fill(value);
    await dialogOf(app).getByRole("button", { name: "Put promise on record" }).click();
    await expect_text(dialogOf(app).locator(".Field").filter({ has: app.page.locator(field) }), sentence);
  }
  assert.deepEqual(await axe(app.page), []);
  await dialogOf(app).locator("#promise-amount").fill("100.00");
  await dialogOf(app).locator("#promise-due").fill(iso(5));
  await dialogOf(app).locator("#promise-by").fill("Ada Byron");
  await sent(app, "Put promise on record");
  await expect_text(app.page.locator("main"), "promised by Ada Byron Open");
  await visit(app, "/");
  assert.equal(await rowOf(app, "Ada").count(), 0, "nobody who has promised is bothered");
  await expect_text(rowOf(app, "Bob"), "Prepare");
  await visit(app, "/promises");
  await expect_text(app.page.locator("main table"), /Ada Open .*\$100\.00/);
  assert.deepEqual(await axe(app.page), []);
  const { name, text } = await downloaded(app.page, () => app.page.getByRole("button", { name: "CSV" }).click());
  assert.equal(name, `promises-${iso(0)}.csv`);
  assert.match(text, /Ada,.*,USD,100\.00,0\.00,Open,Ada Byron/);
  await visit(app, "/customers/1");
  await app.page.getByRole("button", { name: /^Withdraw the promise/ }).click();
  await expect_text(app.page.locator("main"), "Withdrawn");
  await saved(app.page);
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), "Prepare");
  assert.deepEqual(app.problems, []);
});

test("a broken promise comes first on Today, a call answers it, and the log says so", async (t) => {
  const app = await openApp(t);
  const lines = ["Customer,Invoice,Invoice date,Due date,Amount,Currency", `Ada,A-1,${iso(-50)},${iso(-20)},50.00,USD`, `Bob,B-1,${iso(-50)},${iso(-20)},60.00,USD`];
  await importCsv(app, csv("debtors.csv", ...lines));
  // A promise of the past comes with a ledger file: the form takes only days to come.
  await visit(app, "/data");
  const { text } = await downloaded(app.page, () => app.page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
  const promise = { id: 1, customer: 1, made: iso(-12), due: iso(-6), amount: "50.00 USD" };
  const file = text.replace(/\n\}\n$/, `,\n"promises":[\n${JSON.stringify(promise)}\n]\n}\n`);
  await app.page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await app.page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await saved(app.page);
  await visit(app, "/");
  await expect_text(app.page.locator("#worklist .worklist > li").first(), /Ada · Promise broken/);
  await app.page.locator("#worklist .worklist > li").first().getByRole("link", { name: "Open customer Ada" }).click();
  await expect_text(app.page.locator("main"), "0 of 1 promise kept");
  await app.page.getByRole("button", { name: "Log a call or note" }).click();
  await dialogOf(app).locator("#contact-outcome").selectOption({ label: "Asks for a payment plan" });
  await dialogOf(app).locator("#contact-reason").selectOption({ label: "Short of money" });
  await dialogOf(app).locator("#contact-note").fill("Waits for the summer season.");
  await dialogOf(app).locator("#contact-next").fill(iso(3));
  await dialogOf(app).getByRole("button", { name: "Put on record", exact: true }).click();
  await expect_text(dialogOf(app).locator("h2"), "Agree on a payment plan?");
  assert.equal(await dialogOf(app).getByRole("link", { name: "Draw up a plan" }).getAttribute("href"), "/customers/1/plan");
  assert.deepEqual(await axe(app.page), []);
  await sent(app, "Not now");
  await app.page.getByRole("button", { name: "Log a call or note" }).click();
  await expect_text(dialogOf(app).locator("h2"), "Log a call or note");
  await dialogOf(app).locator("#contact-outcome").selectOption({ label: "Disputes it" });
  await dialogOf(app).getByRole("button", { name: "Put on record", exact: true }).click();
  await expect_text(dialogOf(app), /What do they dispute\?.*A-1: \$50\.00 open/);
  assert.equal(await dialogOf(app).getByRole("link", { name: "A-1" }).getAttribute("href"), "/invoices/1");
  await sent(app, "Not now");
  await expect_text(app.page.locator("main"), /Call: asks for a payment plan \(reason: short of money\).*Waits for the summer season\./);
  await visit(app, "/");
  await expect_text(app.page.locator("#worklist"), "Bob");
  assert.doesNotMatch(await mainText(app.page), /Promise broken/);
  await visit(app, `/?as_of=${iso(10)}`);
  await expect_text(app.page.locator("main"), /As it will stand on .* if nothing comes in.*What there will be to do on that day/);
  await visit(app, `/?as_of=${iso(-10)}`);
  await expect_text(app.page.locator("main"), /As it stood on .*What was to do on that day/);
  assert.deepEqual(app.problems, []);
});

test("a part of an invoice is disputed: the rest is asked for; the end credits what was agreed", async (t) => {
  const app = await twoDebtors(t);
  await visit(app, "/invoices/1");
  await app.page.getByRole("button", { name: "Mark as disputed" }).click();
  await dialogOf(app).locator("#dispute-reason").fill("One box arrived damaged");
  await dialogOf(app).locator("#dispute-amount").fill("100.01");
  await dialogOf(app).getByRole("button", { name: "Mark as disputed" }).click();
  await expect_text(dialogOf(app), "Only $100.00 is owed.");
  await dialogOf(app).locator("#dispute-amount").fill("40");
  await dialogOf(app).locator("#dispute-kind").selectOption({ label: "Damaged, wrong or poor quality" });
  await dialogOf(app).locator("#dispute-answer_by").fill(iso(10));
  assert.deepEqual(await axe(app.page), []);
  await sent(app, "Mark as disputed");
  await expect_text(app.page.locator("main"), /contested: \$40\.00 · your move/);
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada").filter({ hasText: "Prepare" }), "$60.00");
  await expect_text(app.page.locator("#worklist"), /Dispute to answer.*damaged, wrong or poor quality/);
  await visit(app, "/reports/aging");
  await expect_text(app.page.locator("main table"), /Ada .*100\.00 40\.00/);
  await visit(app, "/disputes");
  await expect_text(app.page.locator("main table"), /A-1 Ada your move \$40\.00/);
  assert.deepEqual(await axe(app.page), []);
  await visit(app, "/invoices/1");
  await app.page.getByRole("button", { name: "End dispute" }).click();
  await dialogOf(app).locator("#settle-verdict").selectOption({ label: "Compromise: a part is credited" });
  assert.equal(await dialogOf(app).locator("#settle-amount").inputValue(), "", "what a compromise credits is for the owner to say");
  await dialogOf(app).locator("#settle-amount").fill("25.00");
  await sent(app, "End the dispute");
  await expect_text(app.page.locator("main"), /compromise: a part is credited/);
  await visit(app, "/customers/1");
  await expect_text(app.page.locator("main"), "$75.00");
  await visit(app, "/customers/1/statement");
  await expect_text(app.page.locator("main"), /Invoice A-1 \$100\.00 \$100\.00/);
  await expect_text(app.page.locator("main"), /Credit note CR-A-1 -\$25\.00 \$75\.00/);
  assert.deepEqual(await axe(app.page), []);
  assert.deepEqual(app.problems, []);
});

test("a chargeback of a paid invoice is answered, lost and given up, and one Undo takes the end back", async (t) => {
  const app = await twoDebtors(t);
  const { page } = app;
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "Record payment" }).first().click();
  await dialogOf(app).locator("#payment-amount").fill("100");
  await sent(app, "Record payment");
  await visit(app, "/invoices/1");
  await page.getByRole("button", { name: "Mark as disputed" }).click();
  assert.equal(await dialogOf(app).locator("#dispute-taken").count(), 0, "only a chargeback takes money out of the account");
  await dialogOf(app).locator("#dispute-kind").selectOption({ label: "Chargeback by the bank" });
  await dialogOf(app).locator("#dispute-taken").waitFor();
  await dialogOf(app).locator("#dispute-amount").fill("100.01");
  await dialogOf(app).locator("#dispute-answer_by").fill(iso(2));
  await dialogOf(app).getByRole("button", { name: "Mark as disputed" }).click();
  await expect_text(dialogOf(app), "The invoice was over $100.00 only.");
  await dialogOf(app).locator("#dispute-amount").fill("");
  assert.deepEqual(await axe(page), []);
  await sent(app, "Mark as disputed");
  await expect_text(page.locator("main"), /claimed back: \$100\.00 · your move.*answer by .* \(in 2 days\)/);
  await visit(app, "/");
  await expect_text(page.locator("#worklist .worklist > li").first(), /Ada · Dispute to answer.*\$100\.00/);
  await visit(app, "/disputes");
  await expect_text(page.locator("main table"), /A-1 Ada your move \$100\.00/);
  await visit(app, "/invoices/1");
  await page.getByRole("button", { name: "End dispute" }).click();
  await expect_text(dialogOf(app), "The payment stays in the books, and the invoice stays paid.");
  await dialogOf(app).locator("#settle-verdict").selectOption({ label: "Chargeback lost" });
  await expect_text(dialogOf(app), "The credit note takes it off the books: nobody is asked for it.");
  assert.equal(await dialogOf(app).locator("#settle-amount").inputValue(), "100.00");
  assert.deepEqual(await axe(page), []);
  await dialogOf(app).locator("#settle-taken").selectOption({ label: "Nothing has left your account" });
  await expect_text(dialogOf(app), "The invoice still counts as paid. When the money has left your account, take the payment back.");
  await dialogOf(app).locator("#settle-taken").selectOption({ index: 1 });
  await dialogOf(app).getByRole("radio", { name: /^The customer still owes it/ }).check();
  await expect_text(dialogOf(app), "From today the customer is asked for it again.");
  await dialogOf(app).getByRole("radio", { name: /^It is given up/ }).check();
  await sent(app, "End the dispute");
  await expect_text(page.locator("main"), /Credit note CR-A-1 .*chargeback lost/);
  await expect_text(page.locator("main .figures"), /Balance.*\$0\.00/);
  await page.locator(".Toast").filter({ hasText: "The dispute is ended" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(page.locator("main"), /claimed back: \$100\.00 · your move/);
  await saved(page);
  await visit(app, "/payments");
  await expect_text(page.locator("main table"), "Applied");
  assert.doesNotMatch(await mainText(page), /Charged back/, "the payment is as it was");
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), "Bob");
  assert.doesNotMatch(plain((await rowOf(app, "Ada").allInnerTexts()).join(" ")), /Prepare/, "it is paid");
  // Lost for good, and the customer still owes it.
  await visit(app, "/invoices/1");
  await page.getByRole("button", { name: "End dispute" }).click();
  await dialogOf(app).locator("#settle-verdict").selectOption({ label: "Chargeback lost" });
  await dialogOf(app).getByRole("radio", { name: /^The customer still owes it/ }).check();
  await sent(app, "End the dispute");
  await visit(app, "/payments");
  await expect_text(page.locator("main"), "Charged back");
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), "Prepare");
  assert.deepEqual(app.problems, []);
});

test("tasks are put off and come back, a hold is set and released, by keyboard", async (t) => {
  const app = await twoDebtors(t);
  await visit(app, "/");
  await app.page.getByRole("button", { name: "Later: Ada" }).focus();
  await app.page.keyboard.press("Enter");
  await app.page.getByRole("button", { name: "For a week" }).focus();
  await app.page.keyboard.press("Enter");
  await saved(app.page);
  await expect_text(app.page.locator("#worklist"), "1 task is put off until later.");
  assert.equal(await rowOf(app, "Ada").count(), 0);
  await app.page.getByRole("button", { name: "Undo" }).first().click();
  await expect_text(rowOf(app, "Ada"), "Prepare");
  await app.page.getByRole("button", { name: "Later: Ada" }).click();
  await app.page.getByRole("button", { name: "Until tomorrow" }).click();
  await saved(app.page);
  await app.page.locator("#worklist details summary").click();
  await app.page.getByRole("button", { name: "Put back: Ada" }).click();
  await expect_text(rowOf(app, "Ada"), "Prepare");
  await visit(app, "/customers/2");
  const menu = async (item) => {
    await app.page.getByRole("button", { name: "More actions" }).focus();
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("button", { name: item }).focus();
    await app.page.keyboard.press("Enter");
  };
  await menu("Put on hold");
  await dialogOf(app).getByRole("button", { name: "Put on hold" }).click();
  await expect_text(dialogOf(app), "Enter the reason.");
  await dialogOf(app).locator("#hold-reason").fill("Over the limit");
  await sent(app, "Put on hold");
  await expect_text(app.page.locator("main .PageHeader"), "on hold: nothing more on credit");
  await visit(app, "/holds");
  await expect_text(app.page.locator("main table"), /Bob .* \$60\.00 Over the limit/);
  assert.deepEqual(await axe(app.page), []);
  await visit(app, "/customers/2");
  await menu("Release the hold");
  await dialogOf(app).locator("#release-reason").fill("Paid in full");
  await sent(app, "Release the hold");
  await expect_text(app.page.locator("main"), "Hold released: Paid in full");
  assert.deepEqual(app.problems, []);
});

test("one invoice can be left in peace for a while, and then not", async (t) => {
  const app = await twoDebtors(t);
  await visit(app, "/invoices/1");
  const menu = async (item) => {
    await app.page.getByRole("button", { name: "More actions" }).click();
    await app.page.getByRole("button", { name: item }).click();
  };
  await menu("Pause reminders");
  await dialogOf(app).locator("#pause-reason").fill("Waits for an order number");
  await dialogOf(app).locator("#pause-until").fill(iso(10));
  await sent(app, "Pause reminders");
  await visit(app, "/");
  await expect_text(rowOf(app, "Bob"), "Prepare");
  assert.equal(await rowOf(app, "Ada").count(), 0);
  await visit(app, "/customers/1");
  await expect_text(app.page.locator("main"), "Reminders paused for invoice A-1: Waits for an order number");
  await visit(app, "/invoices/1");
  await menu("Resume reminders");
  await saved(app.page);
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), "Prepare");
  assert.deepEqual(app.problems, []);
});

test("what is dated goes into a calendar file, and names in it cannot add entries", async (t) => {
  const app = await openApp(t);
  const line = `"Ada\\, Bob; Co BEGIN:VEVENT",A-1,${iso(-30)},${iso(-1)},100.00,USD`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", line));
  await visit(app, "/");
  const { name, text } = await downloaded(app.page, () => app.page.getByRole("button", { name: "Calendar file" }).click());
  assert.equal(name, `recoup-${iso(0)}.ics`);
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  assert.equal(lines[0], "BEGIN:VCALENDAR");
  assert.ok(lines.filter((each) => each === "BEGIN:VEVENT").length >= 3, text);
  assert.equal(lines.filter((each) => each === "BEGIN:VEVENT").length, lines.filter((each) => each === "END:VEVENT").length);
  assert.ok(lines.some((each) => /^UID:reminder-1-invoice-1-step-\d+-1@recoup$/.test(each)), text);
  assert.ok(lines.some((each) => each.startsWith("SUMMARY:E-mail: remind of what is late: Ada\\\\\\, Bob\\; Co")), text);
});

test("a limitation date is counted by the chosen law, moved by an admission in writing, and warned of", async (t) => {
  const app = await openApp(t);
  const [due, before] = [iso(-711), iso(-740)]; // two years less some 20 days ago
  await importCsv(app, csv("old.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", `Ada,A-1,${before},${due},100.00,USD`));
  await visit(app, "/invoices/1");
  assert.equal(await app.page.locator("#limitation").count(), 0, "no law is known, no date is shown");
  await visit(app, "/customers/1");
  await expect_text(app.page.locator("main"), "no limitation period is listed");
  await app.page.getByRole("button", { name: "More actions" }).click();
  await app.page.getByRole("button", { name: "Edit customer" }).click();
  await dialogOf(app).locator("#customer-law").selectOption("CA-ON");
  await sent(app, "Save");
  const card = app.page.locator("#limitation");
  await expect_text(card, /Canada, Ontario: 2 years/);
  assert.deepEqual(await axe(app.page), []);
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada"), /Limitation date near.*can be brought to court until .*\(Canada, Ontario: 2 years\)/);
  const { text } = await downloaded(app.page, () => app.page.getByRole("button", { name: "Calendar file" }).click());
  assert.match(text, /UID:limitation-1-0@recoup/);
  assert.match(text, /SUMMARY:Last day to go to court/);
  await visit(app, "/customers/1");
  await app.page.getByRole("button", { name: "Log a call or note" }).click();
  await dialogOf(app).getByLabel("What came of it").selectOption({ label: "Admits the debt in writing" });
  await sent(app, "Put on record");
  await visit(app, "/");
  assert.doesNotMatch(await mainText(app.page), /Limitation date/);
  await visit(app, "/invoices/1");
  await expect_text(card, "Canada, Ontario: 2 years");
  assert.deepEqual(await axe(app.page), []);
  assert.deepEqual(app.problems, []);
});

test("the ways out stand side by side, each number with its formula, by figures that can be changed", async (t) => {
  const app = await openApp(t);
  const line = `Ada,A-1,${iso(-150)},${iso(-120)},1000.00,USD`;
  await importCsv(app, csv("old.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", line));
  await visit(app, "/recovery");
  await expect_text(app.page.locator("main table"), /Ada \$1,000\.00 120 51 % Offer a settlement/);
  await app.page.getByRole("link", { name: "Offer a settlement for Ada" }).click();
  const table = app.page.locator("#ways-usd table");
  // 1,000 at 51 %: half of it alone; 600 at 61.2 %; 510 less 30 %; 357 less 50 of fees; 8 % of it; nothing.
  const shown = await expect_text(table, /Write it off/);
  for (const sums of [/Keep chasing.*\$255\.00/, /Offer a settlement.*\$367\.20/, /Collection agency.*\$510\.00.*\$153\.00.*\$357\.00/, /Small claims court.*\$357\.00.*\$50\.00.*\$307\.00/, /Sell the debt.*\$80\.00/]) assert.match(shown, sums);
  await expect_text(app.page.locator("#ways-usd"), /leaves most: \$367\.20 after 1 month/);
  await table.getByRole("link", { name: "Small claims court" }).click();
  await expect_text(app.page.locator("main"), /No letter before action is on record.*No period is listed for this place; 14 days are usual/);
  assert.deepEqual(await axe(app.page), []);
  await visit(app, "/customers/1/ways-out");
  await app.page.locator("#ways-out-chance").fill("69, 51, 21, 9");
  await app.page.getByRole("button", { name: "Save the figures" }).click();
  await expect_text(app.page.locator("main"), "Enter 5 whole numbers, separated by commas; here are 4.");
  await app.page.locator("#ways-out-chance").fill("69, 10, 5, 2, 1");
  await app.page.getByRole("button", { name: "Save the figures" }).click();
  await expect_text(table, /Collection agency.*\$100\.00.*\$30\.00.*\$70\.00/);
  await saved(app.page);
  await visit(app, "/customers/1/ways-out");
  assert.equal(await app.page.locator("#ways-out-chance").inputValue(), "69, 10, 5, 2, 1");
  assert.deepEqual(app.problems, []);
});

test("an agency is entered with its fees and checks, and what it would bring is counted", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await importCsv(
    app,
    csv(
      "old.csv",
      "Customer,Invoice,Invoice date,Due date,Amount,Currency",
      `Ada,A-1,${iso(-150)},${iso(-120)},1000.00,USD`,
      `Bob,B-1,${iso(-110)},${iso(-80)},40.00,USD`,
      `Cleo,C-1,${iso(-40)},${iso(-20)},500.00,USD`,
    ),
  );
  await visit(app, "/recovery/agencies");
  await expect_text(page.locator("main"), "No agency yet");
  assert.deepEqual(await axe(page), []);
  await page.locator("main").getByRole("link", { name: "Add an agency" }).first().click();
  // What is wrong stands beside its field.
  await page.getByRole("button", { name: "Add a commission" }).click();
  await page.getByLabel("Past due by more than (days)").fill("-1");
  await page.getByLabel("Percent of what is collected").fill("101");
  await page.getByLabel(/^Smallest debt it takes/).fill("abc");
  await page.getByRole("button", { name: "Save the agency" }).click();
  await expect_text(page.locator("form"), "Enter the name of the agency.");
  await expect_text(page.locator("form"), "Enter a whole number of days, 0 or more.");
  await page.getByLabel("Name", { exact: true }).fill("Acme Collections");
  await page.getByLabel("Past due by more than (days)").fill("0");
  await page.getByLabel(/^Smallest debt it takes/).fill("50");
  await page.getByRole("button", { name: "Save the agency" }).click();
  await expect_text(page.locator("form"), /A commission or tax must be between 0 and 100 %|at most 100 %/);
  await page.getByLabel("Percent of what is collected").fill("15");
  await page.getByRole("button", { name: "Add a commission" }).click();
  await page.getByLabel("Past due by more than (days)").nth(1).fill("90");
  await page.getByLabel("Percent of what is collected").nth(1).fill("25");
  await page.getByLabel(/^Fee for each account/).fill("10");
  await page.getByLabel("United States").check();
  await page.getByLabel("Licence", { exact: true }).check();
  await page.getByLabel(/^Licence: what you saw/).fill("no. 5");
  // Not half under the bar at the top, where axe measures what is left of a button.
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Save the agency" }).click();
  await expect_text(page.locator(".Toasts"), "Acme Collections saved");
  await saved(page);
  // Debts over 60 days: 1,000.00 and 40.00, too little for it. Half of 1,000.00 less 25 % and 10.00.
  await expect_text(page.locator("#compare"), "2 customers owe $1,040.00 of that age.");
  await page.locator("#compare-percent").fill("50");
  await expect_text(page.locator("#compare table"), /Acme Collections 1 \(1 too small\) 500\.00 135\.00 365\.00 5 not checked/);
  await page.locator("#compare-age").fill("100");
  await expect_text(page.locator("#compare"), "1 customer owes $1,000.00 of that age.");
  await expect_text(page.locator("main"), /15 %, 25 % over 90 days of what it collects; \$10\.00 for each account/);
  await screenshots(page, "agencies");
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  // A name counts once; one that gets no more debts is left out.
  await page.locator("main").getByRole("link", { name: "Add an agency" }).click();
  await page.getByLabel("Name", { exact: true }).fill("acme collections");
  await page.getByRole("button", { name: "Save the agency" }).click();
  await expect_text(page.locator("form"), "There is an agency named acme collections already.");
  await visit(app, "/recovery/agencies/1");
  assert.equal(await page.getByLabel("Percent of what is collected").nth(1).inputValue(), "25");
  await page.getByLabel("It gets no more debts").check();
  await page.getByRole("button", { name: "Save the agency" }).click();
  await expect_text(page.locator("main"), "gets no more debts");
  assert.equal(await page.locator("#compare table").count(), 0);
  assert.deepEqual(app.problems, []);
});

test("the evidence pack holds what was said and agreed, and only of its customer", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await visit(app, "/customers/1/evidence");
  await expect_text(app.page.locator("main"), /What paid which invoice.*\$1,989\.57 of the payment of .* to invoice CC-1001\./);
  await visit(app, "/customers/11/evidence");
  const shown = await expect_text(app.page.locator("main"), "Messages, word for word");
  assert.match(shown, /Casa Lima, as of/);
  assert.match(shown, /Put on hold: More than 60 days past due/);
  assert.match(shown, /Perhaps it was overlooked/);
  const { name, text } = await downloaded(app.page, () => app.page.getByRole("button", { name: "JSON" }).click());
  assert.equal(name, `evidence-11-${iso(0)}.json`);
  const pack = JSON.parse(text);
  assert.equal(pack.customer.details.name, "Casa Lima");
  assert.equal(pack.holds.length, 1);
  assert.ok(pack.invoices.length > 0 && pack.invoices.every((invoice) => invoice.customer === 11));
  assert.deepEqual(app.problems, []);
});

test("the new pages look right, empty and full, and are accessible", async (t) => {
  const app = await openApp(t);
  for (const [name, place] of Object.entries({ promises: "/promises", disputes: "/disputes", holds: "/holds", recovery: "/recovery" })) {
    await visit(app, place);
    assert.deepEqual(await axe(app.page), [], name);
    await screenshots(app.page, `${name}-empty`);
  }
  await loadSample(app);
  for (const [name, place] of Object.entries({ promises: "/promises", disputes: "/disputes", holds: "/holds", recovery: "/recovery", ways: "/customers/11/ways-out", statement: "/customers/3/statement", evidence: "/customers/11/evidence", customer: "/customers/6", today: "/" })) {
    await visit(app, place);
    assert.deepEqual(await axe(app.page), [], name);
    await screenshots(app.page, `collections-${name}`);
    await app.page.setViewportSize({ width: 390, height: 844 });
    const wide = await app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${name} scrolls sideways on a phone`);
    await app.page.setViewportSize({ width: 1440, height: 900 });
  }
  assert.ok(plain(await mainText(app.page)).length > 200);
  assert.deepEqual(app.problems, []);
});
