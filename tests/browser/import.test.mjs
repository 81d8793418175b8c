// The owner's first ten minutes: a real file goes in, the figures of a day come out, and one undo takes everything back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { openApp, screenshots, sharedData } from "./lib/harness.mjs";
import { chooseCsv, csv, importCsv, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const FIGURES = [/84 open invoices of 52 customers/, /5,119\.85/, /4,284\.29 \(72\)/, /835\.56 \(12\)/, /27 invoices/];

test("the IBM file maps without hand work and shows the known figures of 30 June 2013", async (t) => {
  const file = sharedData(t, "ibm-accounts-receivable.csv");
  if (!file) return;
  const app = await openApp(t);
  await chooseCsv(app, file);
  await expect_text(app.page.locator("#import"), /100 customers|New customers 100/);
  const preview = await expect_text(app.page.locator("#import"), "147,703.18");
  assert.match(preview, /2,466/);
  await screenshots(app.page, "import-preview");
  await app.page.locator("#import").getByRole("button", { name: /^Import / }).click();
  await app.page.locator("#import-done").waitFor();
  await saved(app.page);
  await visit(app, "/reports/aging?as_of=2013-06-30");
  for (const figure of FIGURES) await expect_text(app.page.locator("main"), figure);
  await expect_text(app.page.locator(".TopBar"), /As of Jun 30, 2013/);
  await screenshots(app.page, "aging-ibm");
  // Which reminders were due that day, and why.
  await visit(app, "/messages?as_of=2013-06-30");
  const due = app.page.locator("main table tbody tr");
  const late = await expect_text(due.filter({ hasText: "7209-MDWKR" }), "Invoice 7861925284 is 9 days past due");
  assert.match(late, /Remind of what is late 7 days after the due date/);
  assert.match(late, /\$49\.37 1 document/);
  await expect_text(due.filter({ hasText: "1604-LIFKX" }), "Remind on the due date On the due date Invoice 5046787811 is due today");
  assert.equal(await expect_text(app.page.locator("main .Tabs a[aria-current='page']"), "Due now"), "Due now 9");
  assert.equal(await due.filter({ hasText: /Invoice \d+ (is|falls) / }).count(), 9);
  await screenshots(app.page, "messages-ibm");
  // Today has nothing to say about books that end years ago, and says where they do.
  await visit(app, "/");
  await expect_text(app.page.locator("main .Notice"), "The newest document is of");
  await app.page.getByRole("link", { name: "Look at Recoup as of that day" }).click();
  await expect_text(app.page.locator(".TopBar"), /As of .* 201[34]/);
  await app.page.locator("main .Notice", { hasText: "The newest document" }).waitFor({ state: "detached" });
  assert.deepEqual(app.problems, []);
});

test("month-first and day-first files give the same ledger, the same file twice changes nothing", async (t) => {
  const file = sharedData(t, "ibm-accounts-receivable.csv");
  if (!file) return;
  const app = await openApp(t);
  await importCsv(app, file);
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const turned = lines.map((line, index) => (index === 0 ? line : line.replace(/(\d{2})\/(\d{2})\/(\d{4})/g, "$2/$1/$3")));
  await chooseCsv(app, csv("month-first.csv", ...turned));
  await expect_text(app.page.locator("#import"), "Everything in this file is in the ledger already. There is nothing to import.");
  await expect_text(app.page.locator("#import"), "Already in the ledger, unchanged 2,466");
  assert.equal(await app.page.locator("#import").getByRole("button", { name: /^Import \d/ }).count(), 0, "there is nothing to import");
  await chooseCsv(app, csv("extra.csv", "Customer,Invoice,Invoice date,Amount,Currency,Shoe size,Hat", "Ada,A-1,2026-01-05,10.00,EUR,38,none"));
  await expect_text(app.page.locator("#import"), "2 columns were not used: Shoe size, Hat.");
});

test("one undo takes a whole import back", async (t) => {
  const app = await openApp(t);
  await importCsv(app, csv("list.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", "Ada,1,2026-01-05,2026-02-04,100.00,EUR", "Bob,2,2026-01-06,2026-02-05,50.00,USD"));
  await visit(app, "/customers");
  await expect_text(app.page.locator("main"), "Ada");
  await visit(app, "/data");
  await app.page.locator("#imports").getByRole("button", { name: /undo/i }).first().click();
  const confirm = app.page.locator("dialog[open]").getByRole("button", { name: /undo/i });
  if (await confirm.count()) await confirm.click();
  await expect_text(app.page.locator("#imports"), /undone|taken back/i);
  await saved(app.page);
  await visit(app, "/customers");
  assert.doesNotMatch(await mainText(app.page), /Ada/);
});
