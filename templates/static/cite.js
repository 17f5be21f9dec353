// Once “Cite this” is opened: records for reference managers, of an article by what its page says of itself, of a list by
// its entries; under an article also buttons that copy the citations. Without it the link leads to the records of years.
(() => {
  "use strict";
  const open = document.querySelector("details.cite"), list = open.querySelector("dl"), box = open.querySelector("p");
  const today = new Date().toISOString().slice(0, 10), parts = iso => [iso.split("-").map(Number)];

  if (list) {
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
        try { await navigator.clipboard.writeText(text.textContent.replace(/[\u2066-\u2069]/g, "").trim()); } catch (refused) { document.execCommand("copy"); }
        status.textContent = `${list.dataset.copied}: ${style.firstChild.textContent}`;
      });
    }
  }

  // By the names that BibLaTeX has: the English ones.
  const langid = code => /^(?:ar|bg|cs|da|de|el|en|es|fa|fi|fr|he|hi|hu|it|ja|ko|nb|nl|no|pl|pt|ro|ru|sv|tr|uk|zh)$/.test(code)
    ? new Intl.DisplayNames("en", { type: "language" }).of(code).split(" ")[0].toLowerCase() : "";
  const line = (text = "") => text.replace(/\s+/g, " ").trim();
  const signs = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };
  const tex = text => line(text).replace(/[\\^~{}&%_#$]/g, c => signs[c] || "\\" + c);
  const rows = (all, row) => all.map(([name, value]) => value ? row(name, value) : "").join("");
  const word = text => line(text).normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u)
    .find(one => /^[a-z0-9]{3,}$/.test(one) && one !== "the");

  // An article's page in the terms of its JSON-LD; an entry of a list in the same.
  const keyed = told => [word(told.publisher && told.publisher.name), (told.datePublished || "").slice(0, 4),
    word(told.headline), told.digits].filter(Boolean).join("-");
  function page() {
    const told = JSON.parse(document.querySelector("[type='application/ld+json']").textContent);
    return {
      ...told, digits: told.identifier.slice(0, 6), url: home && home.href,
      lead: (document.querySelector("[name=description]") || {}).content,
    };
  }
  const home = document.querySelector("[rel=canonical]"), site = document.querySelector(".site");
  function entry(card) {
    const link = card.querySelector("h3 a"), time = card.querySelector("time"), outlet = card.querySelector(".dot bdi");
    const to = link.getAttribute("href"), [url, ...names] = (card.dataset.cite || "").split("|");
    // Words without a language of their own are in the page's; `und` says that theirs is not known.
    const { lang } = card.querySelector("[lang]") || (card.querySelector(".deck") ? document.documentElement : link);
    return {
      headline: link.textContent, inLanguage: lang === "und" ? "" : lang, isBasedOn: url, url: home && new URL(to, home.href).href,
      datePublished: time && time.dateTime, publisher: outlet ? { name: outlet.textContent } : undefined,
      isPartOf: { name: site.textContent }, identifier: to.replace(/^(\.\.\/)+/, ""), digits: to.slice(-11, -5),
      author: names.map(name => name[0] === "=" ? { name: name.slice(1) }
        : { familyName: name.split(", ")[0], givenName: name.split(", ")[1] }),
    };
  }

  function written(told) {
    const { lead } = told, archive = told.isPartOf.name, day = (told.datePublished || "").slice(0, 10), date = day.split("-");
    const outlet = told.publisher && told.publisher.name, words = told.keywords || [], url = told.isBasedOn || told.url;
    const named = (person, other) => (told.author || []).map(a => a.familyName ? person(a.familyName, a.givenName) : other(a.name));
    const bibtex = rows([
      ["title", `{${tex(told.headline)}}`],
      ["author", named((family, given) => `${tex(family)}, ${tex(given)}`, name => `{${tex(name)}}`).join(" and ")],
      ["journal", tex(outlet)], ["date", day], ["year", date[0]], ["month", +date[1]], ["day", +date[2]],
      ["url", (told.isBasedOn || "").replace(/[{}\\]/g, encodeURIComponent)], ["urldate", today],
      ["langid", langid((told.inLanguage || "").split("-")[0])], ["keywords", tex(words.join(", "))], ["abstract", tex(lead)],
      ["note", tex(`${archive}, ${told.url || told.identifier}`)],
    ], (name, value) => `\t${name}={${value}},\n`);
    const ris = rows([
      ["TY", "NEWS"], ["TI", told.headline], ...named((family, given) => `${family}, ${given}`, name => name).map(n => ["AU", n]),
      ["T2", outlet], ["DA", day && `${[...date, "", ""].slice(0, 3).join("/")}/`], ["PY", date[0]], ["SE", told.articleSection],
      ["CY", told.dateline], ["LA", told.inLanguage], ["UR", url], ["Y2", `${today.replaceAll("-", "/")}/`], ["DB", archive],
      ["AN", told.identifier], ...words.map(word => ["KW", word]), ["AB", lead], ["ID", told.identifier],
    ], (name, value) => `${name}  - ${line(value)}\r\n`);
    const csl = {
      id: told.identifier, type: "article-newspaper", title: told.headline, "container-title": outlet,
      author: named((family, given) => ({ family, given }), literal => ({ literal })),
      issued: day && { "date-parts": parts(day) }, section: told.articleSection, "publisher-place": told.dateline,
      language: told.inLanguage, keyword: words.join(", "), abstract: lead, URL: url, accessed: { "date-parts": parts(today) },
      archive, archive_location: told.identifier,
    };
    return [`@article{${keyed(told)},\n${bibtex}}\n`, `${ris}ER  - \r\n`, csl];
  }

  const cards = [...open.parentNode.querySelectorAll(".card")].filter(card => open.compareDocumentPosition(card) & 2);
  const told = list ? [page()] : cards.map(entry), all = told.map(written);
  const name = list ? keyed(told[0]) : line(document.querySelector("h1").textContent).replace(/[\\/:*?"<>|]/g, "-");
  const kept = (key, value) => value && value.length !== 0 ? value : undefined;
  const link = box.querySelector("a"), links = [link, link.cloneNode(), link.cloneNode()];
  link.after(", ", links[1], ", ", links[2]);
  [
    ["BibTeX", "bib", "x-bibtex", all.map(one => one[0]).join("\n")],
    ["RIS", "ris", "x-research-info-systems", all.map(one => one[1]).join("")],
    ["CSL-JSON", "json", "vnd.citationstyles.csl+json", JSON.stringify(all.map(one => one[2]), kept)],
  ].forEach(([form, end, kind, text], n) => {
    links[n].textContent = form;
    links[n].download = `${name}.${end}`;
    links[n].href = `data:application/${kind};charset=utf-8,${encodeURIComponent(text)}`;
  });
})();
