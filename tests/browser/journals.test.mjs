// Journals: the entries of the sample shop, the trial balance against the aging report, files, accounts, and a locked period.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, downloaded, openApp } from "./lib/harness.mjs";
import { loadSample, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

/** Cells of a file without line breaks in them. */
const rows = (text) => text.replace(/^\ufeff/, "").trimEnd().split("\r\n").map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2]));

test("entries lead to their documents and back, balance, and go out as files; a locked period stays as it is", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const main = page.locator("main");
  await loadSample(app);

  // By keyboard through the palette; the whole history; every currency equals its aging report.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Journals");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), "Journals");
  await page.getByLabel("From", { exact: true }).fill("2000-01-01");
  await page.getByLabel("From", { exact: true }).press("Enter");
  await page.waitForURL(/from=2000-01-01/);
  await expect_text(main, "They are equal.");
  assert.equal(await main.getByText("They differ").count(), 0);
  assert.deepEqual(await axe(page), []);
  await page.getByLabel("To", { exact: true }).fill("1999-12-31");
  await page.getByLabel("To", { exact: true }).press("Enter");
  await expect_text(main, "The first day cannot be after the last one.");

  // QuickBooks: its header, and every entry balances.
  await page.getByRole("button", { name: "Export" }).click();
  const file = await downloaded(page, () => page.getByRole("button", { name: "QuickBooks journal entries" }).click());
  const [header, ...lines] = rows(file.text);
  assert.deepEqual(header, ["*JournalNo", "*JournalDate", "*AccountName", "*Debits", "*Credits", "Description", "Name", "Currency"]);
  const sums = new Map();
  const cents = (text) => Math.round(Number(text || 0) * 1000);
  for (const [number, , , debit, credit] of lines) sums.set(number, (sums.get(number) ?? 0) + cents(debit) - cents(credit));
  assert.ok(sums.size > 20 && [...sums.values()].every((sum) => sum === 0));

  // From an entry to its document, and from the document to its entries.
  await visit(app, "/invoices/1");
  const number = (await page.locator("main h1").innerText()).trim();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("link", { name: "Journal entries" }).click();
  await expect_text(page.locator("main h1"), "Journals");
  await expect_text(main, "I1");
  await main.locator("tbody a").first().click();
  await expect_text(page.locator("main h1"), number);

  // Accounts of the owner's own; one that would be ambiguous is refused beside its field.
  await visit(app, "/settings/accounts");
  const sales = page.locator("#account-Sales");
  await sales.fill("610");
  await sales.press("Enter");
  await expect_text(page.locator(".Field").filter({ has: sales }), "same number or name, but not both");
  await sales.fill("4000");
  await page.getByRole("button", { name: "Save the accounts" }).click();
  await expect_text(page.locator(".Toasts"), "Accounts saved");
  await saved(page);
  assert.deepEqual(await axe(page), []);

  // Locking: today is refused; afterwards an invoice of the period is, in plain words.
  const day = page.getByLabel("Lock everything up to and including");
  await day.fill("2100-01-01");
  await day.press("Enter");
  await expect_text(page.locator(".Field").filter({ has: day }), "cannot be after");
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await day.fill(yesterday);
  await day.press("Enter");
  await expect_text(page.locator(".Toasts"), "Locked through");
  await saved(page);
  await visit(app, "/invoices/1");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Void this invoice" }).click();
  await page.locator("#void-on").fill(yesterday);
  await page.getByRole("button", { name: "Void invoice", exact: true }).click();
  await expect_text(page.locator("dialog[open]"), "Your books are locked through");
  await page.keyboard.press("Escape");

  // On a phone, in the dark.
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  for (const place of ["/reports/journals?from=2000-01-01", "/settings/accounts"]) {
    await visit(app, place);
    await page.waitForTimeout(400);
    assert.deepEqual(await axe(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, place);
  }
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect_text(main, "Nothing is locked.");
  await saved(page);

  // The allowance: an age without a rate is named, the rates propose an entry, it is seen before it is posted, and Undo takes it back.
  await visit(app, "/reports/allowance");
  await page.locator("#allowance-rate-age-1").fill("1");
  await page.getByRole("button", { name: "Save the rates" }).click();
  await expect_text(page.locator(".Field").filter({ has: page.locator("#allowance-rate-age-2") }), "Enter the rate in percent.");
  for (const [place, rate] of [5, 10, 20, 50].entries()) await page.locator(`#allowance-rate-age-${place + 2}`).fill(String(rate));
  await page.getByRole("button", { name: "Save the rates" }).click();
  await expect_text(page.locator(".Toasts"), "Rates saved");
  await page.getByRole("button", { name: /^Post .* \(by age\)$/ }).first().click();
  await expect_text(page.locator("#allowance-preview"), "Debit Bad debts");
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Post the entry" }).click();
  await expect_text(page.locator(".Toasts"), "posted to the allowance");
  await saved(page);
  await expect_text(main, "Nothing to post");
  assert.deepEqual(await axe(page), []);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0);
  await page.locator(".Toasts").getByRole("button", { name: "Undo" }).last().click();
  await main.getByRole("link", { name: "A1" }).waitFor({ state: "detached" });
  await saved(page);

  // An account that is judged by itself, and as all others again.
  await page.getByRole("button", { name: "Count an account in USD by itself" }).click();
  await page.locator("#reserve-customer").fill("Northside Office Supply");
  await page.locator("#reserve-amount").fill("100");
  await page.locator("#reserve-reason").fill("In administration");
  await page.getByRole("button", { name: "Count it by itself" }).click();
  await expect_text(page.locator(".Toasts"), "Counted by itself");
  await saved(page);
  assert.deepEqual(await axe(page), []);
  await main.getByRole("button", { name: "Count with the others again: Northside Office Supply" }).click();
  await expect_text(page.locator(".Toasts"), "Counted with the others again");
  await saved(page);
});
