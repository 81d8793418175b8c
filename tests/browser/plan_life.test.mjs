// The life of a payment plan (missed, made good, missed again, in default, replaced by another), and a settlement that bounces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, openApp, screenshots } from "./lib/harness.mjs";
import { csv, importCsv, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const dialogOf = (page) => page.locator("dialog[open]");

async function confirm(page, name) {
  await dialogOf(page).getByRole("button", { name, exact: true }).click();
  await dialogOf(page).waitFor({ state: "detached" });
  await saved(page);
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test("a signed plan is kept twice, missed, made good, missed again, in default, all due, and replaced by one to be signed anew", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const main = page.locator("main");
  const card = main.locator(".Card").filter({ hasText: "How it is kept" });
  /** Opens a place so many days from now. */
  const at = async (days, place) => {
    await page.clock.setFixedTime(new Date(Date.now() + days * 86_400_000));
    await visit(app, place);
  };
  const pay = async (amount) => {
    await page.getByRole("button", { name: "Record payment" }).click();
    await dialogOf(page).locator("#payment-amount").fill(amount);
    await confirm(page, "Record payment");
  };
  const sign = async (day) => {
    await page.getByRole("button", { name: "Put on record" }).click();
    await expect_text(main, /Version 1: not signed yet/);
    await page.getByRole("button", { name: "Mark as signed" }).press("Enter");
    await dialogOf(page).getByLabel("Day of the signature").fill(day);
    await confirm(page, "Mark as signed");
    await expect_text(main, /Version 1: signed .* by Ada \(customer\)/);
  };

  await at(-70, "/data");
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", `Ada,A-1,${iso(-120)},${iso(-90)},600.00,USD`));
  await visit(app, "/policy?tab=plans");
  await page.locator("#policy-cure").fill("3");
  await page.getByLabel("Count working days only").uncheck();
  await page.getByLabel("Ask for a signature before a plan counts as agreed").check();
  await page.getByRole("button", { name: "Save the policy" }).click();
  await saved(page);
  await visit(app, "/customers/1/plan");
  for (const [typed, sentence] of [["0", "must be at least 1"], ["10000", "must be at most 1200"], ["70000", "must be at most 1200"]]) {
    await page.locator("#count").fill(typed);
    await expect_text(page.locator("#count-error"), sentence);
  }
  await page.locator("#count").fill("6");
  await page.locator("#rate").fill("300");
  await expect_text(page.locator("#rate-error"), "between 0 and 100 %");
  await page.locator("#rate").fill("");
  await page.locator("#frequency").selectOption({ label: "Every week" });
  await page.locator("#first-due").fill(iso(-63));
  await page.getByRole("button", { name: "Accept the plan" }).click();
  await expect_text(card, /Waiting for signature\. Nothing is missed so far\..*no default can be declared/);
  await saved(page);
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), /Plan: waiting for signature.*No agreement is in writing yet\./);
  await page.getByRole("link", { name: "Open agreement with Ada" }).click();
  await sign(iso(-70));
  await visit(app, "/plans/1");
  await expect_text(card, /Every instalment came in time so far\./);

  for (const day of [-63, -56]) {
    await at(day, "/plans/1");
    await pay("100");
  }
  await expect_text(main, /200\.00.*Every instalment came in time so far\./);
  await at(-47, "/plans/1");
  await expect_text(card, /An instalment is missed\. It can be made good until .*Back on track with/);
  await pay("100");
  await expect_text(card, /Something came late and was made good; nothing is missed now\./);

  await at(-38, "/");
  await expect_text(page.locator("#worklist"), /Plan: default can be declared/);
  await visit(app, "/plans/1");
  await page.getByRole("button", { name: "Declare default" }).focus();
  await page.keyboard.press("Enter");
  await expect_text(dialogOf(page), /All that is left becomes due today/);
  assert.deepEqual(await axe(page), []);
  await confirm(page, "Declare default");
  await expect_text(card, /all that is left is due, and the documents are asked for by their own due dates/);
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), /Plan in default: decide what comes next/);
  await visit(app, "/plans/1");
  await page.getByRole("button", { name: "Let the plan go on" }).click();
  await expect_text(card, /a default can be declared/);
  await page.locator(".Toast").filter({ hasText: "goes on" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(card, /In default since/);

  await page.getByRole("button", { name: "Restructure", exact: true }).click();
  await dialogOf(page).locator("#restructure-instalments").fill("0");
  await dialogOf(page).getByRole("button", { name: "Replace the plan" }).click();
  await expect_text(dialogOf(page), /number of instalments must be at least 1/i);
  assert.deepEqual(await axe(page), []);
  await dialogOf(page).locator("#restructure-instalments").fill("3");
  await confirm(page, "Replace the plan");
  await page.waitForURL(/\/plans\/2$/);
  await expect_text(card, /Waiting for signature.*payment plan 1 on .*: \$300\.00 was still to be paid then, \$300\.00 is to be paid now/);
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), /Plan: waiting for signature.*took the place of plan 1/);
  await visit(app, "/plans/2/agreement");
  await expect_text(page.locator(".AgreementPaper"), /takes the place of the one on payment plan 1, which ended on .* with USD 300\.00 still to be paid/);
  await sign(iso(-38));
  await visit(app, "/plans/2");
  await expect_text(card, /Every instalment came in time so far\./);
  await page.setViewportSize(PHONE);
  assert.ok(await fits(page), "the plan fits a phone");
  assert.deepEqual(await axe(page), []);
  await screenshots(page, "plan-life");
  assert.deepEqual(app.problems, []);
});

