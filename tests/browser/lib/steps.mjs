// What an owner does again and again, as one call each. Every step waits for what the owner would see.
import { expect_text } from "./expect.mjs";

/** Plain spaces and minus signs, so that texts for the eye can be compared. */
export const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2212/g, "-").replace(/\s+/g, " ").trim();

/** The text of the main part, in plain characters. */
export const mainText = async (page) => plain(await page.locator("main").innerText());

/** Until the last change is stored. */
export const saved = (page) => page.locator(".SavedState--saved").waitFor();

/** Goes to a place inside the app by its address, without a reload when it is open already. */
export async function visit(app, path) {
  await app.goto(path);
  await app.page.locator("main h1").first().waitFor();
}

/** Loads the sample shop into an empty ledger. */
export async function loadSample(app) {
  await visit(app, "/data");
  await app.page.getByRole("button", { name: "Load the sample shop" }).first().click();
  await expect_text(app.page.locator(".SideNav-business"), "Copper & Crema Supply");
  await saved(app.page);
}

/** Gives a CSV file to the import and waits for the preview, the mapping or an error. `file` as for setInputFiles. */
export async function chooseCsv(app, file) {
  await visit(app, "/data");
  await app.page.locator("#import-file").setInputFiles(file);
}

/** Imports a CSV file whose mapping needs no hand. */
export async function importCsv(app, file) {
  await chooseCsv(app, file);
  await app.page.locator("#import-preview").waitFor();
  await app.page.locator("#import").getByRole("button", { name: /^Import / }).click();
  await app.page.locator("#import-done").waitFor();
  await saved(app.page);
}

/** A CSV file made of lines. */
export const csv = (name, ...lines) => ({ name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });
