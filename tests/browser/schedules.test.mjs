// Schedules: made, given to a customer, followed; conditions and proposals of a step; days on which messages wait; hours for calls.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, downloaded, openApp } from "./lib/harness.mjs";
import { csv, importCsv, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const rowOf = (app, name) => app.page.locator("#worklist .worklist:not(details .worklist) > li").filter({ hasText: name });
const errorOf = (page, id) => page.locator(".Field").filter({ has: page.locator(id) });

/** Ada and Bob, each with one invoice 20 days past due. */
async function twoDebtors(t) {
  const app = await openApp(t);
  const row = (name, number) => `${name},${number},${iso(-50)},${iso(-20)},100.00,USD`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", row("Ada", "A-1"), row("Bob", "B-1")));
  return app;
}

/** Changes what is known of a customer, by a ledger file. */
async function give(app, name, details) {
  await visit(app, "/data");
  const { text } = await downloaded(app.page, () => app.page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
  const file = text.replace(`"details":{"name":"${name}"`, (found) => `${found}${details.country ? `,"country":"${details.country}"` : ""}`);
  const given = file.split("\n").map((line) => (line.includes(`"name":"${name}"`) ? line.replace(/\},"added"/, `,"approach":${JSON.stringify(details.approach)}},"added"`) : line));
  await app.page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(given.join("\n")) });
  await app.page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await saved(app.page);
}

async function savePolicy(app) {
  await app.page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(app.page.locator(".Toasts"), "Credit policy saved");
  await saved(app.page);
}

test("a schedule is made, given to a customer and followed; what is wrong in it is named beside its field", async (t) => {
  const app = await twoDebtors(t);
  const { page } = app;
  await visit(app, "/policy");
  const steps = page.locator(".PolicyStep");
  assert.deepEqual(await page.locator("#policy-schedule option").allInnerTexts(), ["Standard", "Gentle", "Firm"]);
  await page.locator("#policy-schedule").selectOption({ label: "Firm" });
  assert.equal(await steps.count(), 7);
  await page.getByRole("button", { name: "Add a schedule" }).click();
  for (const [name, sentence] of [["", "Give the schedule a name"], ["standard", "There is a schedule named “standard” already."], ["FIRM ", "There is a schedule named “FIRM” already."]]) {
    await page.locator("#policy-schedule-name").fill(name);
    await page.getByRole("button", { name: "Save the policy" }).click();
    await expect_text(errorOf(page, "#policy-schedule-name"), sentence);
  }
  await page.locator("#policy-schedule-name").fill("Patient");
  const fourteen = page.getByRole("group", { name: "14 days after the due date" });
  await fourteen.getByText("Conditions and proposals").click();
  const least = fourteen.getByLabel("Only from this amount");
  for (const [typed, sentence] of [["lots", "write the amount with its currency"], ["0 USD", "more than zero"], ["1 USD; 2 USD", "one least amount for each currency"]]) {
    await least.fill(typed);
    await page.getByRole("button", { name: "Save the policy" }).click();
    await expect_text(fourteen.locator(".Field").filter({ has: page.getByLabel("Only from this amount") }), sentence);
  }
  await least.fill("500 USD; 400 EUR");
  const seven = page.getByRole("group", { name: "7 days after the due date" });
  await seven.getByText("Conditions and proposals").click();
  await seven.getByLabel(/^To stop shipping/).check();
  await seven.getByLabel(/^A late fee/).check();
  await expect_text(page.getByRole("region", { name: "The schedule in words" }), /from \$500\.00; from €400\.00.*/);
  assert.deepEqual(await axe(page), []);
  await savePolicy(app);
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Edit customer" }).click();
  const field = page.locator("dialog[open] #customer-schedule");
  assert.deepEqual(await field.locator("option").allInnerTexts(), ["Standard", "Gentle", "Firm", "Patient"]);
  await field.selectOption({ label: "Patient" });
  await page.locator("dialog[open]").getByRole("button", { name: "Save", exact: true }).click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await saved(page);
  await visit(app, "/messages");
  await expect_text(page.locator("main tbody tr, main .DataTable-row").filter({ hasText: "Ada" }).first(), /7 days after the due date/);
  await expect_text(page.locator("main tbody tr, main .DataTable-row").filter({ hasText: "Bob" }).first(), /14 days after the due date/);
  // A step that proposes a late fee asks for one in the policy first.
  await page.locator("main tbody tr, main .DataTable-row").filter({ hasText: "Ada" }).first().getByRole("button", { name: /^Prepare/ }).click();
  const dialog = page.locator("dialog[open]");
  await expect_text(dialog, "your policy has none that goes with reminder steps");
  await page.keyboard.press("Escape");
  await visit(app, "/");
  await expect_text(rowOf(app, "Ada").filter({ hasText: "Stop shipping?" }), "Put on hold");
  await visit(app, "/customers/1");
  await expect_text(page.locator("main"), "Follows the schedule “Patient”.");
  // Renamed: the customer is not lost in silence.
  await visit(app, "/policy");
  await page.locator("#policy-schedule").selectOption({ label: "Patient" });
  await expect_text(page.locator("main"), "1 customer follows it.");
  await page.locator("#policy-schedule-name").fill("Slow");
  await expect_text(page.locator(".Notice"), "Ada names the schedule “Patient”, which is not here: that of their tier, or Standard, is followed");
  await savePolicy(app);
  await visit(app, "/customers/1");
  await expect_text(page.locator("main"), "The schedule “Patient” is not in your policy any more: Standard is followed.");
  assert.deepEqual(await axe(page), []);
  await visit(app, "/policy");
  await page.locator("#policy-schedule").selectOption({ label: "Slow" });
  await page.getByRole("button", { name: "Copy this one" }).click();
  assert.equal(await page.locator("#policy-schedule-name").inputValue(), "Copy of Slow");
  await page.getByRole("button", { name: "Delete this schedule" }).click();
  assert.deepEqual(await page.locator("#policy-schedule option").allInnerTexts(), ["Standard", "Gentle", "Firm", "Slow"]);
  assert.deepEqual(app.problems, []);
});