test("a settlement forgives with the payment that completes it, and its bounce brings the debt back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", `Ada,A-1,${iso(-90)},${iso(-60)},100.00,USD`));
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Offer a settlement" }).click();
  await dialogOf(page).locator("#settlement-pay").fill("100");
  await dialogOf(page).getByRole("button", { name: "Offer the settlement" }).click();
  await expect_text(dialogOf(page), /The sum has to be above zero and below what is owed/);
  await dialogOf(page).locator("#settlement-pay").fill("60");
  await expect_text(dialogOf(page), /They pay \$60\.00 of \$100\.00, and you forgive \$40\.00 \(40\.0%\)\./);
  assert.deepEqual(await axe(page), []);
  await confirm(page, "Offer the settlement");
  await visit(app, "/plans");
  await expect_text(page.locator("main"), /Settlements.*Ada.*Open.*\$60\.00 instead of \$100\.00/);
  // Its letter, in the customer's language; no reminder goes out while the sum can be paid.
  await page.getByRole("link", { name: "Ada" }).click();
  await expect_text(page.locator("main h1"), "Settlement 1");
  await page.getByLabel("Language of the letter").selectOption({ label: "French" });
  await expect_text(page.locator(".AgreementPaper"), /Accord transactionnel.*60,00 USD.*40,00 USD restants/s);
  assert.deepEqual(await axe(page), []);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main h1").isVisible(), false, "on paper there is nothing but the letter");
  await page.emulateMedia({ media: "screen" });
  await visit(app, "/messages");
  assert.doesNotMatch(await mainText(page), /message to Ada/);

  await visit(app, "/customers/1");
  await expect_text(page.locator("main"), /not reminded of while the smaller sum you offered can be paid/);
  await page.getByRole("button", { name: "Record payment" }).first().click();
  await dialogOf(page).locator("#payment-amount").fill("60");
  await dialogOf(page).getByRole("radio", { name: /It is for settlement offer 1/ }).check();
  await confirm(page, "Record payment");
  await expect_text(page.locator("main"), /Settlement 1: \$40\.00/);
  await visit(app, "/plans");
  await expect_text(page.locator("main"), /Ada.*Settled/);

  await visit(app, "/payments");
  await page.getByRole("button", { name: /^Actions for \$60\.00/ }).click();
  await page.getByRole("button", { name: /Take back/ }).click();
  await dialogOf(page).getByRole("radio", { name: /^It bounced/ }).check();
  await confirm(page, "Take back");
  await visit(app, "/plans");
  // It bounced on the day it came, so there is still time: the offer is open, and the whole debt is owed again.
  await expect_text(page.locator("main"), /Ada.*Open.*\$60\.00 instead of \$100\.00/);
  await visit(app, "/invoices/1");
  await expect_text(page.locator("main"), /\$100\.00/);
  await expect_text(page.locator("main"), /60 days past due/);
  await visit(app, "/plans");
  await page.setViewportSize(PHONE);
  assert.ok(await fits(page), "the list fits a phone");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(app.problems, []);
});
