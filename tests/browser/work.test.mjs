// A morning's work: a message is prepared and confirmed, a plan agreed, a mistake undone, and the keyboard reaches everything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openApp } from "./lib/harness.mjs";
import { csv, importCsv, loadSample, mainText, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

test("a message becomes history only when the owner confirms it", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await visit(app, "/messages");
  const name = "Blue Kettle Café";
  await app.page.getByRole("button", { name: `Prepare the message to ${name}` }).or(app.page.getByRole("link", { name: `Prepare the message to ${name}` })).first().click();
  const dialog = app.page.locator("dialog#prepare");
  await expect_text(dialog, "CC-");
  assert.equal(await dialog.locator("#message-subject").inputValue(), "Your account with Copper & Crema Supply");
  assert.match(await dialog.locator("#message-text").inputValue(), /Perhaps it was overlooked/);
  // The mail program is the owner's: the page only hands it a link.
  await app.page.evaluate(() => {
    globalThis.links = [];
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='mailto:']");
      if (link) {
        event.preventDefault();
        globalThis.links.push(link.href);
      }
    }, true);
  });
  await dialog.getByRole("button", { name: "Open in mail program" }).click();
  await expect_text(dialog, "Did it go out?");
  const [link] = await app.page.evaluate(() => globalThis.links);
  assert.match(link, /^mailto:tom@bluekettle\.example\?/);
  assert.equal(new URL(link).searchParams.get("subject"), "Your account with Copper & Crema Supply");
  assert.deepEqual([...new URL(link).searchParams.keys()].sort(), ["body", "subject"]);
  await dialog.getByRole("button", { name: "Not yet" }).click();
  await saved(app.page);
  await visit(app, "/messages?tab=waiting");
  await expect_text(app.page.locator("main"), name);
  await app.page.getByRole("button", { name: `Sent: message to ${name}` }).click();
  await saved(app.page);
  await visit(app, "/messages?tab=history");
  await expect_text(app.page.locator("main"), name);
  await visit(app, "/messages");
  assert.doesNotMatch(await mainText(app.page), new RegExp(name), "no second message on the same day");
  assert.deepEqual(app.problems, []);
});

test("due messages are worked through one after the other, the calls with their outcome", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const row = (name, late) => `${name},${name}-1,${iso(-late - 30)},${iso(-late)},100.00,USD,${name.toLowerCase()}@example.com`;
  await importCsv(app, csv("debtors.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency,Email", row("Ada", 20), row("Bob", 10), row("Cleo", 9)));
  await visit(app, "/messages");
  await page.getByRole("button", { name: "Work through all (3)" }).click();
  const dialog = page.locator("dialog#prepare[open]");
  const skip = async () => {
    await dialog.getByRole("button", { name: "Skip this step" }).click();
    await dialog.getByRole("button", { name: "Skip the step" }).click();
  };
  await expect_text(dialog.locator("h2"), "Call to Ada, then 2 more");
  await page.evaluate(() => document.addEventListener("click", (event) => event.target.closest?.("a[href^='tel:']") && event.preventDefault(), true));
  // The number is entered over the dialog, which shows it at once.
  await dialog.getByRole("button", { name: "Edit customer" }).first().click();
  const form = page.locator("dialog#customer-dialog[open]");
  await form.locator("#customer-phone").fill("+33 1 23 45 67 89");
  await form.locator("#customer-country").fill("France");
  assert.deepEqual(await axe(page), []);
  await form.getByRole("button", { name: "Save" }).click();
  await expect_text(dialog.locator(".message-address"), "+33 1 23 45 67 89");
  await page.waitForFunction(() => document.activeElement?.id === "message-recipient");
  assert.equal(await dialog.getByText("There is no telephone number").count(), 0);
  await dialog.getByRole("button", { name: "Skip this step" }).click();
  await dialog.getByRole("button", { name: "Back" }).click();
  await expect_text(dialog.locator(".message-there"), /It is \d+:\d\d there \(Europe\/Paris\)/);
  await dialog.getByRole("button", { name: "Yes, called" }).click();
  const outcome = page.locator("dialog#contact-dialog[open]");
  await outcome.locator("#contact-note").fill("Pays on Friday.");
  await outcome.getByRole("button", { name: "Put on record" }).click();
  await expect_text(dialog.locator("h2"), /E-mail to (Bob|Cleo), then 1 more/);
  await skip();
  await expect_text(dialog.locator("h2"), /^E-mail to (Bob|Cleo)$/);
  assert.ok(await dialog.evaluate((element) => element.contains(document.activeElement)), "the focus is in the dialog");
  await skip();
  await expect_text(page.locator(".Toasts"), "That was the last one");
  await expect_text(page.locator("main"), "Nothing is due to be said");
  assert.deepEqual(app.problems, []);
});

