/* The index as the browser reads it: texts to words, and rows of its files, which come by <script> on demand, so that
   it also works from the disk. The form of the files is told in backfile.search. */
"use strict";
window.backfileIndex = (() => {
const base = document.currentScript.src.replace(/static\/[^/]*$/, "");
const KINDS = {person: "p", topic: "t", source: "s", credit: "c", lang: "l"};
const FORM = 5;

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
  for (const kind of ["names", "words", "signs"]) found[kind] = found[kind].split("\x7f").slice(1);
  found.months = numbers(found.months); found.firsts = numbers(found.firsts);
  map = found;
  return {map, rules};
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
/* Rising numbers as gaps or, after "!", as a bit for each, six in a character. They are read when they are walked. */
const bitsAt = (text, n) => { const value = VALUE[text.charCodeAt(n)]; return value < 0 ? 45 + ~value : value; };
class List {
  constructor(text) { this.text = text; this.bits = text[0] === "!"; }
  get numbers() { return this.held ||= this.bits ? this.ofBits() : numbers(this.text); }
  get length() {
    if (!this.bits) return this.numbers.length;
    let made = 0;
    for (let n = 1; n < this.text.length; n++) for (let bits = bitsAt(this.text, n); bits; bits &= bits - 1) made++;
    return made;
  }
  ofBits() {
    const made = [];
    for (let n = 1, at = 0; n < this.text.length; n++, at += 6) {
      const bits = bitsAt(this.text, n);
      for (let bit = 0; bit < 6; bit++) if (bits & 32 >> bit) made.push(at + bit);
    }
    return made;
  }
  has(n) { const at = 1 + Math.floor(n / 6); return at < this.text.length && (bitsAt(this.text, at) & 32 >> n % 6) > 0; }
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
  return {term: row[0], lists: [0, 1, 2].map(n => new List(fields[n] || ""))};
};
const exactly = async (kind, term) => (await between(kind, term, `${term}\0`, 1))[0];

return {ready, load, fold, words, parts, place, between, beginning, exactly, opened, signOf, VALUE, base, KINDS, Unread};
})();
