/* The preview's own script, which only `backfile serve` adds to pages: it loads a page anew when the site was
   built, and shows what is wrong. The site itself does not have it. */
(function () {
  "use strict";
  var me = document.currentScript, shown = Number(me.getAttribute("data-build")), panel = null;
  var first = Number(me.getAttribute("data-first"));  // of a page that shows an edit before the build is done

  function line(parent, text, bold) {
    var element = document.createElement("p");
    element.textContent = text;
    element.style.margin = "0 0 .4rem";
    element.style.fontWeight = bold ? "bold" : "normal";
    element.style.overflowWrap = "anywhere";
    parent.appendChild(element);
  }

  function show(state) {
    if (panel) { panel.remove(); panel = null; }
    if (!state.problems.length) { return; }
    panel = document.createElement("details");
    panel.id = "backfile-preview";
    panel.open = !state.published;
    panel.dir = "ltr";
    panel.lang = "en";
    var style = panel.style;
    style.position = "fixed"; style.insetInlineEnd = "1rem"; style.bottom = "1rem"; style.zIndex = "9999";
    style.maxWidth = "min(44rem, calc(100vw - 2rem))"; style.maxHeight = "60vh"; style.overflow = "auto";
    style.background = "#fff"; style.color = "#1a1a1a"; style.font = "14px/1.4 system-ui, sans-serif";
    style.border = "2px solid " + (state.published ? "#8a6100" : "#b3261e"); style.padding = ".6rem .9rem";
    style.borderRadius = "4px"; style.boxShadow = "0 2px 12px rgba(0,0,0,.3)";
    var head = document.createElement("summary");
    head.textContent = state.told;
    head.style.cursor = "pointer";
    head.style.fontWeight = "bold";
    panel.appendChild(head);
    state.problems.forEach(function (problem) {
      line(panel, problem.place + ": " + problem.severity + "[" + problem.code + "]", true);
      line(panel, problem.message, false);
      if (problem.hint) { line(panel, "hint: " + problem.hint, false); }
    });
    document.body.appendChild(panel);
    panel.setAttribute("role", state.published ? "status" : "alert");
  }

  function forget() {
    var old = document.getElementById("backfile-first-look");
    if (old) { old.remove(); }
  }

  function note(words, edited) {
    var element = document.createElement("p");
    forget();
    element.id = "backfile-first-look";
    element.setAttribute("role", "status");
    element.dir = "ltr";
    element.lang = "en";
    element.textContent = words;
    edited.forEach(function (one, n) {
      var link = document.createElement("a");
      link.href = path(one.address);
      link.dir = "auto";
      link.textContent = one.headline;
      element.append(n ? ", " : " ", link);
    });
    if (edited.length) { element.append(". The site is being built."); }
    var style = element.style;
    style.position = "fixed"; style.insetInlineStart = "1rem"; style.bottom = "1rem"; style.zIndex = "9999";
    style.margin = "0"; style.padding = ".4rem .8rem"; style.background = "#fff"; style.color = "#1a1a1a";
    style.font = "14px/1.4 system-ui, sans-serif"; style.border = "2px solid #8a6100"; style.borderRadius = "4px";
    document.body.appendChild(element);
  }

  /* An article whose headline or day was edited has a new address, which ends as the old one does. */
  function lookAt(edited) {
    var here = decodeURIComponent(location.pathname).slice(1), tail = /-[0-9a-f]{6}\.html$/.exec(here);
    return edited.filter(function (one) { return one.address === here; })[0]
      || (tail && edited.filter(function (one) { return one.address.slice(-tail[0].length) === tail[0]; })[0]);
  }

  function go(address) {
    events.close();
    if (decodeURIComponent(location.pathname).slice(1) === address) { location.reload(); return; }
    location.replace(path(address));
  }

  function path(address) { return "/" + address.split("/").map(encodeURIComponent).join("/"); }

  if (first) { note("First look at the edit, by this text alone. The site is being built.", []); }
  var events = new EventSource(me.getAttribute("data-events"));
  events.addEventListener("built", function (event) {
    var state = JSON.parse(event.data);
    var look = lookAt(state.first);
    if (look && look.edit !== first) { go(look.address); return; }
    if (!look && state.published && (state.changed > shown || first)) { events.close(); location.reload(); return; }
    if (!look && state.first.length) { note("Just edited:", state.first); }
    if (!first && !state.first.length) { forget(); }
    show(state);
  });
})();