test("a payment plan: bad terms are named beside their field, good ones become a plan, undo takes it back", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await visit(app, "/customers/6/plan");
  const { page } = app;
  for (const [field, value, sentence] of [
    ["#count", "0", /at least|instalment/i],
    ["#count", "10000", /most|many/i],
    ["#first-due", "2020-01-01", /before/i],
    ["#first-due", "2027-02-31", /calendar|exist/i],
    ["#rate", "300", /rate|100/i],
    ["#down-payment", "999,999.00", /below/i],
  ]) {
    const before = await page.locator(field).inputValue();
    await page.locator(field).fill(value);
    await expect_text(page.locator(`${field}-error`), sentence);
    await page.locator(field).fill(before);
  }
  await page.locator("#down-payment").fill("1.000,00");
  await page.locator("#count").fill("4");
  await expect_text(page.locator("main"), "The parts sum to exactly $6,455.47");
  await page.getByRole("button", { name: "Accept the plan" }).click();
  await expect_text(page.locator("main h1"), "Payment plan 2");
  await expect_text(page.locator("main"), "1,363.89");
  await saved(page);
  await visit(app, "/reports/aging");
  await expect_text(page.locator("main"), "On a payment plan");
  await visit(app, "/customers/6/plan");
  await expect_text(page.locator("main"), "Nothing to put on a plan");
  // A second one, taken back at once.
  await visit(app, "/customers/2/plan");
  await page.getByRole("button", { name: "Accept the plan" }).click();
  await expect_text(page.locator("main h1"), "Payment plan 3");
  await page.locator(".Toasts").getByRole("button", { name: /Undo/ }).first().click();
  await expect_text(page.locator("main"), "Ended");
  await saved(page);
  await visit(app, "/plans");
  assert.doesNotMatch(await mainText(page), /Blue Kettle/);
  assert.deepEqual(app.problems, []);
});

test("the palette leads to places, customers and invoices by keyboard", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  await visit(app, "/");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("highland");
  await expect_text(page.locator("dialog[open]"), "Highland Tearooms");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), "Highland Tearooms");
  await page.locator("body").press("/");
  await page.keyboard.type("aging");
  await expect_text(page.locator("dialog[open]"), "Aging");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  // Record a payment without touching the mouse.
  await visit(app, "/customers/1");
  await page.getByRole("button", { name: "Record payment" }).first().focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog[open] #payment-amount").focus();
  await page.keyboard.type("1.234,50");
  await page.keyboard.press("Enter");
  await expect_text(page.locator(".Toasts"), /Undo/);
  await saved(page);
  await expect_text(page.locator("main"), "1,234.50");
  await page.locator(".Toasts").getByRole("button", { name: /Undo/ }).first().focus();
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main"), /mistake/i);
  assert.deepEqual(app.problems, []);
});

test("another day is looked at, and said so", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await visit(app, "/reports/aging?as_of=2026-01-31");
  await expect_text(app.page.locator(".TopBar"), "As of Jan 31, 2026");
  await app.page.getByRole("button", { name: "Back to today" }).first().click();
  await expect_text(app.page.locator(".TopBar"), "Today");
  assert.doesNotMatch(app.page.url(), /as_of/);
});

test("unsaved changes of the credit policy are asked about, whichever way the page is left", async (t) => {
  const app = await openApp(t, { path: "/customers" });
  const { page } = app;
  const gap = page.locator("#policy-gap");
  const question = page.locator("dialog#leave-question");
  const stay = async () => {
    await question.getByRole("button", { name: "Cancel" }).click();
    assert.match(page.url(), /\/policy$/);
    assert.equal(await gap.inputValue(), "21");
  };
  await page.getByRole("link", { name: "Credit policy" }).click();
  await gap.fill("21");
  await page.getByRole("link", { name: "Settings" }).click();
  await stay();
  await page.goBack();
  await stay();
  await page.locator("main h1").click();
  await page.keyboard.press("?");
  await stay();
  await page.getByRole("link", { name: "Customer tiers" }).click();
  await stay();
  await page.keyboard.press("Control+K");
  await page.keyboard.type("aging");
  await page.keyboard.press("Enter");
  await stay();
  const asked = new Promise((resolve) => {
    page.once("dialog", (dialog) => {
      resolve(dialog.type());
      dialog.dismiss();
    });
  });
  await page.evaluate(() => void setTimeout(() => location.reload()));
  assert.equal(await asked, "beforeunload");
  await page.goBack();
  await question.getByRole("button", { name: "Leave without saving" }).click();
  await expect_text(page.locator("main h1"), "Customers");
  await page.goForward();
  await expect_text(page.locator("main h1"), "Credit policy");
  assert.equal(await gap.inputValue(), "5");
  // What is saved can be left.
  await gap.fill("33");
  await page.getByRole("button", { name: "Save the policy" }).click();
  await expect_text(page.locator(".Toasts"), "Credit policy saved");
  await page.getByRole("link", { name: "Settings" }).click();
  await expect_text(page.locator("main h1"), "Settings");
  assert.deepEqual(app.problems, []);
});

