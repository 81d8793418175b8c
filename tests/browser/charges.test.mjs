// Late fees: a rule of the policy, the proposal, the document, the waiver; by mouse and keyboard, wide and narrow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, downloaded, openApp } from "./lib/harness.mjs";
import { csv, importCsv, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Ada and Bob, each with an invoice due yesterday. Ada has accepted the terms. */
async function twoDebtors(t) {
  const app = await openApp(t);
  const row = (name, number) => `${name},${number},${iso(-31)},${iso(-1)},1000.00,USD`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", row("Ada", "A-1"), row("Bob", "B-1")));
  await visit(app, "/data");
  const { text } = await downloaded(app.page, () => app.page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
  const given = text.replace('"details":{"name":"Ada"', (found) => `${found},"terms_accepted":"${iso(-31)}"`);
  await app.page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(given) });
  await app.page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await saved(app.page);
  return app;
}

test("a late fee is set, proposed, posted once, stated, waived and asked for again", async (t) => {
  const app = await twoDebtors(t);
  const { page } = app;
  const main = page.locator("main");
  const dialog = page.locator("dialog[open]");
  await visit(app, "/charges");
  await expect_text(main, "Your policy has no late fee");
  await page.getByRole("link", { name: "Set a late fee" }).click();

  // The rule: by keyboard, with what is wrong beside its field and an example.
  await page.getByRole("button", { name: "Add a late fee" }).press("Enter");
  const value = page.getByLabel("Fee", { exact: true });
  await value.waitFor();
  await page.waitForFunction(() => document.activeElement?.id.endsWith("-value"));
  const save = page.getByRole("button", { name: "Save the policy" });
  for (const [kind, typed, sentence] of [["A fixed amount", "-5", /more than zero|not an amount/], ["% of what is open", "300", "at most 100 %"], ["% of what is open", "0", "above zero"]]) {
    await page.getByLabel("The fee is").selectOption({ label: kind });
    await value.fill(typed);
    await save.click();
    await expect_text(page.locator(".Field").filter({ has: value }), sentence);
  }
  await value.fill("1.5");
  await page.getByLabel("At most in all").fill("40");
  await expect_text(main, "For example, an invoice of $1,000.00 that is 30 days late: $15.00.");
  assert.deepEqual(await axe(page), []);
  await save.click();
  await expect_text(page.locator(".Toasts"), "Credit policy saved");
  await saved(page);

  // Today says it in one line; only Ada, who accepted the terms, pays.
  await visit(app, "/");
  await expect_text(main, "1 customer has not accepted your terms");
  await page.getByRole("link", { name: "See who" }).click();
  await expect_text(main, /1 customer shown.*Bob/);
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), "1 late fee can be posted");
  await page.locator("#worklist").getByRole("link", { name: "Look at them" }).click();
  await expect_text(main, /A-1.*Ada.*\$15\.00.*1\.5 % of \$1,000\.00/s);
  assert.equal(await main.getByText("B-1").count(), 0);
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Post 1 late fee" }).click();
  await expect_text(dialog, "$15.00 in all");
  await dialog.getByLabel("To be paid by").press("Enter");
  await expect_text(page.locator(".Toasts"), "1 late fee posted");
  await saved(page);
  await expect_text(main, "No late fee has fallen due that is not posted or waived.");
  await expect_text(main, /A-1-F1.*Late fee.*Ada.*Open/s);

  // A document of its own, on the statement and beside its invoice.
  await visit(app, "/customers/1/statement");
  await expect_text(main, "Late fee A-1-F1");
  await visit(app, "/invoices/1");
  await expect_text(main, /A-1-F1 late fee, \$15\.00 Open/);
  await page.getByRole("link", { name: "A-1-F1" }).click();
  await expect_text(main, /Late fee A-1-F1.*Invoice A-1.*1\.5 % of 1000\.00 USD/s);
  assert.deepEqual(await axe(page), []);

  // Its own words: charged, waived or taken back, never voided. Voiding the invoice would take it along.
  await expect_text(main, "Charged $15.00");
  await page.getByRole("button", { name: "More actions" }).click();
  assert.equal(await page.getByRole("button", { name: /Void/ }).count(), 0);
  await page.getByRole("button", { name: "Take back" }).click();
  await expect_text(dialog, "To forgive a charge that was right, waive it instead.");
  await page.keyboard.press("Escape");

  // Waived with a reason, which can be taken back; never proposed again.
  await page.getByRole("button", { name: "Waive", exact: true }).click();
  await dialog.getByRole("button", { name: "Waive", exact: true }).click();
  await expect_text(dialog, "Enter why it is waived.");
  await dialog.getByLabel("Reason").fill("First time late");
  await dialog.getByRole("button", { name: "Waive", exact: true }).click();
  await expect_text(main, /\$15\.00 waived on .*: First time late/);
  await saved(page);
  await visit(app, "/charges");
  await expect_text(main, /A-1-F1.*Waived/s);
  await expect_text(main, "No late fee has fallen due that is not posted or waived.");
  await visit(app, "/invoices/3");
  await page.getByRole("button", { name: "Undo the waiver" }).click();
  await expect_text(page.locator(".Toasts"), "The waiver is taken back");
  await saved(page);

  // Given up: never more than is owed, with a word on who approved it; it shows as written off, never as paid.
  await visit(app, "/invoices/1");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Write off", exact: true }).click();
  const give_up = dialog.getByRole("button", { name: "Write off", exact: true });
  await expect_text(dialog, "Late fee A-1-F1");
  assert.deepEqual(await axe(page), []);
  await dialog.getByLabel("To write off").fill("1000.01");
  await give_up.click();
  await expect_text(dialog, "Only $1,000.00 is owed.");
  await dialog.getByLabel("To write off").fill("1000");
  await give_up.click();
  await expect_text(dialog, "Enter who approved it, and why.");
  await dialog.getByLabel("Approved by, and why").fill("Ann: gone away");
  await give_up.click();
  await expect_text(page.locator(".Toasts"), "$1,000.00 written off");
  await saved(page);
  await expect_text(main, /written off.*Everything was tried.*As an expense.*Ann: gone away/s);
  assert.equal(await main.locator(".Badge").getByText("paid", { exact: true }).count(), 0);
  await visit(app, "/customers/1");
  await expect_text(main, "written off: $1,000.00");
  await visit(app, "/recovery/written-off");
  await expect_text(main, /A-1.*Ada.*\$1,000\.00.*Everything was tried/s);
  assert.deepEqual(await axe(page), []);
  await page.getByRole("link", { name: "A-1", exact: true }).click();
  // A part comes all the same: just that is put back on the books and paid; the register has both.
  await page.getByRole("button", { name: "Record what came" }).click();
  await dialog.getByLabel("What came").fill("300");
  await dialog.getByRole("button", { name: "Record what came" }).click();
  await expect_text(page.locator(".Toasts"), "Recovery recorded");
  await expect_text(main, /Recovered.*\$300\.00 on .*A-1-RC1/s);
  await saved(page);
  await visit(app, "/reports/bad-debts");
  await expect_text(main, "$1,000.00 written off, $300.00 recovered: a loss of $700.00.");
  await expect_text(main, /A-1.*Ada.*Recovered/s);
  assert.deepEqual(await axe(page), []);
  await visit(app, "/invoices/1");
  await page.getByRole("button", { name: "Take back A-1-RC1" }).click();
  await expect_text(page.locator(".Toasts"), "Recovery taken back");
  await saved(page);
  await page.getByRole("button", { name: "Take the write-off back" }).click();
  await expect_text(dialog, "applied to invoice A-1, which will be owed again");
  await dialog.getByRole("button", { name: "Take back" }).click();
  await expect_text(page.locator(".Toasts"), "Write-off taken back");
  await expect_text(main, /\d+ days? past due/);
  await saved(page);

  // On a phone nothing scrolls sideways.
  await page.setViewportSize(PHONE);
  for (const place of ["/charges", "/policy?tab=fees", "/invoices/3"]) {
    await visit(app, place);
    await main.getByText(/late fee/i).first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${place} fits`);
  }
  assert.deepEqual(await axe(page), []);
});
