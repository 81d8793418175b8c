// The ledger file: out, in again, the same bytes; a bad one changes nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import path from "node:path";
import Ajv from "ajv/dist/2020.js";
import { DIST, downloaded, openApp } from "./lib/harness.mjs";
import { loadSample, mainText, plain, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const exported = async (app) => {
  await visit(app, "/data");
  return downloaded(app.page, () => app.page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
};

/** Where a place in a text is, as the owner is told. */
function place(text, at) {
  const before = text.slice(0, at).split("\n");
  return `line ${before.length}, column ${[...before.at(-1)].length + 1}`;
}

async function importLedger(app, text, name = "ledger.json") {
  await visit(app, "/data");
  await app.page.locator("#ledger-file-input").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("export, clear the browser, import: the same ledger, byte for byte, and it fits the published schema", async (t) => {
  const first = await openApp(t);
  await loadSample(first);
  const { name, text } = await exported(first);
  assert.match(name, /^recoup-ledger-\d{4}-\d{2}-\d{2}\.json$/);
  const schema = JSON.parse(await readFile(path.join(DIST, "ledger.schema.json"), "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors?.slice(0, 5)));
  assert.doesNotMatch(text, /"amount":\s*-?\d/, "money is text");

  const second = await openApp(t, { server: first.server });
  await importLedger(second, text);
  await second.page.locator("#ledger-found").waitFor();
  await second.page.locator("#ledger-file").getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).click();
  await expect_text(second.page.locator(".SideNav-business"), "Copper & Crema Supply");
  await saved(second.page);
  const again = await exported(second);
  assert.equal(again.text, text);
  assert.deepEqual([...first.problems, ...second.problems], []);
});

test("a damaged, newer or foreign file is refused with where and why, and nothing changes", async (t) => {
  const app = await openApp(t);
  await loadSample(app);
  const { text } = await exported(app);
  await visit(app, "/customers");
  const before = await mainText(app.page);
  const invoices = text.indexOf('"invoices":');
  const money = text.slice(invoices).match(/"\d+\.\d{2} USD"/)[0];
  assert.ok(text.includes('"version":1,'));
  const half = text.slice(0, text.length / 2);
  const amount = text.indexOf(money, invoices);
  const files = [
    ["empty.json", "", "The file is empty. Nothing was changed."],
    ["brace.json", "{", "This is not a Recoup ledger file. It is JSON of another kind."],
    ["words.json", "Dear Sir or Madam", "This is not a Recoup ledger file. A ledger file begins with “{”."],
    ["foreign.json", '{"format":"something else"}', "This is not a Recoup ledger file. Its format is “something else”."],
    [
      "newer.json",
      text.replace('"version":1,', '"version":99,'),
      /^This file was made by a newer Recoup \(Recoup [\d.]+\): its format is version 99, and this Recoup reads up to version 1\. Update Recoup, then import the file again\.$/,
    ],
    [
      "number.json",
      text.slice(0, amount) + "12.5" + text.slice(amount + money.length),
      `invoices[0].amount (${place(text, amount)}): Here must stand an amount as text, such as “50.39 USD”, not the number “12.5”.`,
    ],
    // Where the problem is noticed is near the end of what is left; the line is certain.
    ["half.json", half, new RegExp(`\\(${place(half, half.length).replace(/\d+$/, "\\d+")}\\): The file ends in the middle\\. It was probably not saved or copied completely\\.$`)],
  ];
  for (const [name, content, wanted] of files) {
    await importLedger(app, content, name); // on a page that is loaded anew: no refusal of the file before is left
    const card = app.page.locator("#ledger-file");
    // An empty file is refused before it is read, beside the field; the others in a notice that names them.
    const early = card.locator("#ledger-file-input-error");
    const late = card.getByRole("alert").filter({ hasText: `${name} was not imported` });
    await early.or(late).waitFor();
    const said = content === "" ? early : late.locator("li");
    assert.equal(await said.count(), 1, `${name}: one problem is named`);
    const sentence = plain(await said.innerText());
    if (wanted instanceof RegExp) assert.match(sentence, wanted, name);
    else assert.equal(sentence, wanted, name);
    assert.equal(await app.page.locator("#ledger-found").count(), 0, name);
    assert.equal(await card.getByRole("button", { name: /^(Import this ledger|Replace my ledger)/ }).count(), 0, name);
  }
  await visit(app, "/customers");
  assert.equal(await mainText(app.page), before);
  assert.equal((await exported(app)).text, text);
  assert.deepEqual(app.problems, []);
});
