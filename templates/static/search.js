/* The search. A classic script, so that it also works from the disk: the index comes by <script> on demand.
   Texts reach the page as text nodes only. The index is made by backfile.search; its form is told there. */
"use strict";
(() => {
const form = document.getElementById("search");
if (!form) return;
const base = document.currentScript.src.replace(/static\/[^/]*$/, "");
const say = JSON.parse(document.getElementById("search-words").textContent);
const $ = id => document.getElementById(id);
const box = $("q"), list = $("search-names"), told = $("search-told"), out = $("search-results");
const KINDS = {person: "p", topic: "t", source: "s", credit: "c", lang: "l"};
const FORM = 2, PAGE = 10, MOST = 24, DAYS = /^\d{4}(-\d\d(-\d\d)?)?$/;

/* ---- loading */
class Unread extends Error {}
const loaded = {}, waiting = {}, parsed = {};
window.backfile = (name, value) => { loaded[name] = value; };
const load = name => waiting[name] ||= new Promise((done, fail) => {
  const script = document.createElement("script"), lost = () => { delete waiting[name]; fail(new Unread(name)); };
  script.src = `${base}search/${name}.js`;
  script.onload = () => { script.remove(); name in loaded ? done(loaded[name]) : lost(); };
  script.onerror = () => { script.remove(); lost(); };
  document.head.append(script);
});

/* ---- folding and words: the table comes with the map */
let map, rules, begun;
const ready = () => begun ||= begin().catch(error => { begun = null; throw error; });
const begin = async () => {
  const found = await load("map");
  if (found.form !== FORM) throw new Unread("form");
  const f = found.fold, kept = [...f.kept.normalize("NFC")], cls = f.marked + f.unspaced;
  rules = {
    raw: new RegExp(`[\\p{L}\\p{N}_${f.dropped}${cls}]+(?:['’ʼ][sS](?![\\p{L}\\p{N}_]))?`, "gu"),
    word: new RegExp(`[\\p{L}\\p{N}${cls}]+`, "gu"), run: new RegExp(`[${f.unspaced}]+`, "gu"),
    drop: new RegExp(`[${f.dropped}]+`, "gu"), keep: new Map(kept.map(c => [c.normalize("NFD"), c])),
    letters: new Map(f.letters.split("\n").map(pair => { const [c, ...to] = pair; return [c, to.join("")]; })),
  };
  rules.keeps = new RegExp([...rules.keep.keys()].join("|"), "gu");
  found.months = numbers(found.months); found.firsts = numbers(found.firsts);
  map = found;
};
const fold = text => {
  text = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(rules.keeps, c => rules.keep.get(c));
  let made = "";
  for (const c of text.replace(rules.drop, "")) made += rules.letters.get(c) ?? c;
  return made.normalize("NFC");
};
const cutoff = word => word.length > 40 ? [...word].slice(0, 40).join("") : word;
const parts = raw => {
  const made = [];
  for (const [word] of fold(raw.replace(/['’ʼ][sS]$/, "")).matchAll(rules.word)) {
    let at = 0;
    for (const run of word.matchAll(rules.run)) {
      if (run.index > at) made.push(cutoff(word.slice(at, run.index)));
      const signs = [...run[0]];
      if (signs.length < 2) made.push(run[0]);
      for (let n = 0; n + 1 < signs.length; n++) made.push(signs[n] + signs[n + 1]);
      at = run.index + run[0].length;
    }
    if (at < word.length) made.push(cutoff(word.slice(at)));
  }
  return made;
};
const words = text => [...text.matchAll(rules.raw)].flatMap(found => parts(found[0]));

/* ---- numbers, rows, files */
const VALUE = new Int16Array(128);
{
  const alphabet = [...Array(92).keys()].map(n => String.fromCharCode(n + 35)).filter(c => c !== "\\" && c !== "`");
  alphabet.forEach((c, n) => { VALUE[c.charCodeAt(0)] = n < 45 ? n : ~(n - 45); });
}
function numbers(text) {
  const made = [];
  for (let n = 0, step = 0, last = -1; n < text.length; n++) {
    const value = VALUE[text.charCodeAt(n)];
    if (value < 0) step = step * 45 + ~value;
    else { last += step * 45 + value + 1; made.push(last); step = 0; }
  }
  return made;
}
const signOf = word => { let value = 0; for (const c of word) value = (value * 31 + c.codePointAt(0)) % 43; return value; };
const fileName = text => {
  let one = 0x811c9dc5, two = 0x01000193;
  for (let n = 0; n < text.length; n++) {
    one = Math.imul(one ^ text.charCodeAt(n), 0x01000193);
    two = Math.imul(two ^ text.charCodeAt(n), 0x85ebca6b);
  }
  const hex = n => (n >>> 0).toString(16).padStart(8, "0");
  return (hex(one) + hex(two ^ text.length * 2)).slice(3);
};
const place = (bounds, text) => {
  let low = 0, high = bounds.length - 1;
  while (low < high) { const at = (low + high + 1) >> 1; if (bounds[at] <= text) low = at; else high = at - 1; }
  return low;
};
const rowsOf = async (name, border) => {
  const text = await load(name);
  if (parsed[name]) return parsed[name];
  const rows = [];
  let last = "";
  for (const row of text ? text.split("\n") : []) {
    const end = row.indexOf(border);
    last = last.slice(0, parseInt(row[0], 36)) + row.slice(1, end < 0 ? undefined : end);
    rows.push([last, end < 0 ? "" : row.slice(end + 1)]);
  }
  return parsed[name] = rows;
};
/* Rows from `low` to below `high`, of at most so many files. */
const between = async (kind, low, high, most) => {
  const bounds = {w: map.words, s: map.signs, n: map.names}[kind];
  if (!bounds.length) return [];
  const first = place(bounds, low), names = [];
  for (let n = first; n < bounds.length && n < first + most && bounds[n] < high; n++) names.push(bounds[n]);
  const files = await Promise.all(names.map(bound => rowsOf(`${kind}/${fileName(bound)}`, kind === "n" ? "\x7f" : " ")));
  return files.flat().filter(row => row[0] >= low && row[0] < high);
};
const beginning = (kind, text, most) => between(kind, text, `${text}\uffff`, most);
const opened = async row => {
  const data = row[1] === "~" ? await load(`b/${fileName(row[0])}`) : row[1];
  const fields = data.split(" ");
  return {term: row[0], lists: [0, 1, 2].map(n => numbers(fields[n] || ""))};
};
const exactly = async (kind, term) => (await between(kind, term, `${term}\0`, 1))[0];

/* ---- what is asked */
const day = text => DAYS.test(text || "") ? text : "";
/* Chinese, Japanese, Korean, Thai: a stretch without spaces is asked for as it stands. */
const unspaced = word => word.match(rules.run)?.[0] === word;
function asked(params) {
  const ask = {words: [], not: [], phrases: [], filters: [], outside: [], from: day(params.get("from")), to: day(params.get("to")), sort: params.get("sort") || ""};
  const narrow = (kind, value, typed, to = ask.filters) => to.push([kind, kind === "lang" ? value.toLowerCase().split(/[-_]/)[0] : value, typed]);
  for (const kind in KINDS) for (const key of params.getAll(kind)) if (key) narrow(kind, key, false);
  const text = params.get("q") || "";
  for (const [, minus, field, quoted, bare] of text.matchAll(/(-?)(?:([a-z]+):)?(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/giu)) {
    const value = quoted ?? bare, name = (field || "").toLowerCase();
    if (name === "year" && day(value)) ask.from = ask.to = value;
    else if ((name === "from" || name === "to") && day(value)) ask[name] = value;
    else if (name in KINDS) narrow(name, value, true, minus ? ask.outside : ask.filters);
    else {
      const found = words(field ? `${field} ${value}` : value).slice(0, MOST);
      if (!found.length) continue;
      if (minus) ask.not.push(found);
      else if (found.length > 1 && (quoted !== undefined || found.every(unspaced))) ask.phrases.push({words: found, strict: quoted !== undefined, text: value});
      else ask.words.push(...found);
    }
  }
  ask.words = [...new Set(ask.words)].slice(0, MOST);
  ask.nothing = !(ask.words.length || ask.not.length || ask.phrases.length || ask.filters.length || ask.outside.length || ask.from || ask.to);
  return ask;
}

/* ---- finding */
const stemsOf = row => {
  const codes = row[1].split(" ")[row[1] === "~" ? 1 : 3];
  return codes ? codes.split(",").map(code => [code[0], row[0].slice(0, parseInt(code[1], 36)) + code.slice(2)]) : [];
};
const related = (mine, row, word) => {
  const theirs = stemsOf(row);
  if (!theirs.length) return mine.some(([, stem]) => stem === row[0]);
  if (!mine.length) return theirs.some(([, stem]) => stem === word);
  return theirs.some(([lang, stem]) => mine.some(own => own[0] === lang && own[1] === stem));
};
/* One letter wrong, missing, too many, or two in the wrong order: for words that no article says. */
function oneOff(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < a.length && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const mine = a.slice(head, a.length - tail), theirs = b.slice(head, b.length - tail);
  return mine.length < 2 && theirs.length < 2 || mine.length === 2 && theirs === mine[1] + mine[0];
}
/* Arabic writes its article and some particles together with the word. */
const JOINED = /^(?:وال|بال|كال|فال|لل|ال|و|ب|ل)(?=.{3})/;
const joined = word => {
  if (!map.languages.includes("ar") || !/^[\u0621-\u064a]{3,}$/.test(word)) return [];
  const bare = [word.replace(JOINED, ""), word.replace(/^(?:[وبكف]?ال|لل)(?=.{3})/, "")];
  const all = bare.flatMap(one => [one, ...["ال", "وال", "بال", "لل", "و"].map(particle => particle + one)]);
  return [...new Set(all)].filter(one => one !== word);
};
/* The row of a word and those of its other forms: their stems were written beside them when the index was made. */
async function family(word, found, factor) {
  const own = await exactly("w", word);
  if (!own) return false;
  if (!found.has(word)) found.set(word, [own, factor]);
  const mine = stemsOf(own), root = mine.reduce((least, [, stem]) => {
    let n = 0;
    while (n < stem.length && stem[n] === word[n]) n++;
    return n < least.length ? word.slice(0, n) : least;
  }, word);
  /* One letter less: `treaty` and `treaties` have the stem `treati`. */
  if (root.length > 2) for (const row of await beginning("w", root.slice(0, Math.max(3, root.length - 1)), 3))
    if (!found.has(row[0]) && row[0].length < root.length + 9 && related(mine, row, word)) found.set(row[0], [row, factor * .8]);
  return true;
}
/* The rows that a typed word stands for: itself, its other forms, and while it is typed what it begins. For a
   word that no article says: what it begins, else words whose stem it has, else words one slip away. */
async function formsOf(word, typing) {
  const found = new Map(), other = joined(word), own = await family(word, found, 1), spaced = !word.match(rules.run);
  await Promise.all(other.map(one => family(one, found, .9)));
  if ((typing || !found.size) && [...word].length > (spaced ? 1 : 0)) {
    const more = (await beginning("w", word, 2)).filter(row => !found.has(row[0]));
    more.sort((a, b) => b[1].length - a[1].length);
    const long = more.filter(row => row[1] === "~").slice(0, 3);
    for (const row of [...long, ...more.filter(row => row[1] !== "~").slice(0, 40)]) found.set(row[0], [row, .5]);
  }
  if (!found.size && !own && word.length > 4 && spaced) {
    const stem = word.slice(0, Math.max(4, word.length - 4)), fits = text => text.length >= stem.length && word.startsWith(text);
    for (const row of await beginning("w", stem, 2)) if (fits(row[0]) || stemsOf(row).some(([, text]) => fits(text))) found.set(row[0], [row, .6]);
    if (!found.size) for (const row of await beginning("w", word.slice(0, 2), 3)) if (oneOff(word, row[0])) found.set(row[0], [row, .4]);
  }
  return Promise.all([...found.values()].map(async ([row, factor]) => [await opened(row), factor]));
}
const WEIGHT = [6, 2.5, 1];
function each(posting, use) { posting.lists.forEach((list, weight) => list.forEach(n => use(n, WEIGHT[weight]))); }
const mask = postings => { const made = new Uint8Array(map.size); for (const one of postings) each(one, n => { made[n] = 1; }); return made; };

/* For each article that says the word: the values of the signs of what follows it there. */
async function followers(posting) {
  const made = new Map(), row = await exactly("s", posting.term), fields = row ? row[1].split(" ") : [];
  posting.lists.forEach((list, weight) => {
    const signs = fields[weight];
    let at = 0;
    for (const n of list) {
      if (!signs) { made.set(n, null); continue; }
      const own = [];
      for (;;) { const value = VALUE[signs.charCodeAt(at++)]; own.push(value < 0 ? ~value : value); if (value >= 0 || at >= signs.length) break; }
      made.set(n, own);
    }
  });
  return made;
}
/* Which articles say these words one after another, as far as the signs tell, and the rows of the words. */
async function phraseMask(found) {
  const rows = await Promise.all(found.map(word => exactly("w", word)));
  const made = new Uint8Array(map.size);
  if (rows.some(row => !row)) return {said: made, rows: []};
  const open = await Promise.all(rows.map(opened)), follow = await Promise.all(open.map(followers));
  for (const n of follow.reduce((a, b) => a.size <= b.size ? a : b).keys())
    if (follow.every((after, at) => {
      const own = after.get(n);
      return own !== undefined && (at + 1 === found.length || own === null || own.includes(43) || own.includes(signOf(found[at + 1])));
    })) made[n] = 1;
  return {said: made, rows: open};
}
/* The number at which a day, month or year begins; with `after`, the one at which what follows it begins. */
async function numberAt(text, after) {
  const [year, month] = [parseInt(text, 10), parseInt(text.slice(5, 7) || "1", 10)];
  let at = year * 12 + month - 1;
  if (text.length === 10) {
    const rows = await between("w", `!d:${text}${after ? "\x01" : ""}`, `!d:${text.slice(0, 7)}\uffff`, 3);
    if (rows.length) return Math.min(...await Promise.all(rows.map(async row => Math.min(...(await opened(row)).lists.flat()))));
    at++;
  } else if (after) at += text.length === 4 ? 12 : 1;
  const n = map.months.findIndex(one => one >= at);
  return n < 0 ? map.size : map.firsts[n];
}
async function filterMask(kind, value, byName) {
  const letter = KINDS[kind];
  let keys = [value];
  if (byName && letter !== "l") {
    const rows = await beginning("n", `@${words(value).join(" ")}`, 3);
    keys = [...new Set(rows.map(row => row[0].slice(row[0].lastIndexOf("|") + 1)).filter(key => key.startsWith(`${letter}:`)).map(key => key.slice(2)))];
    keys.push(value.toLowerCase());
  }
  const rows = (await Promise.all(keys.map(key => exactly("w", `!${letter}:${key}`)))).filter(Boolean);
  return mask(await Promise.all(rows.map(opened)));
}

async function find(ask, typing) {
  const none = {all: [], fewer: [], marks: new Map(), ask};
  if (ask.nothing) return none;
  const [forms, phrases, masks, outside, without, low, high] = await Promise.all([
    Promise.all(ask.words.map((word, n) => formsOf(word, typing && n === ask.words.length - 1))),
    Promise.all(ask.phrases.map(one => phraseMask(one.words))),
    Promise.all(ask.filters.map(one => filterMask(...one))),
    Promise.all(ask.outside.map(one => filterMask(...one))),
    Promise.all(ask.not.map(async found => found.length > 1 ? (await phraseMask(found)).said : mask((await formsOf(found[0], false)).map(one => one[0])))),
    ask.from ? numberAt(ask.from, false) : 0, ask.to ? numberAt(ask.to, true) : map.size,
  ]);
  const score = new Float32Array(map.size), best = new Float32Array(map.size), count = new Uint8Array(map.size), marks = new Map();
  const weigh = (clause, asks) => {
    const touched = [];
    for (const [posting, factor] of clause)
      each(posting, (n, weight) => { if (!best[n]) touched.push(n); best[n] = Math.max(best[n], weight * factor); });
    const rare = Math.log(1 + (map.articles - touched.length + .5) / (touched.length + .5)) + .02;
    for (const n of touched) { score[n] += rare * best[n]; count[n] += asks; best[n] = 0; }
    for (const [posting] of clause) marks.set(posting.term, Math.max(rare, marks.get(posting.term) || 0));
  };
  for (const clause of forms) weigh(clause, 1);
  for (const {rows} of phrases) for (const row of rows) weigh([[row, 1]], 0);
  const wanted = ask.words.length, plain = !wanted && !phrases.length, all = [], fewer = [];
  const among = !plain ? null : masks.length ? masks[0] : mask(await Promise.all((await between("w", "!l:", "!l;", 3)).map(opened)));
  for (let n = low; n < high; n++) {
    if (plain ? !among[n] : wanted && !count[n]) continue;
    if (masks.some(one => !one[n]) || phrases.some(one => !one.said[n]) || without.some(one => one[n]) || outside.some(one => one[n])) continue;
    (count[n] === wanted ? all : fewer).push(n);
  }
  const newest = (a, b) => b - a, oldest = (a, b) => a - b;
  const order = {newest, oldest}[ask.sort] || (plain ? newest : (a, b) => score[b] - score[a] || b - a);
  all.sort(order);
  fewer.sort((a, b) => count[b] - count[a] || order(a, b));
  await spellings(ask, marks);
  return {all, fewer: all.length < PAGE ? fewer : [], marks, ask};
}
/* Other spellings of the persons whose names were typed are marked too. */
async function spellings(ask, marks) {
  for (const word of ask.words) {
    const rows = (await beginning("n", `@${word} `, 1)).concat(await beginning("n", `@${word}|`, 1));
    const keys = [...new Set(rows.map(row => row[0].slice(row[0].lastIndexOf("|") + 1)))].filter(key => key[0] === "p").slice(0, 4);
    for (const key of keys) {
      const row = await exactly("n", `!${key}`);
      for (const other of row?.[1].split("\x7f")[3]?.split(" ") || []) if (!marks.has(other)) marks.set(other, marks.get(word) || 1);
    }
  }
}

/* ---- showing */
const make = (name, attributes = {}, ...inside) => {
  const made = document.createElement(name);
  for (const key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key]);
  made.append(...inside.filter(one => one !== ""));
  return made;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => key in values ? values[key] : all);
const plurals = new Intl.PluralRules(document.documentElement.lang), figures = new Intl.NumberFormat(document.documentElement.lang, {numberingSystem: "latn"}), figure = n => figures.format(n);
const count = (name, n) => fill(say[`${name}.${plurals.select(n)}`] || say[`${name}.other`], {n: figure(n)});
const dateWords = iso => fill(say["date.day"], {day: String(+iso.slice(8, 10)), month: say.months[+iso.slice(5, 7) - 1], year: iso.slice(0, 4)});
const plainSlug = text => {
  const all = text.toLowerCase().replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  let cut = all.slice(0, 60);
  if (cut.length < all.length && all[cut.length] !== "-" && cut.lastIndexOf("-") > cut.length >> 1) cut = cut.slice(0, cut.lastIndexOf("-"));
  return cut.replace(/^-+|-+$/g, "");
};
const recordOf = async n => {
  const held = (await load(`r/${Math.floor(n / map.records)}`))[n % map.records];
  const [day = "", time = "", headline = "", short = "", slug = "", source = "", lead = "", lang = "", dir = ""] = held;
  const folder = day ? day.replace(/-/g, "/") : "undated";
  return {day, time, headline, source, lead, lang, dir, address: `${folder}/${encodeURIComponent(slug || plainSlug(headline))}-${short}.html`};
};
const textOf = async n => map.texts ? (await load(`x/${Math.floor(n / map.texts)}`))[n % map.texts] : "";

function marked(text, marks, literal) {
  const made = document.createDocumentFragment();
  let at = 0;
  const mark = (begin, end) => { made.append(text.slice(at, begin), make("mark", {}, text.slice(begin, end))); at = end; };
  for (const {0: raw, index} of text.matchAll(rules.raw)) {
    if (raw.match(rules.run)) {
      for (const piece of literal) for (let n = raw.indexOf(piece); n >= 0; n = raw.indexOf(piece, n + piece.length)) if (index + n >= at) mark(index + n, index + n + piece.length);
    } else if (parts(raw).some(word => marks.has(word))) mark(index, index + raw.replace(/['’ʼ][sS]$/, "").length);
  }
  made.append(text.slice(at));
  return made;
}
/* The stretch of a text that says most of the words, rare ones before common ones, from the beginning of a
   sentence or word; the beginning of the text when it says none. */
function stretch(text, marks, literal) {
  const hits = [];
  for (const {0: raw, index} of text.matchAll(rules.raw)) {
    if (raw.match(rules.run)) for (const piece of literal) { const at = raw.indexOf(piece); if (at >= 0) hits.push([index + at, piece, 3]); }
    for (const word of parts(raw)) if (marks.has(word)) hits.push([index, word, marks.get(word)]);
  }
  let best = 0, most = 0;
  hits.forEach(([at], n) => {
    const held = new Map();
    for (let m = n; m < hits.length && hits[m][0] < at + 200; m++) held.set(hits[m][1], hits[m][2]);
    const worth = [...held.values()].reduce((a, b) => a + b, 0);
    if (worth > most * 1.001) { most = worth; best = at; }
  });
  let begin = Math.max(0, best - 60);
  if (begin) {
    const before = text.slice(0, best), sentence = Math.max(before.lastIndexOf(". "), before.lastIndexOf("\n"), before.lastIndexOf("。"));
    begin = sentence >= best - 110 && sentence >= 0 ? sentence + 1 : before.lastIndexOf(" ", begin) + 1 || begin;
  }
  let end = Math.min(text.length, begin + 240);
  if (end < text.length && text.lastIndexOf(" ", end) > begin + 150) end = text.lastIndexOf(" ", end);
  const part = text.slice(begin, end).replace(/\s+/g, " ").trim();
  return (begin ? "… " : "") + part + (end < text.length ? " …" : "");
}
const says = (text, phrase) => `\n${words(text).join("\n")}\n`.includes(`\n${phrase.join("\n")}\n`);

async function card(n, found) {
  const [one, text] = await Promise.all([recordOf(n), textOf(n)]);
  const literal = [...found.ask.phrases.map(p => p.text.trim()), ...found.ask.words.filter(word => word.match(rules.run))];
  if (text && found.ask.phrases.some(p => p.strict && ![one.headline, ...text.split("\n")].some(line => says(line, p.words)))) return null;
  const body = text || one.lead;
  const shown = found.marks.size ? stretch(body, found.marks, literal) : one.lead;
  const link = make("a", {href: base + one.address}, marked(one.headline || say.untitled, found.marks, literal));
  const meta = make("p", {class: "meta"});
  meta.append(make("bdi", {lang: map.language}, one.day ? make("time", {datetime: one.day}, dateWords(one.day) + (one.time ? `, ${one.time}` : "")) : say.undated));
  if (one.source) meta.append(" ", make("span", {class: "dot"}, make("bdi", {}, one.source)));
  const snippet = make("p", {class: "deck"}, marked(shown, found.marks, literal));
  return make("li", {class: "card", lang: one.lang, dir: one.dir}, make("h3", {}, link), meta, snippet);
}

let run = 0, shown = new URLSearchParams();
async function show(params, typing) {
  const mine = ++run, nothing = ![...params].some(([key, value]) => value.trim() && key !== "sort");
  shown = params;
  if (nothing) { $("search-else").hidden = false; out.replaceChildren(); told.textContent = ""; return; }
  const wait = setTimeout(() => { told.textContent = say.searching; }, 300);
  try {
    await ready();
    const found = await find(asked(params), typing);
    if (mine !== run) return;
    const frame = make("div"), results = make("ol", {class: "found"}), state = {at: 0, dropped: 0, results, frame};
    const hits = found.all.length ? found.all : found.fewer;
    frame.append(...await people(found.ask), ...filters(params, await titles(found.ask)), ...chart(hits, params), ...panel(hits, params), make("h2", {class: "hidden"}, say.results), results);
    const message = await more(found, state);
    if (mine !== run) return;
    out.replaceChildren(frame);
    told.textContent = message;
    $("search-else").hidden = results.children.length > 0;
  } catch (error) {
    if (mine === run) { told.textContent = say.failed; out.replaceChildren(); $("search-else").hidden = false; }
    if (!(error instanceof Unread)) throw error;
  } finally { clearTimeout(wait); }
}
/* Puts the next results into the list and returns what to tell. What a quoted phrase turns out not to match
   is left out. */
async function more(found, state) {
  const all = found.all.concat(found.fewer), cards = [];
  let made = 0;
  state.frame.querySelector(".more-found")?.remove();
  while (made < PAGE && state.at < all.length) {
    const next = all.slice(state.at, state.at + PAGE - made), ready = await Promise.all(next.map(n => card(n, found)));
    ready.forEach((one, n) => {
      const whole = state.at + n < found.all.length;
      if (!one) { if (whole) state.dropped++; return; }
      if (!whole && !state.parted) {
        state.parted = true;
        if (found.ask.words.length > 1) cards.push(make("li", {class: "heading"}, say.fewer));
      }
      cards.push(one);
      made++;
    });
    state.at += next.length;
  }
  state.results.append(...cards);
  if (state.at < all.length) {
    const button = make("button", {type: "button", class: "more-found"}, say.more);
    button.onclick = async () => {
      const first = state.results.children.length;
      told.textContent = await more(found, state);
      [...state.results.children].slice(first).map(one => one.querySelector("a")).find(Boolean)?.focus();
    };
    state.frame.append(button);
  }
  const hits = found.all.length - state.dropped;
  return hits ? count("found", hits) : state.results.children.length ? say.nonewithall : say.none;
}
const kindAndCount = one => `${say[`kind.${Object.keys(KINDS).find(kind => KINDS[kind] === one.key[0])}`]} · ${count("articles", one.count)}`;
const nameRow = async key => { const row = await exactly("n", `!${key}`); return row && row[1].split("\x7f"); };
/* Those whose name was typed, with the way to their pages. */
async function people(ask) {
  const typed = [...ask.words, ...ask.phrases.flatMap(one => one.words)].join(" ");
  if (!typed) return [];
  const rows = await offered(typed, 3), exact = rows.filter(one => one.whole);
  if (!exact.length) return [];
  return [make("ul", {class: "links row", "aria-label": say.names}, ...exact.map(one => make("li", {}, make("a", {href: base + one.address}, make("bdi", {}, one.name)), " ", make("span", {class: "count"}, kindAndCount(one)))))];
}
async function titles(ask) {
  return Promise.all(ask.filters.map(async ([kind, key, byName]) => byName ? key : KINDS[kind] === "l" ? languageName(key) : (await nameRow(`${KINDS[kind]}:${key}`))?.[1] || key));
}
const languageName = code => { try { return new Intl.DisplayNames([map.language], {type: "language"}).of(code) || code; } catch { return code; } };
function filters(params, names) {
  const made = [], kept = [];
  for (const kind in KINDS) for (const key of params.getAll(kind)) if (key) kept.push([kind, key]);
  kept.forEach(([kind, key], n) => {
    const rest = new URLSearchParams(params);
    rest.delete(kind); params.getAll(kind).filter(other => other !== key).forEach(other => rest.append(kind, other));
    made.push(make("li", {}, make("a", {href: linkTo(rest), "data-ask": "1", class: "chip"}, `${say[`kind.${kind}`]}: `, make("bdi", {}, names[n] || key), make("span", {"aria-hidden": "true"}, " ×"), make("span", {class: "hidden"}, ` ${say.remove}`))));
  });
  return made.length ? [make("ul", {class: "chips", "aria-label": say.chosen}, ...made)] : [];
}
/* Bars through time, each a link that narrows the span; by year, by month when few, by decade when many. */
function chart(hits, params) {
  const groups = new Map(), months = map.months, of = month => Math.floor(month / 12);
  const inMonth = hits.filter(n => months.length && n >= map.firsts[0]).map(n => months[place(map.firsts, n)]);
  if (inMonth.length < 2) return [];
  const first = inMonth.reduce((a, b) => Math.min(a, b)), last = inMonth.reduce((a, b) => Math.max(a, b)), span = last - first;
  if (!span) return [];
  const unit = span < 25 ? 1 : span < 720 ? 12 : 120;
  for (let at = Math.floor(first / unit); at <= Math.floor(last / unit); at++) groups.set(at, 0);
  for (const month of inMonth) groups.set(Math.floor(month / unit), groups.get(Math.floor(month / unit)) + 1);
  const most = Math.max(...groups.values());
  const iso = month => `${String(of(month)).padStart(4, "0")}-${String(month % 12 + 1).padStart(2, "0")}`;
  const bars = [...groups].map(([at, n]) => {
    const from = at * unit, to = from + unit - 1, narrowed = new URLSearchParams(params);
    narrowed.set("from", `${iso(from)}-01`);
    narrowed.set("to", `${iso(to)}-${new Date(Date.UTC(2000 + of(to) % 400, to % 12 + 1, 0)).getUTCDate()}`);
    const label = unit === 1 ? fill(say.month, {month: say["month.names"][from % 12], year: String(of(from))}) : unit === 12 ? String(of(from)) : `${of(from)}–${of(to)}`;
    const bar = make("span", {class: "bar"});
    bar.style.blockSize = `${n ? Math.max(2, Math.round(n / most * 48)) : 0}px`;
    const inside = [bar, make("span", {class: "hidden"}, `${label}: ${count("articles", n)}`)];
    return make("li", {title: `${label}: ${n}`}, n ? make("a", {href: linkTo(narrowed), "data-ask": "1"}, ...inside) : make("span", {}, ...inside));
  });
  const end = at => unit === 1 ? iso(at) : String(of(at));
  return [make("div", {class: "spread"}, make("ol", {"aria-label": say.through}, ...bars), make("p", {class: "count", "aria-hidden": "true"}, make("span", {}, end(first)), make("span", {}, end(last))))];
}
function panel(found, params) {
  if (!found.length) return [];
  const hits = new Uint8Array(map.size);
  for (const n of found) hits[n] = 1;
  const kinds = Object.keys(KINDS).map(kind => {
    const inside = make("ul", {class: "links"}), details = make("details", {}, make("summary", {}, say[`kind.${kind}`]), inside);
    details.addEventListener("toggle", async () => {
      if (!details.open || inside.children.length) return;
      const letter = KINDS[kind], rows = await between("w", `!${letter}:`, `!${letter};`, 400);
      const counted = await Promise.all(rows.map(async row => { let n = 0; each(await opened(row), at => { n += hits[at]; }); return [row[0].slice(3), n]; }));
      const top = counted.filter(one => one[1]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 20);
      for (const [key, n] of top) {
        const name = letter === "l" ? languageName(key) : (await nameRow(`${letter}:${key}`))?.[1] || key, narrowed = new URLSearchParams(params);
        if (!narrowed.getAll(kind).includes(key)) narrowed.append(kind, key);
        inside.append(make("li", {}, make("a", {href: linkTo(narrowed), "data-ask": "1"}, make("bdi", {}, name)), " ", make("span", {class: "count"}, figure(n))));
      }
      if (!top.length) inside.append(make("li", {class: "note"}, say.nothing));
    });
    return details;
  });
  return [make("div", {class: "narrow", role: "group", "aria-label": say.narrow}, ...kinds)];
}

/* ---- names as one types: a combobox whose list never takes the focus */
async function offered(text, most) {
  const typed = words(text).join(" ");
  if (typed.length < 2 && !typed.match(rules.run)) return [];
  const found = new Map();
  for (const row of await beginning("n", `@${typed}`, 2)) {
    const end = row[0].lastIndexOf("|"), key = row[0].slice(end + 1), spelled = row[0].slice(1, end);
    const whole = spelled === typed || spelled.startsWith(`${typed} `);
    if (!found.has(key) || whole) { const [n, name] = row[1].split("\x7f"); found.set(key, {key, count: +n, name, whole}); }
  }
  const top = [...found.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, most);
  for (const one of top) one.address = (await nameRow(one.key))?.[2] || "";
  return top.filter(one => one.address);
}
let active = -1, asking = 0;
function closeNames() { list.hidden = true; list.replaceChildren(); active = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); }
async function offer() {
  const mine = ++asking;
  let names = [];
  try { await ready(); names = await offered(box.value, 8); } catch (error) { if (!(error instanceof Unread)) throw error; }
  if (mine !== asking) return;
  closeNames();
  names.forEach((one, n) => {
    const option = make("li", {role: "option", id: `name-${n}`, "aria-selected": "false"}, make("bdi", {}, one.name), " ", make("span", {class: "count"}, kindAndCount(one)));
    option.dataset.address = one.address;
    option.onmousedown = event => { event.preventDefault(); if (!event.button) go(one.address); };
    list.append(option);
  });
  if (names.length && document.activeElement === box) { list.hidden = false; box.setAttribute("aria-expanded", "true"); }
}
function choose(n) {
  const options = [...list.children];
  active = n < -1 ? options.length - 1 : n >= options.length ? -1 : n;
  options.forEach((one, at) => one.setAttribute("aria-selected", String(at === active)));
  if (active < 0) box.removeAttribute("aria-activedescendant");
  else { box.setAttribute("aria-activedescendant", options[active].id); options[active].scrollIntoView({block: "nearest"}); }
}

/* ---- the form and the address */
const controls = [...form.elements].filter(one => one.name);
const address = () => new URLSearchParams(location.search);
function readAddress() {
  const params = address();
  for (const one of controls) one.value = params.get(one.name) || "";
}
/* What the form asks, with the facets that were chosen. */
function formAsks() {
  const params = new URLSearchParams(shown);
  for (const one of controls) { params.delete(one.name); if (one.value.trim()) params.set(one.name, one.value.trim()); }
  return params;
}
const linkTo = params => String(params) ? `?${params}` : location.pathname;
function submit() {
  clearTimeout(timer); clearTimeout(writing); writing = 0;
  const params = formAsks();
  if (String(params) !== String(address())) history.pushState(null, "", linkTo(params));
  show(params, false);
}
let timer = 0, writing = 0;
const write = () => { clearTimeout(writing); if (writing) history.replaceState(null, "", linkTo(formAsks())); writing = 0; };
const go = address => { write(); location.href = base + address; };
box.addEventListener("input", () => {
  clearTimeout(timer); clearTimeout(writing);
  timer = setTimeout(() => { show(formAsks(), !/\s$/.test(box.value)); offer(); }, 150);
  writing = setTimeout(write, 700); /* browsers allow few changes of the address a minute */
});
box.addEventListener("keydown", event => {
  if (event.isComposing) return;
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step && !list.hidden) { event.preventDefault(); choose(active + step); }
  else if (event.key === "Enter" && active >= 0 && !list.hidden) { event.preventDefault(); go(list.children[active].dataset.address); }
  else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); asking++; closeNames(); }
});
box.addEventListener("blur", closeNames);
form.addEventListener("submit", event => { event.preventDefault(); asking++; closeNames(); submit(); });
form.addEventListener("change", event => { if (event.target !== box) submit(); });
out.addEventListener("click", event => {
  write();
  const link = event.target.closest("a[data-ask]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  readAddress();
  show(address(), false);
  told.focus();
});
addEventListener("popstate", () => { readAddress(); show(address(), false); });
document.addEventListener("keydown", event => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); box.focus(); }
});
window.backfileSearch = {ready, words: text => words(text), fold: text => fold(text), load};
$("search-more").hidden = false;
readAddress();
show(address(), false);
})();
