/* The search: words to numbers of articles. Loaded by search.js, after search-read.js, at the first search. */
"use strict";
window.backfileSearch = (() => {
const {words, between, beginning, exactly, opened, signOf, VALUE, KINDS} = window.backfileIndex;
const PAGE = 10, MOST = 24, DAYS = /^\d{4}(-\d\d(-\d\d)?)?$/;
let map, rules;
const ready = async () => ({map, rules} = await window.backfileIndex.ready());

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
   word that no article says: what it begins, else words whose stem it has, else words one slip away, else those
   whose names sound so. */
async function formsOf(word, typing, named) {
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
    if (!found.size) for (const row of await named(word)) found.set(row[0], [row, .6]);
  }
  return Promise.all([...found.values()].map(async ([row, factor]) => [await opened(row), factor]));
}
const WEIGHT = [6, 2.5, 1];
function each(posting, use) { posting.lists.forEach((list, weight) => { for (const n of list.numbers) use(n, WEIGHT[weight]); }); }
const mask = postings => { const made = new Uint8Array(map.size); for (const one of postings) each(one, n => { made[n] = 1; }); return made; };

/* For each article that says the word: the values of the signs of what follows it there. */
async function followers(posting) {
  const made = new Map(), row = await exactly("s", posting.term), fields = row ? row[1].split(" ") : [];
  posting.lists.forEach((list, weight) => {
    const signs = fields[weight];
    let at = 0;
    for (const n of list.numbers) {
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
    if (rows.length) return Math.min(...await Promise.all(rows.map(async row => Math.min(...(await opened(row)).lists.flatMap(list => list.numbers)))));
    at++;
  } else if (after) at += text.length === 4 ? 12 : 1;
  const n = map.months.findIndex(one => one >= at);
  return n < 0 ? map.size : map.firsts[n];
}
async function filterMask(kind, value, byName, offered) {
  const letter = KINDS[kind];
  let keys = [value];
  if (byName && letter !== "l") {
    const rows = await beginning("n", `@${words(value).join(" ")}`, 3);
    const all = rows.length ? rows.map(row => row[0].slice(row[0].lastIndexOf("|") + 1)) : (await offered(value)).map(one => one.key);
    keys = [...new Set(all.filter(key => key.startsWith(`${letter}:`)).map(key => key.slice(2)))];
    keys.push(value.toLowerCase());
  }
  const rows = (await Promise.all(keys.map(key => exactly("w", `!${letter}:${key}`)))).filter(Boolean);
  return mask(await Promise.all(rows.map(opened)));
}

/* `offered` tells whose names begin with a text or, unless it is to be strict, sound like it: where nothing says the
   words, those are meant. */
async function find(ask, typing, offered) {
  const none = {all: [], fewer: [], marks: new Map(), meant: [], ask}, {meant} = none;
  if (ask.nothing) return none;
  const named = async (text, to = meant, strict = false) => {
    const names = await offered(text, strict);
    to.push(...names);
    return (await Promise.all(names.map(one => exactly("w", `!${one.key}`)))).filter(Boolean);
  };
  const [forms, phrases, masks, outside, without, low, high, spelled] = await Promise.all([
    Promise.all(ask.words.map((word, n) => formsOf(word, typing && n === ask.words.length - 1, named))),
    Promise.all(ask.phrases.map(one => phraseMask(one.words))),
    Promise.all(ask.filters.map(one => filterMask(...one, offered))),
    Promise.all(ask.outside.map(one => filterMask(...one, offered))),
    Promise.all(ask.not.map(async found => found.length > 1 ? (await phraseMask(found)).said : mask((await formsOf(found[0], false, text => named(text, []))).map(one => one[0])))),
    ask.from ? numberAt(ask.from, false) : 0, ask.to ? numberAt(ask.to, true) : map.size, spellings(ask.words),
  ]);
  const score = new Float32Array(map.size), best = new Float32Array(map.size), count = new Uint8Array(map.size), marks = new Map();
  const weighty = (clause, asks) => {
    const said = Math.min(map.articles, clause.reduce((sum, [posting]) => posting.lists.reduce((a, list) => a + list.length, sum), 0));
    return {clause, asks, said, rare: Math.log(1 + (map.articles - said + .5) / (said + .5)) + .02};
  };
  const clauses = forms.map(clause => weighty(clause, 1)).sort((a, b) => a.said - b.said);
  for (const {rows} of phrases) for (const row of rows) clauses.push(weighty([[row, 1]], 0));
  for (const {clause, rare} of clauses) for (const [posting] of clause) marks.set(posting.term, Math.max(rare, marks.get(posting.term) || 0));
  /* Adds what a clause is worth to the articles that say it, of `among` when only those matter; returns them. */
  const weigh = ({clause, rare, asks}, among) => {
    const touched = [];
    for (const [posting, factor] of clause) posting.lists.forEach((list, weight) => {
      const worth = WEIGHT[weight] * factor, walk = among && list.bits;
      for (const n of walk ? among : list.numbers) {
        if (walk ? !list.has(n) : among && !count[n]) continue;
        if (!best[n]) touched.push(n);
        if (best[n] < worth) best[n] = worth;
      }
    });
    for (const n of touched) { score[n] += rare * best[n]; count[n] += asks; best[n] = 0; }
    return touched;
  };
  const fits = n => n >= low && n < high && masks.every(one => one[n]) && phrases.every(one => one.said[n]) && !without.some(one => one[n]) && !outside.some(one => one[n]);
  const wanted = ask.words.length, plain = !wanted && !phrases.length;
  let all = [], fewer = [];
  if (wanted) {
    const among = weigh(clauses[0]);
    for (const one of clauses.slice(1)) weigh(one, among);
    all = among.filter(n => count[n] === wanted && fits(n));
  }
  if (all.length < PAGE) {
    score.fill(0); count.fill(0);
    for (const one of clauses) weigh(one);
    const among = !plain ? null : masks.length ? masks[0] : mask(await Promise.all((await between("w", "!l:", "!l;", 3)).map(opened)));
    all = [];
    for (let n = low; n < high; n++) if ((plain ? among[n] : !wanted || count[n]) && fits(n)) (count[n] === wanted ? all : fewer).push(n);
  }
  if (wanted && !all.length) {
    const said = mask(await Promise.all((await named(ask.words.join(" "), meant, true)).map(opened)));
    for (let n = low; n < high; n++) if (said[n] && fits(n)) all.push(n);
    fewer = fewer.filter(n => !said[n]);
  }
  for (const {name} of meant) for (const word of words(name)) if (!marks.has(word)) marks.set(word, 1);
  /* By number, which is by date, or by score; of equal ones the newest first. */
  const {size} = map, byDate = plain || ask.sort === "newest" || ask.sort === "oldest";
  const ranked = (found, first) => {
    const keys = Float64Array.from(found, n => (first(n) * 2 ** 25 + (byDate ? 0 : Math.round(score[n] * 1e4))) * size + (ask.sort === "oldest" ? size - 1 - n : n)).sort().reverse();
    return Array.from(keys, key => ask.sort === "oldest" ? size - 1 - key % size : key % size);
  };
  for (const [word, others] of spelled) for (const other of others) if (!marks.has(other)) marks.set(other, marks.get(word) || 1);
  return {all: ranked(all, () => 0), fewer: all.length < PAGE ? ranked(fewer, n => count[n]) : [], marks, meant: all.length ? meant : [], unsaid: ask.words.some((word, n) => !forms[n].some(([posting]) => posting.term === word)), ask};
}
/* The other spellings of the persons whose names were typed, to be marked too: [word, spellings] each. */
const spellings = asked => Promise.all(asked.map(async word => {
  const rows = (await Promise.all([beginning("n", `@${word} `, 1), beginning("n", `@${word}|`, 1)])).flat();
  const keys = [...new Set(rows.map(row => row[0].slice(row[0].lastIndexOf("|") + 1)))].filter(key => key[0] === "p").slice(0, 4);
  const held = await Promise.all(keys.map(key => exactly("n", `!${key}`)));
  return [word, held.flatMap(row => row?.[1].split("\x7f")[3]?.split(" ") || [])];
}));

return {ready, each, asked, find, PAGE};
})();
