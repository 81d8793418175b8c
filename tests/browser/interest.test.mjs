// Interest on late payment by real law: counted on the invoice, claimed in a letter, posted once, waived; rates looked up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, DESKTOP, axe, downloaded, openApp } from "./lib/harness.mjs";
import { csv, importCsv, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

/** Three customers with one invoice each; the policy asks for interest by the law of the customer's country. */
async function threeDebtors(t) {
  const app = await openApp(t);
  await importCsv(
    app,
    csv(
      "debtors.csv",
      "Customer,Invoice,Invoice date,Due date,Amount,Currency",
      "Ada Ltd,UK-1,2024-01-01,2024-01-31,1000.00,GBP",
      "Bob,UK-2,2024-01-01,2024-01-31,1000.00,GBP",
      "Cora GmbH,DE-1,2024-01-02,2024-05-15,1000.00,EUR",
    ),
  );
  await visit(app, "/data");
  const { text } = await downloaded(app.page, () => app.page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
  const known = { "Ada Ltd": ["GB", "business"], Bob: ["GB", "consumer"], "Cora GmbH": ["DE", "business"] };
  let file = text;
  for (const [name, [country, kind]] of Object.entries(known)) {
    file = file.replace(`"details":{"name":"${name}"`, `"details":{"name":"${name}","country":"${country}","approach":{"kind":"${kind}"}`);
  }
  await app.page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await app.page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await saved(app.page);
  return app;
}

const savePolicy = (page) => page.getByRole("button", { name: "Save the policy" }).click();

test("interest by law is counted, claimed with its calculation and posted once", async (t) => {
  const app = await threeDebtors(t);
  const { page } = app;
  // Before a rule is chosen nothing is asked; a rate of 300 % and negative grace are refused beside their fields.
  await visit(app, "/invoices/1?as_of=2024-09-30");
  await expect_text(page.locator("main"), "Your policy asks for no interest.");
  await visit(app, "/policy?tab=interest");
  await page.locator("#policy-interest-rule").selectOption("agreed");
  await page.locator("#policy-interest-percent").fill("300");
  await page.locator("#policy-interest-grace").selectOption("forgives");
  await page.locator("#policy-interest-grace-days").fill("-5");
  await savePolicy(page);
  await expect_text(page.locator("form"), "The rate must be at most 100 %, not 300 %.");
  await expect_text(page.locator("form"), "Enter a whole number of days from 0 to 365.");
  // A rate that is high and allowed is told about.
  await page.locator("#policy-interest-percent").fill("36");
  await page.locator("#policy-interest-grace-days").fill("5");
  await expect_text(page.locator("form"), /This rate is high.*Canada: more than 35 % a year is a crime/);
  await page.locator("#policy-interest-rule").selectOption("country");
  assert.deepEqual(await axe(page), []);
  await savePolicy(page);
  await expect_text(page.locator(".Toasts"), "Credit policy saved");
  await saved(page);

  // Ada, a business, pays 400 on 31 March. Bank Rate on 31 December 2023 was 5.25, and 8 more is 13.25:
  // 1,000 × 13.25 % × 60/365 = 21.7808 and 600 × 13.25 % × 183/365 = 39.8589, together 61.64; a day adds 0.2178.
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "Record payment" }).click();
  await page.locator("#payment-received").fill("2024-03-31");
  await page.locator("#payment-amount").fill("400");
  await page.locator("dialog[open]").getByRole("button", { name: "Record payment" }).click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await saved(page);
  await visit(app, "/invoices/1?as_of=2024-09-30");
  const card = page.locator("#interest");
  await expect_text(card, "£61.64");
  await expect_text(card, "0.2178 GBP");
  await expect_text(card, "£70.00, once");
  await card.getByRole("button", { name: /^Interest:/ }).click();
  await expect_text(page.locator("#interest-to-date-why"), /Feb 1, 2024 – Mar 31, 2024.*£1,000\.00 × 13\.25 % × 60 days.*£600\.00 × 13\.25 % × 183 days/s);
  await page.keyboard.press("Escape");
  await card.getByRole("link", { name: "Claim it" }).click();
  const letter = page.locator(".ClaimLetter");
  await expect_text(letter, /21\.7808.*39\.8589.*Interest up to 30 September 2024 GBP 61\.64.*GBP 70\.00.*GBP 600\.00.*Total GBP 731\.64/s);
  await expect_text(letter, "From 1 October 2024 on, each day adds 0.2178 GBP");
  await expect_text(letter, "Please pay GBP 731.64 by 14 October 2024.");
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize(PHONE);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling at 390 px");
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize(DESKTOP);

  // Posted once: two documents, then nothing is new on that day; a month later only the new days.
  await page.getByRole("button", { name: /^Post it up to/ }).click();
  await expect_text(page.locator(".Toasts"), "2 documents posted");
  await saved(page);
  await page.getByRole("button", { name: /^Post it up to/ }).waitFor({ state: "detached" });
  await expect_text(letter, /of which charged before GBP 61\.64.*Open on earlier fees and interest GBP 131\.64.*Total GBP 731\.64/s);
  await visit(app, "/invoices/1/claim?as_of=2024-10-31");
  // 31 days more: 600 × 13.25 % × 31/365 = 6.7520; 68.39 in all, 6.75 of them new.
  await expect_text(letter, /Interest up to 31 October 2024 GBP 68\.39 of which charged before GBP 61\.64 Interest not charged yet GBP 6\.75/);
  // What is waived is not asked for again: of the charges only the fixed sum is left.
  await visit(app, "/invoices/4");
  await page.getByRole("button", { name: "Waive", exact: true }).click();
  await page.locator("#waive-reason").fill("goodwill");
  await page.locator("dialog[open]").getByRole("button", { name: "Waive", exact: true }).click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await saved(page);
  await visit(app, "/invoices/1/claim");
  await expect_text(letter, /of which charged before GBP 61\.64.*Open on earlier fees and interest GBP 70\.00/);

  // The same of a consumer: no statutory interest between businesses, no fixed sum.
  await visit(app, "/invoices/2?as_of=2024-09-30");
  await expect_text(page.locator("main"), "The law on late payment (United Kingdom) does not bind consumers.");
  assert.doesNotMatch(await mainText(page), /Fixed sum|13\.25/);
  await visit(app, "/invoices/2/claim?as_of=2024-09-30");
  await expect_text(page.locator("main"), "No interest to claim");
});

