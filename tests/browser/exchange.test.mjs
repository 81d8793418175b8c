// The ledger file: out, in again, the same bytes; a bad one changes nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import path from "node:path";
import Ajv from "ajv/dist/2020.js";
import { DIST, downloaded, openApp } from "./lib/harness.mjs";
import { loadSample, mainText, saved, visit } from "./lib/steps.mjs";
import { expect_text } from "./lib/expect.mjs";

const exported = async (app) => {
  await visit(app, "/data");
  return downloaded(app.page, () => app.page.locator("#ledger-file").getByRole("button", { name: /^Export/ }).first().click());
};

async function importLedger(app, text) {
  await visit(app, "/data");
  await app.page.locator("#ledger-file-input").setInputFiles({ name: "ledger.json", mimeType: "application/json", buffer: Buffer.from(text) });
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
  const money = text.match(/"\d+\.\d{2} USD"/)[0];
  const files = [
    ["", /empty/i],
    ["{", /JSON|line/i],
    ['{"name":"something else"}', /not a Recoup ledger/i],
    [text.replace('"version":1', '"version":99'), /newer/i],
    [text.replace(money, "12.5"), /invoices|amount|payments/i],
    [text.slice(0, text.length / 2), /line|end/i],
  ];
  for (const [content, sentence] of files) {
    await importLedger(app, content);
    await expect_text(app.page.locator("#ledger-file"), sentence);
    assert.equal(await app.page.locator("#ledger-found").count(), 0, content.slice(0, 40));
  }
  await visit(app, "/customers");
  assert.equal(await mainText(app.page), before);
});
