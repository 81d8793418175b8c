// Bad input: a clear message, nothing lost, nothing executed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, openApp } from "./lib/harness.mjs";
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

/** Texts that would do something if a page took them for more than text. */
const HOSTILE = [MARKUP, "<script>alert(2)</script>", '"><svg onload=alert(3)>', "{{ total }}{% for document in documents %}", "w".repeat(200)];

/** A ledger with a customer of every hostile name, which stands in every text of every record as well. */
function hostileLedger(email = "x'onclick='alert=1@debtor.example") {
  const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const each = (make) => HOSTILE.map((text, at) => make(text, at + 1));
  const step = (offset_days, purpose) => ({ offset_days, channel: "email", tone: "friendly", purpose });
  const number = (text, id) => `${text.slice(0, 40)} ${id}`;
  const lists = ["due_date_changes", "credit_notes", "allocations", "plans", "imports"];
  return JSON.stringify({
    format: "recoup-ledger",
    version: 1,
    min_reader: 1,
    settings: {
      business: { name: MARKUP, address: `${MARKUP}\nTown`, email, payment_details: MARKUP },
      home_currency: "USD",
      aging_basis: "due_date",
      aging_buckets: [0, 30, 60, 90],
    },
    policy: {
      net_days: 30,
      grace_days: 0,
      minimum_gap_days: 5,
      schedule: [step(-7, "upcoming"), step(5, "past_due")],
      // Sound when it is saved, and too long with the longest name.
      templates: [{ purpose: "past_due", kind: "long", language: "en", subject: "", body: "{{ customer }}\n".repeat(140) }],
    },
    customers: each((text, id) => ({
      id,
      details: {
        name: text,
        contacts: [{ name: text, role: text.slice(0, 100), email, phone: "javascript:alert(5)" }],
        address: `${text}\nTown`,
        country: text.slice(0, 60),
        note: text,
        approach: { relationship: text },
      },
      added: iso(-200),
    })),
    // One to be reminded of, one disputed, one promised.
    invoices: [0, 1, 2].flatMap((turn) =>
      each((text, customer) => {
        const id = turn * HOSTILE.length + customer;
        return { id, customer, number: number(text, id), issued: iso(-50), due: iso(-20), amount: "100.00 USD", note: text };
      }),
    ),
    payments: each((text, id) => ({ id, customer: id, received: iso(-3), amount: "1.00 USD", method: text.slice(0, 60), reference: text.slice(0, 140) })),
    disputes: each((text, id) => ({ id, invoice: HOSTILE.length + id, raised: iso(-5), reason: text, case: { evidence: text } })),
    pauses: each((text, id) => ({ id, customer: id, from: iso(-40), until: iso(-35), reason: text })),
    messages: each((text, id) => ({
      ...{ id, prepared: iso(-27), customer: id, channel: "email", offset_days: -7, tone: "friendly", purpose: "upcoming" },
      ...{ covers: [{ invoice: id }], totals: ["100.00 USD"], subject: text, body: text, state: { sent: { on: iso(-27) } } },
    })),
    promises: each((text, id) => ({
      ...{ id, customer: id, made: iso(-1), due: iso(5), amount: "100.00 USD", invoices: [2 * HOSTILE.length + id], by: text, note: text },
    })),
    contacts: each((text, id) => ({ id, customer: id, on: iso(-12), kind: "call", outcome: "reached", person: text, note: text })),
    holds: each((text, id) => ({ id, customer: id, set: iso(-4), reason: text })),
    ...Object.fromEntries(lists.map((list) => [list, []])),
  });
}

test("a customer named like markup stays text on every page", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked += 1;
    dialog.dismiss();
  });
  const nothingRan = async (place) => {
    const found = "body :is(img, iframe, object), :is(main, dialog) script, [onload], [onerror], [href^='javascript:' i]";
    assert.equal(await page.locator(found).count(), 0, place);
    assert.equal(asked, 0, place);
  };
  const load = async (text) => {
    await visit(app, "/data");
    await page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(text) });
  };
  // An address that would be a program is none, and a file with one is refused.
  await load(hostileLedger("javascript:alert(1)//@debtor.example"));
  await expect_text(page.locator("#ledger-file").getByRole("alert"), /ledger\.json was not imported.*e-mail address is not one/);
  await load(hostileLedger());
  await page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await expect_text(page.locator(".SideNav-business"), MARKUP);
  await saved(page);
  // A mark that turns the direction of text does not come in with a file.
  const turned = "\u202Egnp.exe";
  await importCsv(app, csv("markup.csv", HEADER, `${MARKUP},${MARKUP}1,2026-01-05,2026-02-04,10.00,USD`, `${turned},${turned}2,2026-01-05,2026-02-04,10.00,USD`));

  await visit(app, "/customers");
  const listed = await expect_text(page.locator("main"), "gnp.exe");
  for (const name of HOSTILE) assert.ok(listed.includes(name), name);
  assert.ok(!(await page.content()).includes("\u202E"));

  // Every customer stands on the lists; two have their own pages looked at.
  const ofCustomers = [2, 3].flatMap((id) => ["", "/statement", "/evidence", "/plan"].map((part) => `/customers/${id}${part}`));
  const named = ["/promises", "/disputes", "/holds", "/payments", "/messages?tab=peace", "/messages?tab=history", ...ofCustomers];
  const others = ["/invoices?state=all", "/invoices/1", "/invoices/6", "/plans", "/reports/aging", "/messages?tab=ahead", "/policy/templates", "/settings", "/data"];
  for (const place of ["/", ...named, ...others]) {
    await visit(app, place);
    if (named.includes(place)) await expect_text(page.locator("main"), HOSTILE[place.startsWith("/customers/3") ? 2 : 1]);
    await nothingRan(place);
  }

  await visit(app, "/customers/1");
  const mail = page.getByRole("link", { name: "x'onclick='alert=1@debtor.example", exact: true });
  assert.equal(await mail.getAttribute("href"), "mailto:x%27onclick%3D%27alert%3D1@debtor.example");

  const draft = page.locator("dialog#prepare");
  for (const name of [HOSTILE[1], HOSTILE[3], HOSTILE[4]]) {
    await visit(app, "/messages");
    await page.getByRole("button", { name: `Prepare the message to ${name}`, exact: true }).click();
    const text = await draft.locator("#message-text").inputValue();
    assert.ok(text.includes(name), "a name is data");
    // The owner's own text was put aside only where it did not fit, and that is said.
    assert.equal(await draft.getByText("Your own text grows too long").count(), name === HOSTILE[4] ? 1 : 0, name);
    await expect_text(draft.locator(".message-known"), name);
    await nothingRan(`the draft to ${name}`);
  }
  // The longest name makes nothing wider than a phone.
  await page.setViewportSize(PHONE);
  const close = await draft.getByRole("button", { name: "Close" }).boundingBox();
  assert.ok(close.x + close.width <= PHONE.width, "the draft can be closed");
  for (const part of ["", "/statement", "/evidence", "/plan"]) {
    await visit(app, `/customers/${HOSTILE.length}${part}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `/customers/${HOSTILE.length}${part} scrolls sideways`);
  }
  assert.deepEqual(app.problems, []);
});
