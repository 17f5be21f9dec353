/* The search page: what is found, put onto the page, and the form. Loaded by search.js at the first search.
   Texts reach the page as text nodes only. */
"use strict";
(() => {
const {load, words, parts, place, between, opened, base, KINDS, Unread} = window.backfileIndex;
const {each, asked, find, PAGE} = window.backfileSearch;
const {combobox, offered, nameRow, kindOf} = window.backfileNames;
const form = document.getElementById("search"), say = JSON.parse(document.getElementById("search-words").textContent);
const $ = id => document.getElementById(id);
const box = $("q"), told = $("search-told"), out = $("search-results");
let map, rules;
const ready = async () => { ({map, rules} = await window.backfileSearch.ready()); };

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
  let cut = all.slice(0, 40);
  if (cut.length < all.length && all[cut.length] !== "-" && cut.lastIndexOf("-") > cut.length >> 1) cut = cut.slice(0, cut.lastIndexOf("-"));
  return cut.replace(/^-+|-+$/g, "");
};
/* A file of results; a larger archive has them deflated. */
const inflated = async text => {
  const signs = atob(text), bytes = new Uint8Array(signs.length);
  for (let n = 0; n < signs.length; n++) bytes[n] = signs.charCodeAt(n);
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text());
};
const files = {};
const fileOf = async n => {
  const name = `r/${Math.floor(n / map.records)}`, file = await load(name);
  return typeof file === "string" ? files[name] ||= inflated(file) : file;
};
const recordOf = async n => {
  const file = await fileOf(n);
  const [when = "", headline = "", short = "", slug = "", lead = "", source = "", lang = "", dir = ""] = file[n % map.records].split("\x7f");
  const month = map.months[place(map.firsts, n)], two = value => String(value).padStart(2, "0");
  const day = when ? `${String(Math.floor(month / 12)).padStart(4, "0")}-${two(month % 12 + 1)}-${when.slice(0, 2)}` : "";
  const folder = day ? day.replace(/-/g, "/") : "undated";
  return {day, time: when.slice(2), headline, source: source && file.s[source], text: file.t?.[n % map.records] || "", lead, lang, dir: dir || "ltr", address: `${folder}/${encodeURIComponent(slug || plainSlug(headline))}-${short}.html`};
};

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
  const one = await recordOf(n), {text} = one;
  const literal = [...found.ask.phrases.map(p => p.text.trim()), ...found.ask.words.filter(word => word.match(rules.run))];
  if (text && found.ask.phrases.some(p => p.strict && ![one.headline, ...text.split("\n")].some(line => says(line, p.words)))) return null;
  const body = text || one.lead;
  const shown = found.marks.size ? stretch(body, found.marks, literal) : one.lead;
  const link = make("a", {href: base + one.address}, marked(one.headline || say.untitled, found.marks, literal));
  const meta = make("p", {class: "meta"});
  meta.append(make("bdi", {lang: map.language}, one.day ? make("time", {datetime: one.day}, dateWords(one.day) + (one.time ? ` ${one.time}` : "")) : say.undated));
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
    const ask = asked(params), [found, chosen] = await Promise.all([find(ask, typing, (text, strict) => offered(text, 3, strict)), titles(ask)]), named = await people(found);
    if (mine !== run) return;
    const frame = make("div"), results = make("ol", {class: "found"}), state = {at: 0, dropped: 0, results, frame};
    const hits = found.all.length ? found.all : found.fewer;
    frame.append(make("h2", {class: "hidden"}, say.results), results);
    const message = await more(found, state);
    if (mine !== run) return;
    frame.prepend(...named, ...filters(params, chosen), ...chart(hits, params), ...panel(hits, params));
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
const kindAndCount = one => `${say[`kind.${kindOf(one)}`]} · ${count("articles", one.count)}`;
/* Those whose name was typed or meant, with the way to their pages. */
async function people({ask, meant, unsaid}) {
  const typed = [...ask.words, ...ask.phrases.flatMap(one => one.words)].join(" ");
  if (!typed) return [];
  const exact = meant.length ? [...new Map(meant.map(one => [one.key, one])).values()] : (await offered(typed, 3, !unsaid)).filter(one => one.whole);
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
const names = combobox(box, $("search-names"), kindAndCount, address => { write(); location.href = base + address; });
function typed(wait) {
  clearTimeout(timer); clearTimeout(writing);
  timer = setTimeout(() => { show(formAsks(), !/\s$/.test(box.value)); names.offer(); }, wait);
  writing = setTimeout(write, 700); /* browsers allow few changes of the address a minute */
}
box.addEventListener("input", () => typed(150));
form.addEventListener("submit", event => { event.preventDefault(); names.stop(); submit(); });
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
/* What was typed before this was loaded is kept; else the address tells what is asked. */
if (location.search.length > 1) { readAddress(); show(address(), false); }
else if (String(formAsks())) typed(0);
window.backfileSearch.submit = submit;
})();
