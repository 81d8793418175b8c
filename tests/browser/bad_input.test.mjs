// Bad input: a clear message, nothing lost, nothing executed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./lib/harness.mjs";
import { chooseCsv, csv, importCsv, loadSample, mainText, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const HEADER = "Customer,Invoice,Invoice date,Due date,Amount,Currency";
const MARKUP = "<img src=x onerror=alert(1)>";

test("files that are no lists of invoices are refused with a sentence, and nothing changes", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await visit(app, "/customers");
  const before = await mainText(app.page);
  const files = [
    [{ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) }, /empty/i],
    [{ name: "photo.csv", mimeType: "text/csv", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]) }, /not|picture|image|text/i],
    [{ name: "sheet.xlsx", mimeType: "text/csv", buffer: Buffer.from("PK\u0003\u0004 xl/workbook.xml") }, /CSV/i],
  ];
  for (const [file, sentence] of files) {
    await chooseCsv(app, file);
    await expect_text(app.page.locator("#import"), sentence);
    assert.equal(await app.page.locator("#import-preview").count(), 0, file.name);
  }
  await visit(app, "/customers");
  assert.equal(await mainText(app.page), before);
  assert.deepEqual(app.problems, []);
});

test("a file of 100 MB is refused before it is read", async (t) => {
  const app = await openApp(t);
  await visit(app, "/data");
  // The browser driver takes at most 50 MB, so the page makes the file itself.
  await app.page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(100 * 1024 * 1024)], "huge.csv", { type: "text/csv" }));
    const input = document.querySelector("#import-file");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await expect_text(app.page.locator("#import"), /MB|too large|larger/i);
});

test("wrong columns ask for the mapping instead of guessing", async (t) => {
  const app = await openApp(t);
  await chooseCsv(app, csv("wrong.csv", "Alpha,Beta,Gamma", "x,y,z"));
  await expect_text(app.page.locator("#import"), /column/i);
  assert.equal(await app.page.locator("#import-preview").count(), 0);
});

test("bad rows are rejected with line and reason, good rows stay", async (t) => {
  const app = await openApp(t);
  const lines = [
    HEADER,
    "Ada,1,2026-01-05,2026-02-04,\"1,234.50\",USD",
    "Ada,2,2026-02-31,2026-03-30,10.00,USD",
    "Ada,3,2026-01-07,2026-02-06,abc,USD",
    "Ada,4,2026-01-08,2026-02-07,-10.00,USD",
    "Ada,5,2026-01-09,2026-02-08,10.00,USD",
    "Ada,5,2026-01-09,2026-02-08,20.00,USD",
  ];
  await chooseCsv(app, csv("rows.csv", ...lines));
  await app.page.locator("#import-preview").waitFor();
  const text = await expect_text(app.page.locator("#import"), "rejected");
  for (const reason of [/calendar|exist/i, /not an amount/i, /below zero|negative/i]) assert.match(text, reason);
  await app.page.locator("#import").getByRole("button", { name: /^Import / }).click();
  await app.page.locator("#import-done").waitFor();
  await visit(app, "/invoices?state=all");
  await expect_text(app.page.locator("main"), "1,234.50");
});

test("amounts in either notation mean the same", async (t) => {
  const app = await openApp(t);
  await importCsv(app, csv("comma.csv", HEADER.replaceAll(",", ";"), "Ada;1;2026-01-05;2026-02-04;1.234,50;EUR", "Ada;2;2026-01-06;2026-02-05;12,25;EUR"));
  await visit(app, "/reports/aging");
  await expect_text(app.page.locator("main"), "1,246.75");
});

test("a customer named like markup stays text on every page", async (t) => {
  const app = await openApp(t);
  let asked = 0;
  app.page.on("dialog", (dialog) => {
    asked += 1;
    dialog.dismiss();
  });
  await importCsv(app, csv("markup.csv", HEADER, `${MARKUP},${MARKUP}1,2026-01-05,2026-02-04,10.00,USD`));
  for (const path of ["/", "/customers", "/customers/1", "/customers/1/plan", "/invoices?state=all", "/invoices/1", "/payments", "/messages", "/plans", "/reports/aging", "/data"]) {
    await visit(app, path);
    await app.page.waitForTimeout(150);
    assert.equal(await app.page.locator("img").count(), 0, path);
  }
  await visit(app, "/customers");
  await expect_text(app.page.locator("main"), MARKUP);
  assert.equal(asked, 0);
  assert.deepEqual(app.problems, []);
});
