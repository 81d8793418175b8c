// What is shown as saved is there: after a reload, offline, after a power cut, and in a second tab.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kill9, newProfile, offlineReady, openApp, openBrowser, openPage, opened } from "./lib/harness.mjs";
import { csv, importCsv, loadSample, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

/** How often the power is cut; more in a release run. */
const CUTS = Number(process.env.RECOUP_KILLS ?? 6);

/** Records a payment for the first customer that owes something, through the form, and returns its reference. */
export async function recordPayment(app, reference) {
  await visit(app, "/customers/1");
  await app.page.getByRole("button", { name: "Record a payment" }).or(app.page.getByRole("button", { name: "Record payment" })).first().click();
  const dialog = app.page.locator("dialog[open]");
  await dialog.getByLabel(/^Amount/).first().fill("12.34");
  await dialog.getByLabel(/^Reference/).fill(reference);
  await dialog.getByRole("button", { name: /^Record/ }).click();
  await dialog.waitFor({ state: "detached" }).catch(() => {});
  await saved(app.page);
}

const paymentIsThere = (app, reference) => expect_text(app.page.locator("main"), reference);

test("a payment is there after a reload, and offline after the browser was closed", async (t) => {
  const profile = await newProfile();
  const app = await openApp(t, { profile });
  await loadSample(app);
  await recordPayment(app, "REF-RELOAD");
  await visit(app, "/payments");
  await paymentIsThere(app, "REF-RELOAD");
  await app.page.reload();
  await opened(app.page);
  await paymentIsThere(app, "REF-RELOAD");
  await offlineReady(app.page);
  await app.browser.close();
  const again = await openBrowser(t, { profile });
  await again.context.setOffline(true);
  const { page, problems } = await openPage(again.context, app.server.origin);
  await page.goto(app.url("/payments"));
  await opened(page);
  await expect_text(page.locator("main"), "REF-RELOAD");
  assert.deepEqual(problems, []);
});

test(`a power cut right after “Saved” loses nothing (${CUTS} times)`, async (t) => {
  const profile = await newProfile();
  let app = await openApp(t, { profile });
  await loadSample(app);
  for (let cut = 0; cut < CUTS; cut += 1) {
    await recordPayment(app, `REF-CUT-${cut}`);
    await kill9(app.browser);
    app = await openApp(t, { profile, server: app.server });
    await visit(app, "/payments");
    await paymentIsThere(app, `REF-CUT-${cut}`);
  }
  // Nothing from before the last cut is lost either.
  for (let cut = 0; cut < CUTS; cut += 1) await paymentIsThere(app, `REF-CUT-${cut}`);
});

test("a power cut right after a large import is “Saved” loses nothing of it", async (t) => {
  const INVOICES = 20_000;
  const profile = await newProfile();
  let app = await openApp(t, { profile });
  const lines = Array.from({ length: INVOICES }, (_, at) => `Customer ${at % 500},INV-${at},2026-01-05,2026-02-04,${100 + (at % 90)}.25,EUR`);
  const file = csv("large.csv", "Customer,Invoice,Invoice date,Due date,Amount,Currency", ...lines);
  assert.ok(file.buffer.length > 1_000_000, "a file that is worth the name");
  await importCsv(app, file);
  await kill9(app.browser);
  app = await openApp(t, { profile, server: app.server });
  await visit(app, "/reports/aging?as_of=2026-02-04");
  await expect_text(app.page.locator("main"), "20,000 open invoices of 500 customers");
  assert.deepEqual(app.problems, []);
});

test("two tabs: both can change the ledger, neither overwrites the other", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { page, problems } = await openPage(app.context, app.server.origin);
  const second = { ...app, page, goto: async (to) => (await page.goto(app.url(to)), opened(page)) };
  await second.goto("/payments");
  await recordPayment(second, "REF-SECOND");
  await visit(app, "/payments");
  await paymentIsThere(app, "REF-SECOND");
  await recordPayment(app, "REF-FIRST");
  await second.goto("/payments");
  await paymentIsThere(second, "REF-FIRST");
  await paymentIsThere(second, "REF-SECOND");
  // The writing tab goes away: the other one takes over.
  await app.page.close();
  await recordPayment(second, "REF-AFTER");
  await second.goto("/payments");
  await paymentIsThere(second, "REF-AFTER");
  assert.deepEqual([...app.problems, ...problems], []);
});
