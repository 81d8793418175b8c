// Bad input: a clear message, nothing lost, nothing executed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./lib/harness.mjs";
import { chooseCsv, csv, importCsv, loadSample, mainText, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const HEADER = "Customer,Invoice,Invoice date,Due date,Amount,Currency";
const MARKUP = "<img src=x onerror=alert(1)>";

/** The import says exactly this beside its field, and offers neither a preview nor a mapping. */
async function refusedWith(app, sentence) {
  const seen = await expect_text(app.page.locator("#import-file-error"), sentence);
  assert.equal(seen, `${sentence} Nothing was changed.`);
  assert.match(await app.page.locator("#import-file").getAttribute("aria-describedby"), /\bimport-file-error\b/);
  assert.equal(await app.page.locator("#import-preview").count(), 0, "no preview");
  assert.equal(await app.page.locator("#import button, #import-mapping").count(), 0, "nothing to go on with");
}

test("files that are no lists of invoices are refused with a sentence, and nothing changes", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  await visit(app, "/customers");
  const before = await mainText(app.page);
  // The first bytes as a camera, another program or a spreadsheet writes them; the name says CSV all the same.
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]);
  const files = [
    [{ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) }, "The file is empty."],
    [{ name: "photo.csv", mimeType: "text/csv", buffer: png }, "This is a PNG picture file, not a table of text. Export the data as CSV, then import that file."],
    [{ name: "bytes.csv", mimeType: "text/csv", buffer: Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21]) }, "The file is not text. Export the data as CSV, then import that file."],
    [
      { name: "sheet.xlsx", mimeType: "text/csv", buffer: Buffer.from("PK\u0003\u0004 xl/workbook.xml") },
      "This looks like an Excel workbook or another zipped file. Open it there, save it as CSV first, then import the CSV file.",
    ],
  ];
  for (const [file, sentence] of files) {
    await chooseCsv(app, file); // on a page that is loaded anew: no refusal of the file before is left
    await refusedWith(app, sentence);
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
  await refusedWith(app, "The file is larger than 64 MB. Export a shorter period, or split the file, and import the parts one after another.");
  assert.deepEqual(app.problems, []);
});

test("wrong columns ask for the mapping instead of guessing", async (t) => {
  const app = await openApp(t);
  await chooseCsv(app, csv("wrong.csv", "Alpha,Beta,Gamma", "x,y,z"));
  await expect_text(app.page.locator("#import-mapping"), "What the columns mean");
  for (const name of ["Alpha", "Beta", "Gamma"]) await app.page.getByLabel(`Meaning of ${name}`).waitFor();
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
  await expect_text(app.page.locator("#import"), "6 rows: 1 taken, 0 left out, 5 rejected");
  const rejected = app.page.getByRole("table", { name: "Rejected rows and why" }).locator("tbody tr");
  const cells = (row) => row.locator("th, td").allInnerTexts();
  const reasons = [];
  for (const row of await rejected.all()) reasons.push((await cells(row)).map(plain));
  assert.deepEqual(reasons, [
    ["3", "Invoice date", "2026-02-31", "is a day that does not exist in the calendar"],
    ["4", "Amount", "abc", "is not an amount"],
    ["5", "Amount", "-10.00", "is negative; it can be taken as a credit note if you choose so"],
    ["6", "Amount", "10.00", "differs from the amount of the same document on line 7"],
    ["7", "Amount", "20.00", "differs from the amount of the same document on line 6"],
  ]);
  await app.page.locator("#import").getByRole("button", { name: "Import 1 customer and 1 invoice" }).click();
  await app.page.locator("#import-done").waitFor();
  await saved(app.page);
  await visit(app, "/invoices?state=all");
  await expect_text(app.page.locator("main"), "1,234.50");
  const numbers = await app.page.locator("main table a[href^='/invoices/']").allInnerTexts();
  assert.deepEqual(numbers.map(plain), ["1"], "neither 31 February nor the two amounts of number 5 came in");
  assert.deepEqual(app.problems, []);
});

test("amounts in either notation mean the same", async (t) => {
  const app = await openApp(t);
  await importCsv(app, csv("comma.csv", HEADER.replaceAll(",", ";"), "Ada;1;2026-01-05;2026-02-04;1.234,50;EUR", "Ada;2;2026-01-06;2026-02-05;12,25;EUR"));
  await visit(app, "/reports/aging");
  await expect_text(app.page.locator("main"), "1,246.75");
});

test("what is allowed but hardly meant is asked about, and amounts are read back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await loadSample(app);
  await visit(app, "/customers/2");
  await page.getByRole("button", { name: "Record payment" }).first().click();
  const payment = page.locator("dialog#payment-dialog");
  await payment.locator("#payment-amount").fill("12.345");
  await expect_text(payment.locator("#payment-amount-help"), "Read as $12,345.00");
  assert.match(await payment.locator("#payment-amount").getAttribute("aria-describedby"), /\bpayment-amount-help\b/);
  await payment.getByLabel("Choose the amounts").check();
  await payment.getByRole("button", { name: "Record payment" }).click();
  await expect_text(payment.locator("#payment-allocation-error"), "Nothing is chosen. Enter an amount beside an invoice");
  await payment.getByLabel("Amount for CC-1090").fill("99999");
  await payment.getByRole("button", { name: "Record payment" }).click();
  await expect_text(payment.locator("#payment-allocation-error"), /^CC-1090 owes \$[\d,.]+, so \$99,999\.00 cannot be applied to it\.$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await page.getByRole("button", { name: "New invoice" }).first().click();
  const invoice = page.locator("dialog#invoice-dialog");
  await invoice.locator("#invoice-number").fill(" cc-1103");
  await invoice.locator("#invoice-amount").fill("10");
  await invoice.locator("#invoice-issued").fill("2062-11-22");
  await invoice.getByRole("button", { name: "Enter invoice" }).click();
  await expect_text(invoice.locator(".ErrorSummary"), "This invoice is dated Nov 22, 2062, more than a year ahead.");
  await expect_text(invoice.locator(".ErrorSummary"), "There is an invoice with the number CC-1103 already, of Casa Lima.");
  await invoice.getByLabel("Yes, record it all the same").check();
  await invoice.getByRole("button", { name: "Enter invoice" }).click();
  await expect_text(page.locator(".Toasts"), "Invoice cc-1103 entered");
  await visit(app, "/invoices?state=all");
  await expect_text(page.locator("main"), "1 document dated later is left out.");
  assert.equal(await page.getByRole("link", { name: "cc-1103", exact: true }).count(), 0);
  await page.getByRole("link", { name: "Show as of Nov 22, 2062" }).click();
  await page.locator("#invoice-search").fill("cc-1103");
  await page.getByRole("link", { name: "cc-1103", exact: true }).waitFor();
  assert.deepEqual(app.problems, []);
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