test("on a day that the owner closed messages wait, and the forecast leaves the day out", async (t) => {
  const app = await twoDebtors(t);
  const { page } = app;
  await visit(app, "/policy");
  await page.getByLabel("Wait for the next business day").check();
  await page.locator("#policy-country").selectOption("DE");
  await page.locator("#policy-own-day").fill("the day after");
  await page.getByRole("button", { name: "Close on this day" }).click();
  await expect_text(errorOf(page, "#policy-own-day"), "is not a date");
  await page.locator("#policy-own-day").fill(iso(0));
  await page.getByRole("button", { name: "Close on this day" }).click();
  await page.getByText(/^The coming year:/).click();
  const days = page.getByRole("region", { name: "Days on which messages wait" });
  await expect_text(days, /Your own day closed/);
  await expect_text(days, /Christmas Day/);
  assert.deepEqual(await axe(page), []);
  await savePolicy(app);
  await visit(app, "/messages");
  assert.doesNotMatch(await mainText(page), /14 days after the due date/);
  await visit(app, "/messages?tab=waiting");
  await expect_text(page.locator("main"), /Held back for a few days.*Ada/);
  assert.deepEqual(app.problems, []);
});

test("before a call the customer's time is shown, and at night a warning that says whom the rule binds", async (t) => {
  const app = await twoDebtors(t);
  const { page } = app;
  // A zone in which it is between 3 and 4 at night; the names of these zones count the other way round.
  const ahead = ((27 - new Date().getUTCHours()) % 24 + 24) % 24;
  const east = ahead > 13 ? ahead - 24 : ahead;
  const zone = `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}`;
  await give(app, "Bob", { country: "USA", approach: { kind: "consumer", time_zone: zone, relationship: "Call before noon." } });
  await visit(app, "/");
  await expect_text(rowOf(app, "Bob"), /It is 3:\d\d there/);
  await rowOf(app, "Bob").getByRole("link", { name: /^Prepare/ }).click();
  const dialog = page.locator("dialog[open]");
  await expect_text(dialog, /It is 3:\d\d where the customer is\. Call between 8:00 and 21:00 there\. It binds collection agencies, not you; it is good practice\. Source: United States, Regulation F/);
  await expect_text(dialog.locator(".message-known"), /Relationship Call before noon\./);
  assert.doesNotMatch(await dialog.locator("#message-text").inputValue(), /before noon/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("Call before noon.").filter({ visible: true }).count(), 0, "on paper");
  await page.emulateMedia({ media: "screen" });
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(app.problems, []);
});

