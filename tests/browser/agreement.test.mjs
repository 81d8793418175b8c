// A plan in writing: made in German, printed, signed, changed; and money that goes back: a refund, a payment that bounced with its fee.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, downloaded, openApp } from "./lib/harness.mjs";
import { csv, importCsv, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Ada owes these invoices, due a month ago. */
async function debtor(t, ...invoices) {
  const app = await openApp(t);
  const rows = invoices.map(([number, amount]) => `Ada,${number},${iso(-60)},${iso(-30)},${amount},USD`);
  await importCsv(app, csv("debtor.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", ...rows));
  return app;
}

async function fitsPhone(page) {
  await page.setViewportSize(PHONE);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} px too wide`);
}

test("a plan is put in writing in German, signed, and asks for a new version when it changes", async (t) => {
  const app = await debtor(t, ["A-1", "600.00"], ["A-2", "400.00"]);
  const { page } = app;
  const main = page.locator("main");
  const paper = page.locator(".AgreementPaper");
  const dialog = page.locator("dialog[open]");
  await visit(app, "/customers/1/plan");
  await page.locator("#count").fill("4");
  await page.getByRole("button", { name: "Accept the plan" }).click();
  await expect_text(main, "Nothing in writing yet");
  await page.getByRole("link", { name: "Agreement" }).click();

  await expect_text(paper, "Payment agreement");
  await page.getByLabel("Language").selectOption({ label: "German" });
  await expect_text(paper, /Ratenzahlungsvereinbarung.*Die Schuld.*1\.000,00 USD.*A-1.*600,00 USD.*A-2.*Unterschriften/s);
  assert.equal(await paper.getAttribute("lang"), "de");
  await expect_text(main, "not legal advice");
  assert.deepEqual(await axe(page), []);
  const record = page.getByRole("button", { name: "Put on record" });
  await page.getByLabel("Day of the agreement").fill(iso(1));
  await record.click();
  await expect_text(main, "cannot be after today");
  await page.getByLabel("Day of the agreement").fill(iso(0));
  await record.press("Enter");
  await expect_text(main, "Version 1: not signed yet");
  await saved(page);

  // On paper there is nothing but the agreement.
  await page.emulateMedia({ media: "print" });
  assert.ok(await paper.isVisible());
  assert.equal(await page.locator("main h1").isVisible(), false);
  assert.equal(await page.getByRole("button", { name: "Mark as signed" }).isVisible(), false);
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("button", { name: "Mark as signed" }).press("Enter");
  await dialog.getByLabel("Day of the signature").fill(iso(-1));
  await dialog.getByLabel("Name").press("Enter");
  await expect_text(dialog, "cannot be before");
  assert.deepEqual(await axe(page), []);
  await dialog.getByLabel("Day of the signature").fill(iso(0));
  await dialog.getByLabel("Day of the signature").press("Enter");
  await expect_text(main, /Version 1: signed .* by Ada \(customer\)/);
  await saved(page);
  await visit(app, "/plans/1");
  await expect_text(main, "by Ada (customer)");
  await visit(app, "/customers/1");
  await expect_text(main, "signed by Ada for the customer");

  // The same plan with another last day, from a file.
  await visit(app, "/data");
  const { text } = await downloaded(page, () => page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
  const ledger = JSON.parse(text);
  ledger.plans[0].instalments.at(-1).due = iso(300);
  await page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(ledger)) });
  await page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await saved(page);
  await visit(app, "/plans/1/agreement");
  await expect_text(main, "Changed since it was made: a new agreement is needed");
  await page.getByRole("button", { name: "Put on record" }).click();
  await expect_text(main, "Version 2: not signed yet");
  await page.getByLabel("Show").selectOption({ index: 1 });
  await expect_text(paper, "Ratenzahlungsvereinbarung");
  await fitsPhone(page);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(app.problems, []);
});

test("credit is given back, a payment bounces with a fee, and the policy says what the next one settles", async (t) => {
  const app = await debtor(t, ["A-1", "60.00"]);
  const { page } = app;
  const main = page.locator("main");
  const dialog = page.locator("dialog[open]");
  const pay = async (amount) => {
    await visit(app, "/payments");
    await page.getByRole("button", { name: /^Record a payment$/ }).first().click();
    await dialog.getByRole("combobox").first().fill("Ada");
    await page.keyboard.press("Enter");
    await dialog.locator("#payment-amount").fill(amount);
  };
  await pay("100");
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await saved(page);
  const menu = async (item) => {
    await page.getByRole("button", { name: /^Actions for \$100\.00/ }).click();
    await page.getByRole("button", { name: item }).click();
  };
  await menu("Give credit back");
  for (const [typed, sentence] of [["41", "Only $40.00 of it is not applied."], ["0", "more than zero"], ["15", null]]) {
    await dialog.locator("#refund-amount").fill(typed);
    await dialog.locator("#refund-amount").press("Enter");
    if (sentence) await expect_text(dialog, sentence);
  }
  await expect_text(main, /A-1, \$15\.00 given back.*\$25\.00/s);
  await saved(page);
  await visit(app, "/customers/1/statement");
  await expect_text(main, /Refund.*\$15\.00/s);

  await visit(app, "/payments");
  await menu(/^Take back$/);
  await expect_text(dialog, /invoice A-1, which will be owed again: \$60\.00, due .* as before.*You had given \$15\.00 of it back/s);
  await dialog.getByRole("radio", { name: /^It bounced/ }).press("Space");
  await dialog.getByLabel("Ask a fee for it").press("Space");
  await dialog.getByRole("button", { name: "Take back" }).click();
  await expect_text(dialog, "Enter the amount.");
  assert.deepEqual(await axe(page), []);
  await dialog.getByLabel("Fee", { exact: true }).fill("25");
  await dialog.getByLabel("Fee", { exact: true }).press("Enter");
  await expect_text(page.locator(".Toasts"), "Payment taken back, fee posted");
  await saved(page);
  await visit(app, "/invoices");
  await expect_text(main, /A-1-R1.*\$25\.00/s);

  await visit(app, "/policy?tab=payments");
  await page.getByRole("radio", { name: /^Fees first, then interest, then invoices/ }).press("Space");
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Save the policy" }).click();
  await saved(page);
  await fitsPhone(page);
  await pay("30");
  await expect_text(dialog, /Pay in the order of your policy.*Fees first, then interest, then invoices/s);
  await expect_text(dialog, /A-1-R1.*25\.00.*A-1.*5\.00/s);
  assert.deepEqual(app.problems, []);
});
