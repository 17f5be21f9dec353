// Light or dark as the reader chose. Loaded before the page is drawn, so that the wrong paper never shows.
// Without this script, or before a choice, the page follows the reader's system. Fetches cite.js when it is wanted,
// and when the search box gets the focus what offers names there. Gives each paragraph a link to itself.
(function () {
  "use strict";
  var root = document.documentElement, kept = "backfile-tone", system = matchMedia("(prefers-color-scheme: dark)");
  var here = document.currentScript.src;
  function chosen() {
    try { return localStorage.getItem(kept); } catch (refused) { return null; }
  }
  function keep(tone) {
    try { if (tone) localStorage.setItem(kept, tone); else localStorage.removeItem(kept); } catch (refused) { /* lasts for this page */ }
  }
  function show(tone) {
    if (tone === "dark" || tone === "light") root.dataset.tone = tone; else delete root.dataset.tone;
  }
  show(chosen());
  // Leaves room for what a search will find, so that nothing moves under the reader when it comes.
  if (/[?&]q=[^&]/.test(location.search)) root.className = "asked";
  addEventListener("storage", function (event) { if (event.key === kept) show(event.newValue); });
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".tone");
    if (!button) return;
    function dark() { return root.dataset.tone ? root.dataset.tone === "dark" : system.matches; }
    function tell() { button.setAttribute("aria-pressed", String(dark())); }
    button.hidden = false;
    button.addEventListener("click", function () {
      var tone = dark() ? "light" : "dark";
      // What the system asks for anyway is no choice: the page follows the system again.
      tone = (tone === "dark") === system.matches ? "" : tone;
      show(tone); keep(tone); tell();
    });
    system.addEventListener("change", tell);
    addEventListener("storage", tell);
    tell();
  });
  function fetched(name) {
    var script = document.createElement("script");
    script.src = here.replace("page.js", name);
    script.async = false;
    document.head.append(script);
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".story .body > p[id]").forEach(function (paragraph) {
      var link = document.createElement("a");
      link.href = "#" + paragraph.id;
      link.textContent = "¶";
      paragraph.append(link);
    });
    var citation = document.querySelector("details.cite"), box = document.querySelector(".top .find input");
    if (citation) citation.addEventListener("toggle", function () { fetched("cite.js"); }, { once: true });
    function offer() {
      var style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = here.replace("page.js", "search.css");
      document.head.append(style);
      fetched("search-read.js");
      fetched("search-names.js");
    }
    if (box && document.activeElement === box) offer();
    else if (box) box.addEventListener("focus", offer, { once: true });
  });
})();
