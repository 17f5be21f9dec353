/* Loads the search when it is used, and nothing before: search-read.js when the box is entered, search-find.js,
   search-names.js and search-show.js at the first letter or for a page that is opened with a search in its
   address. They run in this order. */
"use strict";
(() => {
const form = document.getElementById("search");
if (!form) return;
const box = document.getElementById("q"), own = document.currentScript.src, loaded = new Set();
const load = (...names) => {
  for (const name of names) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    const script = document.createElement("script");
    script.src = own.replace("search.js", `search-${name}.js`);
    script.async = false;
    document.head.append(script);
  }
};
form.addEventListener("focusin", () => load("read"));
for (const used of ["input", "change"]) form.addEventListener(used, () => load("read", "find", "names", "show"));
document.addEventListener("keydown", event => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); box.focus(); }
});
if (location.search.length > 1 || box.value) {
  /* What search-show.js will ask for first comes along with it. */
  document.head.append(Object.assign(document.createElement("link"), {rel: "preload", as: "script", href: own.replace("static/search.js", "search/map.js")}));
  load("read", "find", "names", "show");
}
})();