test("a German claim crosses two half-years, in German; rates are looked up, entered and taken out", async (t) => {
  const app = await threeDebtors(t);
  const { page } = app;
  await visit(app, "/policy?tab=interest");
  await page.locator("#policy-interest-rule").selectOption("country");
  await savePolicy(page);
  await saved(page);
  // Base rate 3.62 until June 2024, 3.37 from July, and 9 more: 1,000 × (12.62 × 46 + 12.37 × 92)/36500 = 15.9047 + 31.1792 = 47.08.
  await visit(app, "/customers/3/claim?as_of=2024-09-30");
  const letter = page.locator(".ClaimLetter");
  await expect_text(letter, /12,62.*46.*15,9047.*12,37.*92.*31,1792.*Zinsen bis 30\. September 2024 47,08 EUR.*40,00 EUR.*Summe 1\.087,08 EUR/s);
  assert.equal(await letter.getAttribute("lang"), "de");
  assert.equal(await page.getByText("Look the rate up first").count(), 0);
  // Beyond what is known there is a warning until the rate was looked up.
  await visit(app, "/customers/3/claim");
  await expect_text(page.locator("main"), "Look the rate up first");
  await page.locator("main").getByRole("link", { name: "Interest rates" }).click();
  const german = page.locator("#rate-german");
  await expect_text(german, "is not known yet, so the last one is used");
  for (const [from, percent, sentence] of [["", "1.3", "Enter the day from which it holds."], ["2026-07-01", "300", "between -10 and 100 %"], ["2026-07-01", "x", "“x” is not a rate."]]) {
    await german.getByLabel("Holds from").fill(from);
    await german.getByLabel("Percent a year").fill(percent);
    await german.getByRole("button", { name: "Enter this rate" }).click();
    await expect_text(german, sentence);
  }
  await german.getByLabel("Percent a year").fill("1.3");
  await german.getByRole("button", { name: "Enter this rate" }).click();
  await expect_text(german.getByRole("row").nth(1), /Jul 1, 2026 1\.3 % yours/);
  await german.getByLabel("Holds from").fill("2026-07-01");
  await german.getByLabel("Percent a year").fill("1.4");
  await german.getByRole("button", { name: "Enter this rate" }).click();
  await expect_text(german, "You entered a rate from Jul 1, 2026 already.");
  await german.getByRole("button", { name: /^Mark as checked today/ }).click();
  await german.getByText("is not known yet").waitFor({ state: "detached" });
  await saved(page);
  assert.deepEqual(await axe(page), []);
  await german.getByRole("button", { name: /^Take out the rate from Jul 1, 2026/ }).click();
  await expect_text(german.getByRole("row").nth(1), /Jul 1, 2025 1\.27 %/);
  await page.setViewportSize(PHONE);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling at 390 px");
  await page.setViewportSize(DESKTOP);
  // A customer's own rule comes before the policy's.
  await visit(app, "/customers/3");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Edit customer" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("#customer-interest-rule").selectOption("agreed");
  await dialog.locator("#customer-interest-percent").fill("300");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect_text(dialog, "The rate must be at most 100 %, not 300 %.");
  await dialog.locator("#customer-interest-rule").selectOption("none");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await saved(page);
  await visit(app, "/invoices/3");
  await expect_text(page.locator("main"), "This customer is asked for no interest.");
  assert.deepEqual(app.problems, []);
});