/** The amount at the end of a text such as “Total $1,234.50”, in cents. */
const cents = (text) => Math.round(Number(plain(text).match(/(-?)[^\d-]*([\d,]+\.\d\d)(?!.*\d\.\d\d)/).slice(1).join("").replaceAll(",", "")) * 100);

test("every figure of Today and Aging leads to the documents that add up to it", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  for (const place of ["/", "/reports/aging?currency=USD"]) {
    await visit(app, place);
    await page.locator(".Figure").first().waitFor();
    const tiles = page.locator(".Figure");
    for (let at = 0; at < (await tiles.count()); at += 1) {
      const figure = cents(await tiles.nth(at).locator(".ExplainedNumber").innerText());
      await tiles.nth(at).locator("a.Figure-detail").click();
      await page.locator(".PageHeader-back").waitFor();
      const lead = await expect_text(page.locator(".PageHeader-lead"), "together");
      assert.equal(cents(lead.split(", as of")[0]), figure, `${place} ${lead}`);
      if (figure !== 0) assert.equal(cents(await page.locator(".DataTable tfoot").innerText()), figure);
      await page.goBack();
      await page.locator(".Figure").first().waitFor();
    }
  }
  const bucket = page.locator(".BucketBar-item a").nth(1);
  const figure = cents((await bucket.innerText()).replace(/\(.*/, ""));
  await bucket.click();
  assert.equal(cents(await page.locator(".DataTable tfoot").innerText()), figure);
  assert.deepEqual(app.problems, []);
});

test("the palette carries out commands, and j, k and Enter move in the list of the page", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  const command = async (text, option) => {
    await page.keyboard.press("Control+K");
    await page.keyboard.type(text);
    await expect_text(page.locator("dialog[open] .Palette-list"), option);
    await page.keyboard.press("Enter");
  };
  await visit(app, "/customers");
  await command("new customer", "New customer");
  await page.locator("dialog[open]#customer-dialog #customer-name").fill("Aurora Tea");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), "Aurora Tea");
  await command("undo", "Undo: Aurora Tea added");
  await expect_text(page.locator("main"), "There is no such customer");
  await saved(page);
  await command("new payment", "New payment plan");
  const dialog = page.locator("dialog[open]#plan-dialog");
  await dialog.locator("#plan-customer").fill("Maple");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), "New payment plan");
  await command("30 june 2026", "Look at");
  await expect_text(page.locator(".TopBar"), "As of Jun 30, 2026");
  await command("back to", "Back to today");
  await expect_text(page.locator(".AsOfControl"), /^Today$/);
  await command("switch to light", "Switch to light colors");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
  await visit(app, "/invoices");
  await page.locator(".DataTable-row").first().waitFor();
  const second = plain(await page.locator(".DataTable-row th").nth(1).innerText());
  await page.keyboard.press("j");
  // The focus follows a frame later, sooner than anybody presses the next key.
  const current = page.locator(".DataTable-row--current:focus");
  await current.waitFor();
  await page.keyboard.press("j");
  await current.filter({ hasText: second }).waitFor();
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), second);
  await visit(app, "/");
  const name = plain(await page.locator("#worklist .worklist-who a").nth(1).innerText());
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect_text(page.locator("main h1"), name);
  assert.deepEqual(app.problems, []);
});

test("the panel of the day closes after a choice and gives the focus back", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page } = app;
  await page.locator(".AsOfControl-button").click();
  await page.locator("#as-of-day").fill("2026-02-28");
  await expect_text(page.locator(".AsOfControl-button"), "As of Feb 28, 2026");
  await page.locator("#as-of").waitFor({ state: "hidden" });
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("AsOfControl-button")));
  // Typed: nothing happens before Enter.
  await page.keyboard.press("Enter");
  await page.locator("#as-of-day").focus();
  await page.keyboard.type("01");
  assert.ok(await page.locator("#as-of").isVisible());
  await page.keyboard.press("Enter");
  await expect_text(page.locator(".AsOfControl-button"), "As of Jan 28, 2026");
  await page.locator("#as-of").waitFor({ state: "hidden" });
  assert.deepEqual(app.problems, []);
});
