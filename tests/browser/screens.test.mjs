// Every page: no accessibility violation in light and dark, nothing wider than a phone, no complaint in the console.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, axe, openApp, screenshots } from "./lib/harness.mjs";
import { loadSample, visit } from "./lib/steps.mjs";

const PLACES = {
  today: "/",
  customers: "/customers",
  customer: "/customers/1",
  "customer-plan": "/customers/6/plan",
  invoices: "/invoices?state=all",
  invoice: "/invoices/1",
  payments: "/payments",
  messages: "/messages",
  plans: "/plans",
  plan: "/plans/1",
  aging: "/reports/aging",
  policy: "/policy",
  data: "/data",
  settings: "/settings",
  help: "/help",
  "not-found": "/nowhere",
};

async function look(app, state) {
  const found = [];
  for (const [name, path] of Object.entries(PLACES)) {
    await app.page.setViewportSize({ width: 1440, height: 900 });
    await visit(app, path);
    await app.page.waitForTimeout(250);
    for (const violation of await axe(app.page)) found.push(`${name}: ${violation}`);
    await app.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await app.page.waitForTimeout(300); // colours fade
    for (const violation of await axe(app.page, { runOnly: ["wcag2aa"] })) found.push(`${name} (dark): ${violation}`);
    await app.page.emulateMedia({ colorScheme: "light" });
    await screenshots(app.page, `${state}-${name}`);
    await app.page.setViewportSize(PHONE);
    await app.page.waitForTimeout(100);
    const wider = await app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) found.push(`${name}: ${wider} px wider than a phone`);
    for (const violation of await axe(app.page)) found.push(`${name} (phone): ${violation}`);
  }
  assert.deepEqual(found, []);
  assert.deepEqual(app.problems, []);
}

test("every page of the sample shop", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await look(app, "full");
});

test("every page of an empty ledger", async (t) => {
  const app = await openApp(t);
  await look(app, "empty");
});
