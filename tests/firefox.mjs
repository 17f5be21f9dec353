// Asks each query of standard input (a JSON list) on a page opened from the disk in Firefox, then types in the box of
// another page, and writes what it found and what names it was offered.
//   node firefox.mjs FOLDER_OF_PUPPETEER FIREFOX ADDRESS OTHER TYPED
import {createRequire} from "node:module";
import {readFileSync} from "node:fs";
const [tools, program, address, other, typed] = process.argv.slice(2);
const puppeteer = createRequire(`${tools}/node_modules/`)("puppeteer-core");
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: program,
  headless: true,
  // The preferences that automation sets by itself open the disk wider than a reader's Firefox does.
  extraPrefsFirefox: {"remote.prefs.recommended": false},
});
const page = await browser.newPage(), errors = [], found = [];
page.on("console", message => { if (message.type() === "error") errors.push(message.text()); });
page.on("pageerror", error => errors.push(String(error)));
await page.goto(address);
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  await page.evaluate(() => { for (const one of document.querySelectorAll("#search-results > div")) one.id = "old"; });
  await page.evaluate(words => { const box = document.getElementById("q"); box.value = words; box.form.requestSubmit(); }, query);
  await page.waitForFunction(() => document.querySelector("#search-results > div:not(#old)"), {timeout: 30000});
  found.push(await page.evaluate(() => document.querySelector("ol.found h3 a")?.href ?? ""));
}
await page.goto(other);
await page.focus(".top .find input");
await page.keyboard.type(typed);
await page.waitForSelector("[role=option]", {visible: true, timeout: 30000});
const offered = await page.$$eval("[role=option]", all => all.map(one => one.textContent));
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Enter");
await page.waitForFunction(before => location.href !== before, {timeout: 30000}, other);
console.log(JSON.stringify({found, errors, offered, opened: page.url()}));
await browser.close();
