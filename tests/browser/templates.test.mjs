// Message texts: an own text in the customer's language, bad ones refused beside the field, ways out (file, SMS, WhatsApp), codes on letters.
import assert from "node:assert/strict";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { test } from "node:test";
import { PHONE, axe, downloaded, openApp } from "./lib/harness.mjs";
import { plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const iso = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A time zone in which it is between 3 and 4 at night; the names of these zones count the other way round. */
const ahead = (27 - new Date().getUTCHours()) % 24;
const AT_NIGHT = `Etc/GMT${ahead > 13 ? "+" : "-"}${ahead > 13 ? 24 - ahead : ahead}`;

/** A shop with one debtor for each channel: e-mail (Germany), SMS, WhatsApp without and with a country code, letter. */
function ledger() {
  const step = (offset_days, channel, purpose) => ({ offset_days, channel, tone: "friendly", purpose });
  const customer = (id, name, phone, country, more = {}) => ({
    id,
    details: { name, contacts: [{ email: `c${id}@debtor.example`, ...(phone && { phone }) }], address: `${id} High Street\nTown`, country, ...more },
    added: iso(-200),
  });
  const invoice = (id, late) => ({ id, customer: id, number: `INV-${id}`, issued: iso(-late - 30), due: iso(-late), amount: "1234.50 EUR" });
  const lists = ["due_date_changes", "credit_notes", "payments", "allocations", "disputes", "pauses", "messages", "plans", "imports"];
  return JSON.stringify({
    format: "recoup-ledger",
    version: 1,
    min_reader: 1,
    settings: {
      business: { name: "Copper & Crema", address: "18 Market Lane", email: "office@crema.example" },
      home_currency: "EUR",
      aging_basis: "due_date",
      aging_buckets: [0, 30, 60, 90],
    },
    policy: {
      net_days: 30,
      grace_days: 0,
      minimum_gap_days: 5,
      schedule: [step(5, "email", "past_due"), step(15, "sms", "past_due"), step(25, "whatsapp", "past_due"), step(40, "letter", "final_demand")],
    },
    customers: [
      customer(1, "Müller {{ total }} <b>GmbH</b>", "", "Germany"),
      customer(2, "Ada", "030 5555 0144", "United States"),
      customer(3, "Bob", "030 5555 0199", "United States"),
      customer(4, "Cleo", "+49 (0)30 5555 0177 / +49 170 555 0178", "United States", { approach: { time_zone: AT_NIGHT } }),
      customer(5, "Dora", "", "Italy"),
    ],
    invoices: [invoice(1, 6), invoice(2, 16), invoice(3, 26), invoice(4, 26), invoice(5, 41)],
    ...Object.fromEntries(lists.map((list) => [list, []])),
  });
}

async function shop(t) {
  const app = await openApp(t);
  await visit(app, "/data");
  await app.page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(ledger()) });
  await app.page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await expect_text(app.page.locator(".SideNav-business"), "Copper & Crema");
  await saved(app.page);
  return app;
}

async function prepare(app, name) {
  await visit(app, "/messages");
  await app.page.getByRole("button", { name: `Prepare the message to ${name}` }).click();
  const dialog = app.page.locator("dialog#prepare");
  await dialog.locator("#message-text").waitFor();
  return dialog;
}

test("an own text in German is tried on a customer, saved, used, and taken back; bad ones are refused beside the field", async (t) => {
  const app = await shop(t);
  const { page } = app;
  await visit(app, "/policy");
  await page.getByRole("link", { name: "Message texts" }).first().click();
  await page.locator("#template-language").selectOption({ label: "German" });
  await expect_text(page.locator("main"), "This is Recoup's own text.");
  assert.match(page.url(), /language=de/);
  const text = page.locator("#template-body");
  assert.match(await text.inputValue(), /^Guten Tag \{\{ contact \}\},/);
  const preview = page.getByRole("region", { name: "The text filled in" });
  // A name is data: it is not filled in, and it is no markup.
  await expect_text(preview, "Guten Tag Müller {{ total }} <b>GmbH</b>,");
  await expect_text(preview, "Summe: 1.234,50 EUR");
  assert.equal(await page.locator("[aria-live] .message-paper").count(), 0, "the text is not read out with every key");
  assert.deepEqual([await text.getAttribute("lang"), await preview.locator(".message-paper").getAttribute("lang")], ["de", "de"]);
  for (const [bad, sentence] of [
    ["Hallo {{ kontakt }}", /there is no placeholder “kontakt”/],
    ["a\n{% if late %}b", /Line 2: what begins here with \{% if … %\} has no end/],
    ["{% while true %}x{% endwhile %}", /“while” is no command/],
    ["{% for a in documents %}{% for b in documents %}{% for c in documents %}x{% endfor %}{% endfor %}{% endfor %}", /would not end/],
    ["", /Write the text/],
  ]) {
    await text.fill(bad);
    await page.getByRole("button", { name: "Save the text" }).click();
    await expect_text(page.locator("#template-body-error"), sentence);
    assert.equal(await text.inputValue(), bad, "nothing typed is lost");
    assert.equal(await text.getAttribute("aria-invalid"), "true");
  }
  await page.locator("#template-subject").fill("Offen: {{ total }}");
  await text.fill("Hallo");
  await page.getByRole("button", { name: "Save the text" }).click();
  await expect_text(page.locator("#template-subject-error"), "Others may see the subject");
  await page.locator("#template-subject").fill("Post von {{ business }}");
  await text.fill("Hallo {{ contact }},\n\n{{ payment }}\n{% for document in documents %}* {{ document.name }}, {{ document.amount }}\n{% endfor %}\n{{ business }}");
  await expect_text(preview, "* Rechnung INV-1, 1.234,50 EUR");
  await expect_text(preview, "nothing to fill in for {{ payment }}");
  // Another text can be looked at without losing this one.
  await page.locator("#template-kind").selectOption({ label: "SMS and WhatsApp" });
  await page.locator("#template-kind").selectOption({ label: "E-mail and letter" });
  assert.match(await text.inputValue(), /^Hallo/);
  await page.getByRole("button", { name: "Save the text" }).click();
  await expect_text(page.locator("main"), "This is a text of your own.");
  await saved(page);
  await expect_text(page.locator("main"), "Remind of what is late · E-mail and letter · German");
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize(PHONE);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than a phone");
  await page.setViewportSize({ width: 1280, height: 900 });

  const dialog = await prepare(app, "Müller {{ total }} <b>GmbH</b>");
  assert.equal(await dialog.locator("#message-subject").inputValue(), "Post von Copper & Crema");
  const written = await dialog.locator("#message-text").inputValue();
  assert.match(written, /^Hallo Müller \{\{ total \}\} <b>GmbH<\/b>,/);
  const { name, text: file } = await downloaded(page, () => dialog.getByRole("button", { name: "Save as .eml" }).click());
  assert.match(name, /\.eml$/);
  const [head, body] = file.split("\r\n\r\n");
  assert.match(head, /^X-Unsent: 1\r\n/);
  assert.match(head, /\r\nTo: =\?utf-8\?B\?.*\?=\r\n(?: =\?.*\r\n)* <c1@debtor\.example>\r\n/);
  assert.match(head, /\r\nSubject: Post von Copper & Crema\r\n/);
  assert.equal(Buffer.from(body, "base64").toString("utf8").replaceAll("\r\n", "\n"), written);
  await expect_text(dialog, "Did it go out?");
  await dialog.getByRole("button", { name: "Discard" }).click();
  await saved(page);

  await visit(app, "/policy/templates?purpose=past-due&kind=letter&language=de");
  await page.getByRole("button", { name: "Back to Recoup's text" }).click();
  await page.getByRole("button", { name: "Save the text" }).click();
  await expect_text(page.locator("main"), "This is Recoup's own text.");
  await saved(page);
  assert.equal(await page.getByText("Texts of your own").count(), 0);
  assert.deepEqual(app.problems, []);
});

