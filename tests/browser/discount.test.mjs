// A discount for paying early: terms in the policy, an invoice, a payment in time that takes it, a statement of nothing, a bounce.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, openApp } from "./lib/harness.mjs";
import { saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

test("a discount is set, taken with a payment in time, and withdrawn when it bounces", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const main = page.locator("main");
  const dialog = page.locator("dialog[open]");

  // Typed as invoices write it, by keyboard; what is wrong stands beside the field.
  await visit(app, "/policy?tab=discounts");
  const terms = page.getByLabel("Terms of the discount");
  await terms.fill("2/10 3/20");
  await page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(page.locator(".Field").filter({ has: terms }), "each smaller than the one before");
  await terms.fill("2/10");
  await expect_text(page.locator("#policy-discount-words"), "2 % for paying within 10 days of the invoice date.");
  assert.deepEqual(await axe(page), []);
  await terms.press("Enter");
  await expect_text(page.locator(".Toasts"), "Credit policy saved");
  await saved(page);

  await visit(app, "/customers");
  await page.getByRole("button", { name: "Add customer" }).first().click();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), "Ada");
  await page.getByRole("button", { name: "New invoice" }).first().click();
  await dialog.locator("#invoice-number").fill("A-1");
  await dialog.locator("#invoice-amount").fill("1000");
  // What it gets by itself stands there; it can be changed for this invoice alone.
  await expect_text(dialog.locator("#invoice-terms"), /^Discount 2\/10 \(for everybody\): 2 % until /);
  await dialog.getByRole("button", { name: "Change the discount" }).click();
  assert.equal(await dialog.locator("#invoice-discount").inputValue(), "2/10");
  await dialog.locator("#invoice-discount").fill("2/10 EOM EOM");
  await dialog.getByRole("button", { name: "Enter invoice" }).click();
  await expect_text(dialog, "The terms say from which day to count twice.");
  await dialog.locator("#invoice-discount").fill("2/10");
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole("button", { name: "Enter invoice" }).click();
  await expect_text(page.locator(".Toasts"), "Invoice A-1 entered");
  await saved(page);

  // On the statement, too.
  await visit(app, "/customers/1/statement");
  await expect_text(main, /A-1: \$980\.00 instead of \$1,000\.00 when paid by .*\(2 % off\)/);
  // On its page: what to pay until when, and what that is worth.
  await visit(app, "/invoices/1");
  await expect_text(main, /Pay \$980\.00 until .*\(2 %\)/s);
  await expect_text(main, "37.24");
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Record payment" }).first().click();
  await expect_text(dialog, "Give the discount of $20.00 on A-1");
  assert.equal(await dialog.locator("#payment-amount").inputValue(), "980.00");
  await dialog.getByRole("button", { name: "Record payment" }).press("Enter");
  await saved(page);
  await expect_text(page.locator("#invoice-1-figures"), "$0.00");
  await expect_text(main, "Taken: $20.00");
  await visit(app, "/payments/discounts");
  await expect_text(main, "Ada");
  await expect_text(page.locator("#discounts-totals"), "$20.00 offered: $20.00 taken.");
  assert.deepEqual(await axe(page), []);
  // Of another period there is none; the address keeps it.
  await page.locator("#discounts-to").fill("2020-12-31");
  await page.locator("#discounts-to").press("Enter");
  await expect_text(main, "No discount in this time");
  assert.match(page.url(), /to=2020-12-31/);

  // The payment bounces: the whole amount is owed again.
  await visit(app, "/payments");
  await page.getByRole("button", { name: /^Actions for \$980\.00/ }).click();
  await page.getByRole("button", { name: /^Take back$/ }).click();
  await dialog.getByRole("radio", { name: /^It bounced/ }).check();
  await dialog.getByRole("button", { name: "Take back" }).click();
  await saved(page);
  await visit(app, "/invoices/1");
  await expect_text(page.locator("#invoice-1-figures"), "$1,000.00");

  await page.setViewportSize(PHONE);
  for (const place of ["/invoices/1", "/payments/discounts", "/policy?tab=discounts"]) {
    await visit(app, place);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), place);
  }
  assert.deepEqual(app.problems, []);
});
