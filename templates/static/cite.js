// Under an article, once “Cite this” is opened: buttons that copy the citations, and the article's record for
// reference managers, made of what the page says of itself. Without it the links give the records of the whole year.
(() => {
  "use strict";
  const list = document.querySelector(".cite dl"), box = document.querySelector(".cite [data-key]"), key = box.dataset.key;

  const status = document.createElement("p");
  status.setAttribute("role", "status");
  list.after(status);
  for (const text of list.querySelectorAll("dd")) {
    const button = document.createElement("button"), style = text.previousElementSibling;
    button.type = "button";
    button.textContent = list.dataset.copy;
    button.setAttribute("aria-label", `${list.dataset.copy}: ${style.textContent}`);
    style.append(" ", button);
    button.addEventListener("click", async () => {
      status.textContent = "";
      getSelection().selectAllChildren(text);
      // Browsers have a clipboard for pages from the disk and over https; elsewhere they copy what is selected.
      try { await navigator.clipboard.writeText(text.textContent); } catch (refused) { document.execCommand("copy"); }
      status.textContent = `${list.dataset.copied}: ${style.firstChild.textContent}`;
    });
  }

  const told = JSON.parse(document.querySelector("[type='application/ld+json']").textContent);
  const lead = (document.querySelector("[name=description]") || {}).content, archive = told.isPartOf.name;
  const day = (told.datePublished || "").slice(0, 10), date = day.split("-"), today = new Date().toISOString().slice(0, 10);
  const outlet = told.publisher && told.publisher.name, words = told.keywords || [], url = told.isBasedOn || told.url;
  const parts = iso => [iso.split("-").map(Number)];
  const named = (person, other) => (told.author || []).map(a => a.familyName ? person(a.familyName, a.givenName) : other(a.name));

  const line = (text = "") => text.replace(/\s+/g, " ").trim();
  const signs = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };
  const tex = text => line(text).replace(/[\\^~{}&%_#$]/g, c => signs[c] || "\\" + c);
  const rows = (all, row) => all.map(([name, value]) => value ? row(name, value) : "").join("");
  const bibtex = rows([
    ["title", `{${tex(told.headline)}}`],
    ["author", named((family, given) => `${tex(family)}, ${tex(given)}`, name => `{${tex(name)}}`).join(" and ")],
    ["journal", tex(outlet)], ["date", day], ["year", date[0]], ["month", +date[1]], ["day", +date[2]],
    ["url", (told.isBasedOn || "").replace(/[{}\\]/g, encodeURIComponent)], ["urldate", today],
    ["langid", told.inLanguage], ["keywords", tex(words.join(", "))], ["abstract", tex(lead)],
    ["note", tex(`${archive}, ${told.url || told.identifier}`)],
  ], (name, value) => `\t${name}={${value}},\n`);
  const ris = rows([
    ["TY", "NEWS"], ["TI", told.headline], ...named((family, given) => `${family}, ${given}`, name => name).map(n => ["AU", n]),
    ["T2", outlet], ["DA", day && `${[...date, "", ""].slice(0, 3).join("/")}/`], ["PY", date[0]], ["SE", told.articleSection],
    ["CY", told.dateline], ["LA", told.inLanguage], ["UR", url], ["Y2", `${today.replaceAll("-", "/")}/`], ["DB", archive],
    ["AN", told.identifier], ...words.map(word => ["KW", word]), ["AB", lead], ["ID", told.identifier],
  ], (name, value) => `${name}  - ${line(value)}\r\n`);
  const csl = JSON.stringify([{
    id: told.identifier, type: "article-newspaper", title: told.headline, "container-title": outlet,
    author: named((family, given) => ({ family, given }), literal => ({ literal })),
    issued: day && { "date-parts": parts(day) }, section: told.articleSection, "publisher-place": told.dateline,
    language: told.inLanguage, keyword: words.join(", "), abstract: lead, URL: url, accessed: { "date-parts": parts(today) },
    archive, archive_location: told.identifier,
  }], (name, value) => value && value.length !== 0 ? value : undefined);

  [
    ["bib", "x-bibtex", `@article{${key},\n${bibtex}}\n`],
    ["ris", "x-research-info-systems", `${ris}ER  - \r\n`],
    ["json", "vnd.citationstyles.csl+json", csl],
  ].forEach(([end, kind, text], n) => {
    const link = box.querySelectorAll("a")[n];
    link.download = `${key}.${end}`;
    link.href = `data:application/${kind};charset=utf-8,${encodeURIComponent(text)}`;
  });
  box.hidden = false;
})();
