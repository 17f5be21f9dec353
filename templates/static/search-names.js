/* Names of persons, topics, sources and creditors, offered as one types: a combobox whose list never takes the focus.
   On the search page search-show.js uses it; on other pages page.js loads it, with search-read.js and search.css,
   when the box in the header gets the focus, and it serves that box itself. */
"use strict";
window.backfileNames = (() => {
const {ready, words, place, beginning, exactly, base, KINDS, Unread} = window.backfileIndex;
const nameRow = async key => { const row = await exactly("n", `!${key}`); return row && row[1].split("\x7f"); };
/* How one sound is written, by several customs and in Cyrillic; in a row the sign that stands for it comes first. */
const SOUNDS = new Map(), LETTERS = `S sh sch ch ш щ ч shch schtsch tsch tch cz|K k g q c gh ck к г ґ|H h kh х|Z zh dzh dj j ж дж џ|I i y й и і ы ї iy yi ii ij yy ee ий ый ій|U u ou oo у|E e ye je е э є|A a а|IA я|IU ю|O o о|V v w в|F f ph ff ф|B b б|D d dh д|T t th т|C ts tz ц|KS x кс|s с|z з|L l л|M m м|N n н|P p п|R r р| ь ъ`;
for (const row of LETTERS.split("|")) { const [sign, ...written] = row.split(" "); for (const one of written) SOUNDS.set(one, sign); }
const SOUND = new RegExp([...SOUNDS.keys()].sort((a, b) => b.length - a.length).join("|"), "gu");
const sound = text => text.replace(/([a-z])j(?![aou])/gu, "$1i").replace(SOUND, one => SOUNDS.get(one)).replace(/(.)\1+/gu, "$1");
/* Rows of names that sound as what was typed: looked for where their first two sounds would stand, in few files. */
async function sounding(typed) {
  const {map} = await ready(), heard = sound(typed), files = new Set(), rows = [];
  if (heard.length < 3 || heard === typed) return [];
  const written = sign => [...SOUNDS.keys()].filter(one => SOUNDS.get(one) === sign), seconds = written(heard[1]);
  for (const begun of [...written(heard[0]).flatMap(one => seconds.map(two => one + two)), ...written(heard.slice(0, 2))]) {
    const file = place(map.names, `@${begun}`);
    if (files.size < 6 || files.has(file)) { files.add(file); rows.push(beginning("n", `@${begun}`, 2)); }
  }
  return (await Promise.all(rows)).flat().filter(row => sound(row[0].slice(1, row[0].lastIndexOf("|"))).startsWith(heard));
}
/* Those of whose names one begins with what was typed, else unless `strict` those whose names sound so; the most named first. */
async function offered(text, most, strict = false) {
  const {rules} = await ready(), typed = words(text).join(" ");
  if (typed.length < 2 && !typed.match(rules.run)) return [];
  const found = new Map(), same = await beginning("n", `@${typed}`, 2), rows = same.length || strict ? same : await sounding(typed);
  const told = same.length ? one => one : sound, asked = told(typed);
  for (const row of rows) {
    const end = row[0].lastIndexOf("|"), key = row[0].slice(end + 1), spelled = told(row[0].slice(1, end));
    const whole = spelled === asked || spelled.startsWith(`${asked} `);
    if (!found.has(key) || whole) { const [n, name] = row[1].split("\x7f"); found.set(key, {key, count: +n, name, whole}); }
  }
  const top = [...found.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, most);
  await Promise.all(top.map(async one => { one.address = (await nameRow(one.key))?.[2] || ""; }));
  return top.filter(one => one.address);
}
const kindOf = one => Object.keys(KINDS).find(kind => KINDS[kind] === one.key[0]);
/* Makes of a box a combobox over a list. `tell` returns what stands beside a name, `go` follows an address, `told`
   hears how many names are offered. */
function combobox(box, list, tell, go, told = () => {}) {
  let active = -1, asking = 0, asked = "";
  const close = () => {
    list.hidden = true; list.replaceChildren(); active = -1;
    box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant");
  };
  const option = (one, n) => {
    const made = document.createElement("li"), name = document.createElement("bdi"), beside = document.createElement("span");
    made.id = `name-${n}`; made.dataset.address = one.address; /* Firefox 115 knows no `made.role` */
    made.setAttribute("role", "option"); made.setAttribute("aria-selected", "false");
    name.textContent = one.name; beside.className = "count"; beside.textContent = tell(one);
    made.append(name, " ", beside);
    made.onmousedown = event => { event.preventDefault(); if (!event.button) go(one.address); };
    return made;
  };
  async function offer() {
    if (box.value === asked) return;
    asked = box.value;
    const mine = ++asking;
    let names = [];
    try { names = await offered(box.value, 8); } catch (error) { if (!(error instanceof Unread)) throw error; }
    if (mine !== asking) return;
    close();
    list.append(...names.map(option));
    const open = names.length > 0 && document.activeElement === box;
    if (open) { list.hidden = false; box.setAttribute("aria-expanded", "true"); }
    told(open ? names.length : 0);
  }
  const choose = n => {
    const options = [...list.children];
    active = n < -1 ? options.length - 1 : n >= options.length ? -1 : n;
    options.forEach((one, at) => { one.setAttribute("aria-selected", String(at === active)); });
    if (active < 0) box.removeAttribute("aria-activedescendant");
    else { box.setAttribute("aria-activedescendant", options[active].id); options[active].scrollIntoView({block: "nearest"}); }
  };
  box.addEventListener("keydown", event => {
    if (event.isComposing || list.hidden) return;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) { event.preventDefault(); choose(active + step); }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); go(list.children[active].dataset.address); }
    else if (event.key === "Escape") { event.preventDefault(); stop(); asked = box.value; }
  });
  const stop = () => { asking++; close(); };
  box.addEventListener("blur", stop);
  return {offer, stop};
}

/* ---- the box in the header */
const form = document.querySelector(".top .find"), box = form?.elements.q;
if (box && !document.getElementById("search")) {
  const list = document.createElement("ul"), status = document.createElement("p");
  list.id = "search-names"; list.hidden = true; list.setAttribute("role", "listbox"); list.setAttribute("aria-label", box.ariaLabel);
  status.className = "hidden"; status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id})) box.setAttribute(name, value);
  const kind = one => document.querySelector(`.main [href*="${one.address.split("/")[0]}/"]`)?.textContent;
  const {offer, stop} = combobox(box, list, kind, address => { location.href = base + address; }, n => { status.textContent = n ? `${box.ariaLabel}: ${n}` : ""; });
  let timer = 0;
  const typed = wait => { clearTimeout(timer); timer = setTimeout(offer, wait); };
  box.addEventListener("input", () => typed(120));
  form.addEventListener("submit", () => { clearTimeout(timer); stop(); });
  if (box.value) typed(0); /* what was typed before this was loaded */
}
return {combobox, offered, nameRow, kindOf};
})();