test("a tier gives its customers a schedule and days to pay, where they have none of their own", async (t) => {
  const app = await twoDebtors(t);
  const { page } = app;
  const tier = page.getByRole("group", { name: /^Tier/ });
  await visit(app, "/policy?tab=tiers");
  await page.getByRole("button", { name: "Add a tier" }).click();
  await page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(tier.locator(".Field").filter({ has: page.getByLabel("Name") }), "Give the tier a name of at most 40 characters.");
  await tier.getByLabel("Name").fill("Wholesale");
  await tier.getByLabel("Days to pay").fill("4000");
  await page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(tier.locator(".Field").filter({ has: page.getByLabel("Days to pay") }), "at most 3650 days");
  await tier.getByLabel("Days to pay").fill("45");
  await tier.getByLabel("Reminder schedule").selectOption({ label: "Gentle" });
  await page.getByRole("button", { name: "Add a tier" }).click();
  await tier.nth(1).getByLabel("Name").fill("WHOLE sale");
  await page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(tier.nth(1), "There is a tier named “WHOLE sale” already.");
  assert.deepEqual(await axe(page), []);
  await tier.nth(1).getByRole("button", { name: "Remove this tier" }).click();
  await expect_text(page.locator("main"), "Changes on this page are not saved yet.");
  await savePolicy(app);
  // Ada gets it on her form, Bob by the list.
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Edit customer" }).click();
  const form = page.locator("dialog[open]");
  await form.locator("#customer-tier").selectOption({ label: "Wholesale" });
  await expect_text(form, "Its customers have 45 days to pay and follow the schedule Gentle");
  await form.locator("#customer-terms_accepted").fill(iso(1));
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect_text(form, "The day they accepted your terms");
  await form.locator("#customer-terms_accepted").fill(iso(-60));
  assert.deepEqual(await axe(page), []);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await saved(page);
  await expect_text(page.locator("main"), "Follows the schedule “Gentle”, from the tier Wholesale.");
  await expect_text(page.locator("main"), /Days to pay 45 days, from the tier Wholesale.*Tier Wholesale Reminder schedule Gentle, from the tier Wholesale Terms accepted/);
  await visit(app, "/customers/1/evidence");
  await expect_text(page.locator("main"), /Net 45 days, from the tier Wholesale.*The customer accepted the terms on.*This is the version of the policy of that day/);
  await visit(app, "/customers");
  await page.getByRole("checkbox", { name: "Select Ada" }).check();
  await page.getByRole("checkbox", { name: "Select Bob" }).check();
  await page.locator(".BulkBar").getByRole("button", { name: "Set the tier" }).click();
  await page.locator("#bulk-tier").selectOption({ label: "Wholesale" });
  await expect_text(page.locator("dialog[open]"), "It is their tier already.");
  await page.locator("dialog[open]").getByRole("button", { name: "Set the tier (1)" }).click();
  await expect_text(page.locator(".Toasts"), "Tier set for 1 row");
  await saved(page);
  await visit(app, "/messages");
  await expect_text(page.locator("main tbody tr, main .DataTable-row").filter({ hasText: "Bob" }).first(), /10 days after the due date/);
  // A renamed schedule stays with its tier; a tier that is gone is named.
  await visit(app, "/policy");
  await page.locator("#policy-schedule").selectOption({ label: "Gentle" });
  await expect_text(page.locator("main"), "2 customers follow it, 2 by their tier.");
  await page.locator("#policy-schedule-name").fill("Kind");
  await savePolicy(app);
  await visit(app, "/policy?tab=tiers");
  assert.equal(await tier.getByLabel("Reminder schedule").inputValue(), "Kind");
  await tier.getByLabel("Name").fill("Trade");
  await expect_text(page.locator(".Notice"), "Ada, Bob name the tier “Wholesale”, which is not here: it decides nothing");
  await savePolicy(app);
  await visit(app, "/customers/2");
  await expect_text(page.locator("main"), "The tier “Wholesale” is not in your policy any more: it decides nothing.");
  assert.deepEqual(app.problems, []);
});
