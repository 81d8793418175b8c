// Every page's work without a mouse: Tab to the control, Enter or Space, and type. Nothing here is clicked or focused by script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./lib/harness.mjs";
import { expect_text } from "./lib/expect.mjs";
import { csv, mainText, saved, visit } from "./lib/steps.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What the keys do on a page. `at` is a locator; the first match counts. */
function keys(page) {
  const has_focus = (at) => at.evaluate((element) => element === document.activeElement);
  /** Tab, and Tab again, until the focus is there. */
  const reach = async (at) => {
    const target = at.first();
    await target.waitFor();
    for (let steps = 0; steps < 500; steps += 1) {
      if (await has_focus(target)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${at}`);
  };
  const button = (name, within = page) => within.getByRole("button", { name, exact: typeof name === "string" });
  const press = async (at, key = "Enter") => {
    await reach(at);
    await page.keyboard.press(key);
  };
  const type = async (at, text) => {
    await reach(at);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
  };
  const dialog = page.locator("dialog[open]");
  /** An item of the menu “More actions”. */
  const menu = async (name) => {
    await press(button("More actions"));
    await press(button(name).or(page.getByRole("link", { name, exact: true })));
  };
  /** Enter in a field sends its form; the dialog is gone when it was taken. */
  const send = async () => {
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await saved(page);
  };
  /** The button that sends the form of a dialog: where Enter makes a new line. */
  const send_by = async (name) => {
    await press(button(name, dialog));
    await dialog.waitFor({ state: "detached" });
    await saved(page);
  };
  return { reach, press, type, button, dialog, menu, send, send_by };
}

test("documents and money by keyboard: enter, dispute, credit, take back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { press, type, button, dialog, menu, send, send_by } = keys(page);
  await visit(app, "/customers");
  await press(button("Add customer"));
  await page.keyboard.type("Ada Tea");
  await send();
  await expect_text(page.locator("main h1"), "Ada Tea");

  await press(button("New invoice"));
  await type(dialog.locator("#invoice-number"), "A-1");
  await type(dialog.locator("#invoice-amount"), "1.250,00");
  await type(dialog.locator("#invoice-issued"), iso(-60));
  await type(dialog.locator("#invoice-due"), iso(-30));
  await send();
  await expect_text(page.locator("main"), "A-1");

  await visit(app, "/invoices");
  await press(page.getByRole("searchbox"));
  await page.keyboard.type("A-1");
  await press(page.getByRole("link", { name: "A-1" }));
  await expect_text(page.locator("main h1"), "A-1");
  await press(button("Mark as disputed"));
  await type(dialog.locator("#dispute-reason"), "One box is missing");
  await send_by("Mark as disputed");
  await press(button("End dispute"));
  await type(dialog.locator("#settle-verdict"), "Rej");
  await press(button("End the dispute", dialog));
  await expect_text(dialog, "Explain the outcome");
  await press(button("Not now", dialog));
  await dialog.waitFor({ state: "detached" });
  await expect_text(page.locator("main"), /rejected/i);
  await menu("Change due date");
  await type(dialog.locator("#due-date-due"), iso(-20));
  await send();
  await menu("Pause reminders");
  await type(dialog.locator("#pause-reason"), "Waits for an order number");
  await send_by("Pause reminders");
  await menu("Resume reminders");
  await saved(page);

  await visit(app, "/payments");
  await press(button(/^Record (a )?payment$/));
  await type(dialog.getByRole("combobox").first(), "Ada");
  await page.keyboard.press("Enter");
  await type(dialog.locator("#payment-amount"), "1000");
  await send();
  await expect_text(page.locator("main"), "$1,000.00");
  await press(button(/^Actions for \$1,000\.00/));
  await press(button(/Take back/));
  await press(dialog.getByRole("radio", { name: /^It bounced/ }), "Space");
  await send_by("Take back");

  await visit(app, "/customers/1");
  await menu("Credit note");
  await type(dialog.locator("#credit-note-number"), "CN-1");
  await type(dialog.locator("#credit-note-amount"), "50");
  await send();
  await expect_text(page.locator("main"), "CN-1");
  await press(button(/^Undo/));
  await saved(page);
  await menu("Edit customer");
  await type(dialog.locator("#customer-country"), "Ireland");
  await send();
  await press(page.getByRole("link", { name: "A-1" }));
  await menu("Void this invoice");
  await send_by(/^Void/);
  await expect_text(page.locator("main"), /void/i);
  assert.deepEqual(app.problems, []);
});

test("following up by keyboard: message, promise, call, hold, plan, statement", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { press, type, button, dialog, menu, send, send_by } = keys(page);
  await visit(app, "/data");
  await press(button("Load the sample shop"));
  await saved(page);

  await visit(app, "/");
  await press(button(/^Later: /));
  await press(button("For a week"));
  await expect_text(page.locator("#worklist"), "put off until later");

  await visit(app, "/messages");
  await press(button("Prepare the message to Blue Kettle Café"));
  await type(dialog.locator("#message-subject"), "Your account, once more");
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (globalThis.copied = text) } }));
  await press(button(/^Copy/, dialog));
  await press(button("Yes, sent", dialog));
  await dialog.waitFor({ state: "detached" });
  await saved(page);
  await press(page.locator("main").getByRole("link", { name: /^History/ }));
  await expect_text(page.locator("main"), "Blue Kettle Café");

  await visit(app, "/customers/3");
  await press(button("Promise to pay"));
  await type(dialog.locator("#promise-due"), iso(6));
  await send();
  await press(button("Log a call or note"));
  await type(dialog.locator("#contact-note"), "Spoke to the owner.");
  await send_by("Put on record");
  await menu("Put on hold");
  await type(dialog.locator("#hold-reason"), "Over 60 days");
  await send_by("Put on hold");
  await menu("Statement of account");
  await expect_text(page.locator("main h1"), /Statement/);
  await press(page.getByRole("combobox").first(), "ArrowDown");

  await visit(app, "/plans");
  await press(button("New plan"));
  await page.keyboard.type("Highland");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), "New payment plan");
  await type(page.locator("#count"), "2");
  await press(button("Accept the plan"));
  await expect_text(page.locator("main h1"), /Payment plan \d/);
  await press(button("End the plan"));
  await send_by("End the plan");
  await expect_text(page.locator("main"), "Ended");
  assert.deepEqual(app.problems, []);
});

test("reports, rules and data by keyboard: aging, policy, settings, a file in and out", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { press, type, button } = keys(page);
  const file = csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", `Ada,A-1,${iso(-50)},${iso(-20)},100.00,USD`);
  await visit(app, "/data");
  const chooser = page.waitForEvent("filechooser");
  await press(page.locator("#import-file"));
  await (await chooser).setFiles(file);
  await page.locator("#import-preview").waitFor();
  await press(page.locator("#import").getByRole("button", { name: /^Import / }));
  await page.locator("#import-done").waitFor();
  await saved(page);
  const download = page.waitForEvent("download");
  await press(page.locator("#ledger-file").getByRole("button", { name: /^Export/ }));
  assert.match((await download).suggestedFilename(), /\.json$/);

  await visit(app, "/reports/aging");
  await press(page.getByRole("combobox", { name: "Age by" }), "ArrowDown");
  await expect_text(page.locator("main"), "31–60");
  const report = page.waitForEvent("download");
  await press(button("Export as CSV"));
  assert.match((await report).suggestedFilename(), /\.csv$/);

  await visit(app, "/policy");
  await type(page.locator("#policy-gap"), "6");
  await press(button("Add a step"));
  await press(button("Save the policy"));
  await expect_text(page.locator(".Toasts"), "Credit policy saved");
  await visit(app, "/settings");
  await type(page.getByRole("textbox", { name: "Business name" }), "Ada & Daughters");
  await page.keyboard.press("Enter");
  await saved(page);
  await expect_text(page.locator(".SideNav-business"), "Ada & Daughters");

  await visit(app, "/data");
  await press(page.locator("#imports").getByRole("button", { name: /Undo|Take back/ }));
  await expect_text(page.locator("#imports"), /undone|taken back/i);
  await visit(app, "/customers");
  assert.doesNotMatch(await mainText(page), /Ada\b.*100/);
  assert.deepEqual(app.problems, []);
});
