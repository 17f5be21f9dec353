/* Names of persons, topics, sources and creditors, offered as one types: a combobox whose list never takes the focus.
   On the search page search-show.js uses it; on other pages page.js loads it, with search-read.js and search.css,
   when the box in the header gets the focus, and it serves that box itself. */
"use strict";
window.backfileNames = (() => {
const {ready, words, beginning, exactly, base, KINDS, Unread} = window.backfileIndex;
const nameRow = async key => { const row = await exactly("n", `!${key}`); return row && row[1].split("\x7f"); };
/* Those of whose names one begins with what was typed, the most named first. */
async function offered(text, most) {
  const {rules} = await ready(), typed = words(text).join(" ");
  if (typed.length < 2 && !typed.match(rules.run)) return [];
  const found = new Map();
  for (const row of await beginning("n", `@${typed}`, 2)) {
    const end = row[0].lastIndexOf("|"), key = row[0].slice(end + 1), spelled = row[0].slice(1, end);
    const whole = spelled === typed || spelled.startsWith(`${typed} `);
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
const form = document.querySelector(".top .find[data-names]"), box = form?.elements.q;
if (box && !document.getElementById("search")) {
  const list = document.createElement("ul"), status = document.createElement("p");
  list.id = "search-names"; list.hidden = true; list.setAttribute("role", "listbox"); list.setAttribute("aria-label", form.dataset.names);
  status.className = "hidden"; status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id})) box.setAttribute(name, value);
  const kind = one => document.querySelector(`.main [href*="${one.address.split("/")[0]}/"]`)?.textContent;
  const {offer, stop} = combobox(box, list, kind, address => { location.href = base + address; }, n => { status.textContent = n ? `${form.dataset.names}: ${n}` : ""; });
  let timer = 0;
  const typed = wait => { clearTimeout(timer); timer = setTimeout(offer, wait); };
  box.addEventListener("input", () => typed(120));
  form.addEventListener("submit", () => { clearTimeout(timer); stop(); });
  if (box.value) typed(0); /* what was typed before this was loaded */
}
return {combobox, offered, nameRow, kindOf};
})();
