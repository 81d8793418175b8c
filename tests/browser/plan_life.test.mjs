// The life of a payment plan (missed, made good, missed again, in default, replaced by another), and a settlement that bounces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, openApp, screenshots } from "./lib/harness.mjs";
import { csv, importCsv, loadSample, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const dialogOf = (page) => page.locator("dialog[open]");

async function confirm(page, name) {
  await dialogOf(page).getByRole("button", { name, exact: true }).click();
  await dialogOf(page).waitFor({ state: "detached" });
  await saved(page);
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test("a missed instalment is made good, missed again, and leads to a default, all due, and another plan", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await loadSample(app);
  // The sample shop has a plan whose third instalment was due 12 days ago.
  await visit(app, "/");
  await expect_text(page.locator("#worklist"), /Plan: default can be declared/);
  await visit(app, "/plans/1");
  const card = page.locator("main .Card").filter({ hasText: "How it is kept" });
  await expect_text(card, /the time to make it good is over: a default can be declared\. Back on track with/);
  const arrears = plain(await page.locator("dl.facts div").filter({ hasText: "In arrears" }).locator("dd").innerText()).replace(/[^\d.]/g, "");

  await page.getByRole("button", { name: "Record payment" }).click();
  await dialogOf(page).locator("#payment-amount").fill(arrears);
  await confirm(page, "Record payment");
  await expect_text(card, /Something came late and was made good; nothing is missed now\./);
  await page.locator(".Toast").filter({ hasText: "recorded" }).getByRole("button", { name: "Undo" }).click();
  await expect_text(card, /a default can be declared/);

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
  await expect_text(page.locator("main h1"), "Payment plan 2");
  await expect_text(card, /It took the place of payment plan 1\./);
  await expect_text(page.locator("main"), /Every instalment came in time so far\./);
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

  await visit(app, "/customers/1");
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
