// Credit: limits and file of a customer, the decision about an order with its deposit, what becomes of it, the watch list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, downloaded, openApp, screenshots } from "./lib/harness.mjs";
import { csv, importCsv, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Ada owes $700, due in a week. */
async function ada(t, options) {
  const app = await openApp(t, options);
  const row = `Ada,A-1,${iso(-20)},${iso(7)},700.00,USD`;
  await importCsv(app, csv("ada.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", row));
  return app;
}

async function fileSaved(app, values) {
  await visit(app, "/customers/1/credit");
  for (const [field, value] of Object.entries(values)) await app.page.locator(`#credit-${field}`).fill(value);
  await app.page.getByRole("button", { name: "Save the credit file" }).click();
  await app.page.locator("#credit-file").waitFor();
  await saved(app.page);
}

const recorded = async (app) => {
  await app.page.getByRole("button", { name: "Put the decision on record" }).click();
  await app.page.locator("#decisions").waitFor();
  await saved(app.page);
};

test("a limit and a file lead to a deposit to the cent; the order counts until its invoice is entered", async (t) => {
  const app = await ada(t);
  await visit(app, "/customers/1/credit");
  await app.page.locator("#credit-limit-0").fill("1000");
  await app.page.getByRole("button", { name: "Add a limit in another currency" }).click();
  await app.page.locator("#credit-limit-1").fill("500");
  await app.page.locator("#credit-applied").fill(iso(3));
  await app.page.locator("#credit-review").fill("2099-01-01");
  await app.page.getByRole("button", { name: "Add a reference" }).click();
  await app.page.locator("#credit-who-0").fill("Bean & Co");
  await app.page.getByRole("button", { name: "Add a reference" }).click();
  await app.page.locator("#credit-said-1").fill("Pays late");
  await app.page.getByRole("button", { name: "Save the credit file" }).click();
  // Each row says what is wrong with it, and with no other.
  const errorOf = (id) => app.page.locator(".Field", { has: app.page.locator(id) }).locator(".Field-error");
  await expect_text(errorOf("#credit-limit-currency-1"), "There is a limit in USD already.");
  await expect_text(errorOf("#credit-who-1"), "Enter who was asked.");
  await expect_text(errorOf("#credit-review"), "more than ten years away");
  assert.deepEqual([await errorOf("#credit-limit-currency-0").count(), await errorOf("#credit-who-0").count()], [0, 0]);
  await app.page.locator("#credit-review").fill(iso(-400));
  await app.page.locator("#credit-limit-currency-1").fill("EUR");
  await app.page.locator("#credit-said-1").fill("");
  await app.page.getByRole("button", { name: "Save the credit file" }).click();
  await expect_text(errorOf("#credit-review"), "a day to come");
  await app.page.locator("#credit-review").fill("");
  await app.page.getByRole("button", { name: "Save the credit file" }).click();
  await expect_text(errorOf("#credit-applied"), "cannot be after today");
  assert.deepEqual(await axe(app.page), []);
  await fileSaved(app, { "limit-0": "1000", applied: iso(-3), review: iso(0), agency: "Scores", score: "78 of 100", insured: "600", insurer: "Safe" });
  await expect_text(app.page.locator("#credit-file"), /\$700\.00 of \$1,000\.00: \$700\.00 owed.*Agency score Scores, 78 of 100.*Insured \$600\.00, Safe/);
  await visit(app, "/");
  await expect_text(app.page.locator("#worklist"), /Credit review due.*You wanted to look at their credit again/);

  await visit(app, "/customers/1");
  await app.page.getByRole("link", { name: "Ask about an order" }).click();
  const answer = app.page.locator("#order-answer");
  await app.page.locator("#order-amount").fill("300");
  await expect_text(answer, /Approve Ship on credit\. Nothing speaks against it\..*\$700\.00 owed \+ \$300\.00 this order = \$1,000\.00\. The limit is \$1,000\.00: \$0\.00 left/);
  await app.page.locator("#order-amount").fill("300.01");
  await expect_text(answer, /Deposit first Ship once a deposit of \$0\.01 is paid.*own risk.*credit was to be looked at again|Deposit first Ship once a deposit of \$0\.01 is paid/);
  await app.page.locator("#order-amount").fill("420");
  await app.page.locator("#order-order").fill("PO-7");
  await expect_text(answer, /Ship once a deposit of \$120\.00 is paid.*\$120\.00 more than their limit/);
  assert.deepEqual(await axe(app.page), []);
  await screenshots(app.page, "credit-order");
  await app.page.getByRole("radio", { name: "Ship on credit", exact: true }).check();
  await app.page.getByRole("button", { name: "Put the decision on record" }).click();
  await expect_text(app.page.locator("main"), "Enter why you decide otherwise than the rule.");
  await app.page.getByRole("radio", { name: "As the rule says" }).check();
  await recorded(app);
  await expect_text(app.page.locator("#decisions"), /Order PO-7 of \$420\.00.*Ship once a deposit of \$120\.00 is paid Not invoiced yet/);
  await app.page.locator("#order-amount").fill("1");
  await expect_text(answer, /Hold.*They owe \$1,120\.00 \(\$420\.00 of it in approved orders not invoiced yet\)/);

  await visit(app, "/customers/1");
  await app.page.getByRole("button", { name: "New invoice" }).click();
  await app.page.locator("#invoice-number").fill("A-2");
  await app.page.locator("#invoice-amount").fill("420");
  await app.page.locator("#invoice-order").selectOption({ index: 1 });
  await app.page.locator("dialog[open]").getByRole("button", { name: "Enter invoice" }).click();
  await expect_text(app.page.locator("#decisions"), "Invoiced: A-2");
  await saved(app.page);
  assert.match(await mainText(app.page), /Order PO-7 of \$420\.00 invoiced/);
  await app.page.keyboard.press("Control+z");
  await expect_text(app.page.locator("#decisions"), "Not invoiced yet");
  assert.deepEqual(app.problems, []);
});

test("the watch list, the policy behind it, and the page of an order on a phone by keyboard", async (t) => {
  const app = await ada(t, { viewport: PHONE });
  await fileSaved(app, { "limit-0": "770" });
  await visit(app, "/");
  await expect_text(app.page.locator("main"), "1 credit limit is used to 90 % or more.");
  await app.page.getByRole("link", { name: "See the watch list" }).click();
  await expect_text(app.page.locator("main"), /Ada.*90 %.*\$770\.00/);
  const file = await downloaded(app.page, () => app.page.getByRole("button", { name: "CSV" }).click());
  assert.match(file.text, /Ada,USD,700\.00,0\.00,0\.00,700\.00,770\.00,90,no/);
  assert.deepEqual(await axe(app.page), []);
  await visit(app, "/customers?show=watch");
  await expect_text(app.page.locator("main"), /1 customer shown.*Ada/);
  await visit(app, "/policy?tab=credit");
  await app.page.locator("#policy-watch").fill("101");
  await app.page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(app.page.locator("main"), /The part of the limit/);
  await app.page.locator("#policy-watch").fill("95");
  await app.page.locator("#policy-deposit-percent").fill("25");
  await app.page.getByRole("button", { name: "Save the policy" }).click();
  await saved(app.page);
  await visit(app, "/holds/watch");
  await expect_text(app.page.locator("main"), /Nobody is near a credit limit.*95 %/);
  await visit(app, "/customers?show=watch");
  await expect_text(app.page.locator("main"), "No customer matches");

  await visit(app, "/customers/1/order");
  await app.page.locator("#order-amount").focus();
  await app.page.keyboard.type("100");
  await app.page.keyboard.press("Tab");
  await app.page.keyboard.press("Control+a");
  await app.page.keyboard.type("EUR");
  await expect_text(app.page.locator("#order-answer"), /Deposit first.*No limit is set in the currency of the order, only \$770\.00\..*25 % of/);
  await app.page.locator("#order-on").fill(iso(2));
  await app.page.locator("#order-amount").press("Enter");
  await expect_text(app.page.locator("main"), "The day of the decision cannot be after today");
  await app.page.locator("#order-amount").fill("0");
  await app.page.locator("#order-amount").press("Enter");
  await expect_text(app.page.locator("main"), "The amount must be more than zero.");
  assert.ok(await app.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "no sideways scrolling");
  assert.deepEqual(await axe(app.page), []);
  assert.deepEqual(app.problems, []);
});
