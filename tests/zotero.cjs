// Runs Zotero's own engine and its translator “Embedded Metadata”, as the package zotero-translators bundles them, on the
// pages named on standard input: [[file, address], …]. Prints the items that Zotero would save, one a line.
const fs = require("fs"), Module = require("module"), path = require("path");
const bundle = path.resolve(process.argv[2]), home = path.dirname(bundle);
const begun = "Translators.init(__webpack_require__(50));";
const code = fs.readFileSync(bundle, "utf8");
if (!code.includes(begun)) throw new Error("the bundle is not the one that is known");
const log = console.log;
console.log = () => {};
const engine = new Module(bundle);
engine.filename = bundle;
engine.paths = [path.join(home, "node_modules"), path.dirname(home)];
// The bundle offers search by identifier only; the engine for pages is inside.
engine._compile(code.replace(begun, `${begun} global.zotero = { Translate, Translators };`), bundle);
const { JSDOM } = engine.require("jsdom");
const { Translate, Translators } = global.zotero;

(async () => {
  for (const [file, url] of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const page = new JSDOM(fs.readFileSync(file, "utf8"), { url });
    const translate = new Translate.Web();
    translate.setDocument(page.window.document);
    translate.setTranslator(Translators.get("951c027d-74ac-47d4-a107-9c3069ab7b48"));
    const items = await translate.translate({ libraryID: false });
    log(JSON.stringify(items.map(({ attachments, ...item }) => item)));
    page.window.close();
  }
  process.exit(0);
})().catch(error => { process.stderr.write(`${error.stack}\n`); process.exit(1); });