test("a payment clears the interest up to its day first where the policy says so", async (t) => {
  const app = await threeDebtors(t);
  const { page } = app;
  await visit(app, "/policy?tab=interest");
  await page.locator("#policy-interest-rule").selectOption("country");
  await savePolicy(page);
  await saved(page);
  const dialog = page.locator("dialog[open]");
  const payment = async () => {
    await visit(app, "/customers/3");
    await page.getByRole("button", { name: "Record payment" }).click();
    await dialog.locator("#payment-received").fill("2024-09-30");
    await dialog.locator("#payment-amount").fill("100");
    await expect_text(dialog, "DE-1");
  };
  // The oldest first: nothing is offered.
  await payment();
  assert.equal(await dialog.locator("#payment-interest").count(), 0);
  await page.keyboard.press("Escape");
  await visit(app, "/policy?tab=payments");
  await page.getByRole("radio", { name: /^Interest first, then invoices/ }).check();
  await savePolicy(page);
  await saved(page);

  // The US Rule: 47.08 of the 100.00 go to interest, 52.92 to the debt. Nothing is charged unless it is asked for.
  await payment();
  await expect_text(dialog.getByRole("row", { name: /DE-1/ }), "100.00");
  await dialog.getByLabel("Charge the interest up to Sep 30, 2024 first: €47.08").focus();
  await page.keyboard.press("Space");
  await expect_text(dialog.getByRole("row", { name: /DE-1/ }).first(), "47.08");
  await expect_text(dialog.locator("table"), /47\.08 paid in full.*DE-1.*52\.92 of 1,000\.00/s);
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect_text(page.locator(".Toasts"), "Interest charged and payment recorded");
  await saved(page);
  await visit(app, "/invoices/3?as_of=2024-09-30");
  await expect_text(page.locator("main"), "€947.08");
  await expect_text(page.locator("#interest"), "€47.08");
  // One Undo takes both back.
  await payment();
  assert.equal(await dialog.locator("#payment-interest").count(), 0, "charged up to that day already");
  await dialog.locator("#payment-received").fill("2024-10-31");
  await dialog.getByLabel(/^Charge the interest up to Oct 31, 2024 first/).check();
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await page.locator(".Toasts").getByRole("button", { name: "Undo" }).last().click();
  await expect_text(page.locator(".Toasts"), "Undone");
  await saved(page);
  await visit(app, "/invoices/3?as_of=2024-10-31");
  await expect_text(page.locator("main"), "€947.08");
  assert.deepEqual(app.problems, []);
});
