// Making a plan with all its terms: what they can pay, interest by days, a month left out, an offer that is accepted; own dates; bad input.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, openApp } from "./lib/harness.mjs";
import { csv, importCsv, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Ada and Bob, each with 1,000.00 due twenty days ago. */
async function debtors(t) {
  const app = await openApp(t);
  const row = (name) => `${name},${name}-1,${iso(-50)},${iso(-20)},1000.00,USD,${name.toLowerCase()}@example.com`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency,Email", row("Ada"), row("Bob")));
  return app;
}

test("what they can pay becomes a plan by days without a month; it is offered, waits, and is accepted", async (t) => {
  const app = await debtors(t);
  const { page } = app;
  const main = page.locator("main");
  await visit(app, "/customers/1/plan");
  await page.getByLabel("What they can pay a month").check();
  await page.locator("#rate").fill("12");
  await page.locator("#monthly").fill("10");
  await expect_text(page.locator("#monthly-error"), "never pays off the debt: the interest of one period alone is $10.00");
  await page.locator("#monthly").fill("300");
  await expect_text(main, /4 instalments: 3 of \$300\.00 and a last of/);

  await page.locator(".MoreTerms > summary").press("Enter");
  await page.locator("#interest-count").selectOption({ label: "By days, a year of 365 days" });
  await page.locator("#moved").selectOption({ label: "Move it to the next business day" });
  const first = iso(40);
  await page.locator("#first-due").fill(first);
  // The month after the first instalment is left out.
  const after = (new Date(`${first}T00:00Z`).getUTCMonth() + 1) % 12;
  await page.locator(`#skipped-${after + 1}`).check();
  await expect_text(main, "what is left × 12 % × days ÷ 365");
  await expect_text(main, /13\.15/); // 1,000.00 × 12 % × 40 ÷ 365
  assert.deepEqual(await axe(page), []);

  const offer = page.getByRole("button", { name: "Offer it" });
  for (const [day, sentence] of [["2020-01-01", "cannot be before"], [iso(300), "cannot be after"], ["soon", /date/]]) {
    await page.locator("#expires").fill(day);
    await offer.click();
    await expect_text(page.locator("#expires-error"), sentence);
  }
  await page.locator("#expires").fill(iso(2));
  await offer.press("Enter");
  await expect_text(main.locator("h1"), "Offered payment plan 1");
  await expect_text(main, "12 % a year, by days in a year of 365");
  await expect_text(main, "Move it to the next business day");
  await saved(page);
  const table = await main.locator("table").innerText();

  // No reminder while it can be accepted; Today says that it ends.
  await visit(app, "/messages");
  assert.doesNotMatch(await mainText(page), /message to Ada/);
  await visit(app, "/");
  await expect_text(main, /Plan offered/);
  await page.getByRole("link", { name: "Open offer to Ada" }).click();
  await page.getByRole("button", { name: "Declined or withdrawn" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "End the offer" }).click();
  await expect_text(main, "Declined");
  await page.locator(".Toasts").getByRole("button", { name: /Undo/ }).first().click();
  await page.getByRole("button", { name: "They accepted" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "Put the plan in force" }).click();
  await expect_text(main.locator("h1"), "Payment plan 1");
  const amounts = (text) => text.match(/\b\d{2,3}\.\d{2}\b/g).slice(0, 1);
  assert.deepEqual(amounts(await main.locator("table").first().innerText()), amounts(table));
  await visit(app, "/plans");
  await expect_text(main.getByRole("region", { name: "Offered plans" }), /Ada.*Accepted/s);
  assert.deepEqual(app.problems, []);
});

test("own dates and amounts: by keyboard, with the rest filled in and what is wrong beside it, on a telephone", async (t) => {
  const app = await debtors(t);
  const { page } = app;
  await page.setViewportSize(PHONE);
  const main = page.locator("main");
  await visit(app, "/customers/2/plan");
  await page.getByLabel("Own dates and amounts").check();
  // They begin with the schedule as it was.
  assert.equal(await page.locator(".OwnRow").count(), 3);
  await page.getByRole("button", { name: "Remove instalment 2" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "own-add");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id.startsWith("own-due-"));
  const due = (number) => page.getByLabel(`Instalment ${number} due`, { exact: true });
  const amount = (number) => page.getByLabel(`Amount of instalment ${number}`, { exact: true });
  await due(1).fill(iso(10));
  await due(2).fill(iso(10));
  await due(3).fill(iso(45));
  await amount(1).fill("400");
  await amount(2).fill("250");
  await amount(3).fill("1");
  await expect_text(main, "Instalment 2 is not due after the one before it.");
  await due(2).fill(iso(20));
  await expect_text(main, "The last instalment must be $350.00 for the debt to be paid, not $1.00.");
  await expect_text(main, "$349.00 of the debt is left");
  await page.getByRole("button", { name: "Put the rest into the last one" }).press("Enter");
  await expect_text(main, "all of the debt");
  await expect_text(main, "The parts sum to exactly $1,000.00");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Accept the plan" }).click();
  await expect_text(main.locator("h1"), "Payment plan 1");
  await expect_text(main, "Dates and amounts as agreed");
  await expect_text(main, "350.00");
  assert.deepEqual(app.problems, []);
});