test("text messages and WhatsApp get a link with the text, a number without its country is refused", async (t) => {
  const app = await shop(t);
  const { page } = app;
  // A messenger is the owner's: the page only hands it a link.
  await page.addInitScript(() => {
    globalThis.links = [];
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='sms:'], a[href^='https://wa.me']");
      if (link) {
        event.preventDefault();
        globalThis.links.push([link.href, link.target, link.rel]);
      }
    }, true);
  });
  const links = () => page.evaluate(() => globalThis.links.splice(0));
  let dialog = await prepare(app, "Ada");
  assert.equal(await dialog.locator("#message-subject").count(), 0);
  await dialog.getByRole("button", { name: "Open in messages" }).click();
  await expect_text(dialog, "Did it go out?");
  const [[sms]] = await links();
  assert.match(sms, /^sms:03055550144\?body=Hello%20Ada/);
  assert.match(decodeURIComponent(sms), /EUR 1,234\.50/);
  await dialog.getByRole("button", { name: "Yes, sent" }).click();
  await saved(page);

  dialog = await prepare(app, "Bob");
  await dialog.getByRole("button", { name: "Open WhatsApp" }).click();
  await expect_text(dialog, "“030 5555 0199” has no country code");
  assert.deepEqual(await links(), []);
  await page.keyboard.press("Escape");

  dialog = await prepare(app, "Cleo");
  await expect_text(dialog, /It is 3:\d\d where the customer is\. Write between 8:00 and 21:00 there\./);
  await dialog.getByRole("button", { name: "Open WhatsApp" }).click();
  await expect_text(dialog, "It goes out when you send it there");
  const [[chat, target, rel]] = await links();
  assert.match(chat, /^https:\/\/wa\.me\/493055550177\?text=Hello%20Cleo/);
  assert.deepEqual([target, rel], ["_blank", "noopener noreferrer"]);
  await visit(app, "/customers/4");
  const href = (name) => page.getByRole("link", { name, exact: true }).getAttribute("href");
  assert.equal(await href("+49 (0)30 5555 0177 / +49 170 555 0178"), "tel:+493055550177");
  assert.equal(await href("c4@debtor.example"), "mailto:c4@debtor.example");
  assert.deepEqual(app.problems, []);
});

test("bank details are checked, stand in the letter in the customer's language, and make a code to scan", async (t) => {
  const app = await shop(t);
  const { page } = app;
  await visit(app, "/settings");
  const save = () => page.getByRole("button", { name: "Save the settings" }).click();
  const field = (name) => page.locator(`#settings-pay-${name}`);
  for (const [name, value, sentence] of [
    ["iban", "DE88 3704 0044 0532 0130 00", "check digits"],
    ["iban", "DE89 3704 0044 0532 0130", "has 22 letters and digits"],
    ["link", "javascript:alert(1)", "begins with https://"],
    ["link", "https://pay.example/{{name}}", "knows only"],
    ["bic", "NOPE", "8 or 11"],
  ]) {
    await field("holder").fill("Copper & Crema");
    await field(name).fill(value);
    await save();
    await expect_text(page.locator(`#settings-pay-${name}-error`), sentence);
    await field(name).fill("");
  }
  await field("iban").fill("de89 3704 0044 0532 0130 00");
  await field("link").fill("https://pay.example/{{reference}}?a={{amount}}");
  await expect_text(page.locator("main"), "Letters about euros carry a code");
  await save();
  await expect_text(page.locator("body"), "Settings saved");
  await saved(page);
  assert.equal(await field("iban").inputValue(), "DE89 3704 0044 0532 0130 00");
  assert.deepEqual(await axe(page), []);

  await visit(app, "/customers/5/statement");
  await page.emulateMedia({ media: "print" });
  await expect_text(page.locator(".StatementPay"), /Account holder: Copper & Crema IBAN: DE89 3704 0044 0532 0130 00 Reference: INV-5 Pay online: https:\/\/pay\.example\/INV-5/);
  await expect_text(page.locator(".StatementParties"), /Dora 5 High Street Town ITALY/);
  await page.emulateMedia({ media: "screen" });

  const dialog = await prepare(app, "Dora");
  assert.equal(await dialog.locator("#message-text").getAttribute("lang"), "it");
  const text = plain(await dialog.locator("#message-text").inputValue());
  assert.match(text, /Intestatario del conto: Copper & Crema IBAN: DE89 3704 0044 0532 0130 00 Causale: INV-5/);
  assert.match(text, /https:\/\/pay\.example\/INV-5\?a=1234\.50/);
  await dialog.getByRole("img", { name: "Scansioni per pagare: 1.234,50 EUR" }).waitFor();
  // On paper, in both sizes, on one sheet.
  await page.emulateMedia({ media: "print" });
  const code = page.locator(".letters .PayCode svg").first();
  assert.equal(await code.count(), 1);
  const box = await code.boundingBox();
  assert.ok(box && box.width > 130 && Math.abs(box.width - box.height) < 2, JSON.stringify(box));
  // What a banking app would read from the paper.
  const { data, width, height } = PNG.sync.read(await code.screenshot({ scale: "css" }));
  const read = jsQR(new Uint8ClampedArray(data), width, height);
  const transfer = ["BCD", "002", "1", "SCT", "", "Copper & Crema", "DE89370400440532013000", "EUR1234.50", "", "", "INV-5"];
  assert.equal(read?.data, transfer.join("\n"));
  for (const format of ["A4", "Letter"]) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1, `${format}: one sheet`);
    assert.match(pdf, format === "A4" ? /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/ : /\/MediaBox \[0 0 612 792\]/);
  }
  assert.deepEqual(app.problems, []);
});
