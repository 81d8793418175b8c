// The credit policy: terms with a day of their own, versions, and the customers' copy.

import { test } from "node:test";
import assert from "node:assert/strict";
import { expect_text } from "./lib/expect.mjs";
import { axe, openApp } from "./lib/harness.mjs";
import { loadSample, saved, visit } from "./lib/steps.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const errorOf = (page, id) => page.locator(".Field", { has: page.locator(id) }).locator(".Field-error");

test("terms are changed with a day of their own; bad ones are refused; the customers' copy says them", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  await visit(app, "/policy?tab=terms");
  const net = page.locator("#policy-net");
  const save = async () => {
    await page.getByRole("button", { name: "Save the policy" }).focus();
    await page.keyboard.press("Enter");
  };
  for (const [typed, sentence] of [["9999", "at most 3650 days"], ["soon", "is not understood"], ["2/10 net 30", "name a discount"], ["-3", "is not understood"]]) {
    await net.fill(typed);
    await save();
    await expect_text(errorOf(page, "#policy-net"), sentence);
  }
  await net.fill("net 15 EOM");
  for (const [typed, sentence] of [["0 USD", "more than zero"], ["5 USD; 6 USD", "one credit limit for each currency"]]) {
    await page.locator("#policy-limits").fill(typed);
    await save();
    await expect_text(errorOf(page, "#policy-limits"), sentence);
  }
  await page.locator("#policy-limits").fill("90000 USD");
  await page.locator("#policy-grace").fill("-1");
  await save();
  await expect_text(errorOf(page, "#policy-grace"), "whole number");
  await page.locator("#policy-grace").fill("3");
  await page.locator("#policy-from").fill("1890-01-01");
  await save();
  await expect_text(errorOf(page, "#policy-from"), /1890|1950/);
  await page.locator("#policy-from").fill(iso(10));
  await page.locator("#policy-note").fill("Simpler dates");
  await save();
  await expect_text(page.locator(".Toasts"), "Credit policy saved");
  await saved(page);
  assert.deepEqual(await axe(page), []);
  await visit(app, "/policy?tab=versions");
  await expect_text(page.getByRole("region", { name: "Versions of the policy" }), /Version 2 Customers’ copy planned from .*terms or limits, days of grace Simpler dates/);
  assert.deepEqual(await axe(page), []);
  await visit(app, "/policy/print");
  await expect_text(page.locator("main"), /Version 1, in force until .*An invoice is due 30 days after the invoice date/);
  await visit(app, `/policy/print?as_of=${iso(10)}`);
  await expect_text(page.locator("main"), /Version 2, in force from .*An invoice is due 15 days after the end of the invoice’s month/);
  await visit(app, "/customers/1");
  await page.getByRole("link", { name: "Their copy to print" }).click();
  await expect_text(page.locator("main"), /Version 1, in force until .* For .+\. When to pay/);
  await page.setViewportSize({ width: 390, height: 800 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "no sideways scroll");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(app.problems, []);
});
