// What the page does beyond reading: theme, copying, the place in the contents, pop-ups.
// Everything it adds is hidden or plain links without it.
(function () {
  "use strict";

  var root = document.documentElement;
  var KEY = "nashr-theme";

  // A page opened from a file or with storage switched off has no memory; it still works.
  function remembered() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }
  function remember(value) {
    try { localStorage.setItem(KEY, value); } catch (error) { /* not kept */ }
  }

  var stored = remembered();
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  function setUpTheme() {
    var button = document.querySelector("[data-theme-toggle]");
    var system = matchMedia("(prefers-color-scheme: dark)");
    function theme() { return root.dataset.theme || (system.matches ? "dark" : "light"); }
    function show() {
      var other = theme() === "dark" ? "light" : "dark";
      var name = button.dataset.name + ": " + button.dataset[other];
      button.textContent = button.dataset[other];
      button.setAttribute("aria-label", name);
    }
    button.dataset.name = button.getAttribute("aria-label");
    button.addEventListener("click", function () {
      root.dataset.theme = theme() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  function setUpCopying() {
    if (!navigator.clipboard) return;
    var status = document.createElement("p");
    status.className = "unseen";
    status.setAttribute("role", "status");
    document.querySelector(".colophon").append(status);
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      var label = button.textContent;
      button.hidden = false;
      button.addEventListener("click", function () {
        var source = document.getElementById(button.dataset.copy);
        navigator.clipboard.writeText(source.textContent.trim()).then(function () {
          button.textContent = button.dataset.copied;
          status.textContent = button.dataset.copied;
          setTimeout(function () {
            button.textContent = label;
            status.textContent = "";
          }, 2000);
        });
      });
    });
  }

  // The contents stand open beside the text where there is room, and the current section is
  // marked: the last one whose heading has passed the upper part of the window, or the one that
  // was asked for, if its heading stands there.
  function setUpContents() {
    var details = document.querySelector(".contents details");
    var wide = matchMedia("(min-width: 68rem)");
    var summary = details.querySelector("summary");
    var heading = summary.querySelector("h2");
    // Where the list always stands open there is a heading, and no button that does nothing.
    function fit() {
      details.open = wide.matches;
      summary.hidden = wide.matches;
      if (wide.matches) summary.after(heading);
      else summary.append(heading);
    }
    wide.addEventListener("change", fit);
    fit();
    details.addEventListener("click", function (event) {
      if (event.target.closest("a") && !wide.matches) details.open = false;
    });

    var places = [];
    details.querySelectorAll("a").forEach(function (link) {
      var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) places.push({ link: link, target: target });
    });
    var current = null;
    var waiting = false;
    function mark() {
      waiting = false;
      var found = null;
      var asked = null;
      places.forEach(function (place) {
        var top = place.target.getBoundingClientRect().top;
        if (top >= innerHeight * 0.3) return;
        found = place.link;
        if (top >= 0 && place.link.hash === location.hash) asked = place.link;
      });
      found = asked || found;
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      if (found) {
        found.setAttribute("aria-current", "true");
        if (wide.matches) reveal(found);
      }
      current = found;
    }
    function reveal(link) {
      var box = details.getBoundingClientRect();
      var line = link.getBoundingClientRect();
      if (line.top < box.top + 40) details.scrollTop -= box.top + 80 - line.top;
      if (line.bottom > box.bottom - 40) details.scrollTop += line.bottom - box.bottom + 80;
    }
    addEventListener("scroll", function () {
      if (!waiting) { waiting = true; requestAnimationFrame(mark); }
    }, { passive: true });
    mark();
  }

  // On a small screen the text begins within reach: an abstract that fills more than half of it
  // shows its beginning, and the whole when it is touched or reached by the keyboard.
  function setUpAbstract() {
    var details = document.querySelector(".front > .abstract details");
    if (!details || !CSS.supports("selector(::details-content)")) return;
    if (!matchMedia("(max-width: 41.99rem)").matches) return;
    if (details.offsetHeight < innerHeight * 0.4) return;
    function whole() { details.open = true; }
    details.classList.add("cut");
    details.open = false;
    details.addEventListener("focusin", function (event) {
      if (!event.target.closest("summary")) whole();
    });
    details.addEventListener("click", function (event) {
      if (!details.open && !event.target.closest("summary")) whole();
    });
  }

  // What fits its room is neither a stop for the keyboard nor a group with a name.
  function setUpScrolling() {
    var boxes = document.querySelectorAll(".scroller, .formula, .body pre");
    var names = ["role", "aria-label", "tabindex"];
    boxes.forEach(function (box) {
      box.scrolls = {};
      names.forEach(function (name) { box.scrolls[name] = box.getAttribute(name); });
    });
    function fit() {
      boxes.forEach(function (box) {
        var scrolls = box.scrollWidth > box.clientWidth + 1;
        names.forEach(function (name) {
          if (scrolls && box.scrolls[name]) box.setAttribute(name, box.scrolls[name]);
          else box.removeAttribute(name);
        });
      });
    }
    addEventListener("resize", fit);
    addEventListener("load", fit);
    fit();
  }

  // Where there is room, each note stands in the margin beside its call, below the note before it.
  // These are copies for the eye: the notes themselves are at the end of the text. Where so long
  // notes follow each other that one would stand far below its call, there are none.
  function setUpMargin() {
    var article = document.querySelector(".article");
    var text = article.querySelector(".text");
    var wide = matchMedia("(min-width: 78rem)");
    var margin = document.createElement("div");
    var notes = [];
    if (article.classList.contains("proof")) return; // its margin is for queries
    text.querySelectorAll(".body .footnote-ref").forEach(function (call) {
      var target = document.getElementById(decodeURIComponent(call.hash.slice(1)));
      var source = target && target.querySelector(".note");
      if (!source) return;
      var box = document.createElement("div");
      var number = document.createElement("sup");
      box.className = "beside";
      number.textContent = call.textContent.trim();
      box.append(source.cloneNode(true));
      (box.querySelector("p") || box).prepend(number, " ");
      box.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
      box.querySelectorAll("a, [tabindex]").forEach(function (node) { node.tabIndex = -1; });
      margin.append(box);
      notes.push({ call: call, box: box });
    });
    if (!notes.length) return;
    margin.className = "margin";
    margin.setAttribute("aria-hidden", "true");
    text.append(margin);

    function place() {
      article.classList.toggle("with-margin", wide.matches);
      text.style.minHeight = "";
      if (!wide.matches) return;
      var origin = text.getBoundingClientRect().top;
      var free = 0;
      var late = 0;
      notes.forEach(function (note) {
        var beside = note.call.getBoundingClientRect().top - origin - 4;
        var top = Math.max(beside, free);
        note.box.style.top = top + "px";
        late = Math.max(late, top - beside);
        free = top + note.box.offsetHeight + 12;
      });
      if (late > 640) article.classList.remove("with-margin");
      else text.style.minHeight = free + "px";
    }
    new ResizeObserver(place).observe(article.querySelector(".body"));
    wide.addEventListener("change", place);
    addEventListener("load", place);
    document.fonts.addEventListener("loadingdone", place);
    place();
  }

  // One pop-up for citations and notes. It opens on hover and on focus, and on touch in place
  // of the jump; it can be hovered itself, Escape closes it, and it stands in the document after
  // its link, so that the keyboard walks into it.
  function setUpPopUps() {
    if (!HTMLElement.prototype.showPopover) return;
    var pop = document.createElement("div");
    var owner = null;
    var timer = 0;
    pop.className = "pop";
    pop.id = "nashr-pop";
    pop.popover = "manual";

    function fill(link, touched) {
      var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      var source = target && target.querySelector(".entry, .note");
      if (!source) return false;
      var copy = source.cloneNode(true);
      copy.removeAttribute("class");
      copy.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
      copy.querySelectorAll("[role=doc-pagebreak]").forEach(function (node) { node.remove(); });
      pop.replaceChildren(copy);
      if (touched) pop.append(way(link, target));
      return true;
    }

    // A touch has opened the pop-up instead of following the link; this one is followed. And
    // where there is no Escape key, there is a button.
    function way(link, target) {
      var row = document.createElement("p");
      var go = document.createElement("a");
      var shut = document.createElement("button");
      row.className = "way";
      go.href = link.hash;
      go.textContent = "↓ " + target.closest("section").querySelector("h2").textContent;
      shut.type = "button";
      shut.textContent = document.body.dataset.close;
      shut.addEventListener("click", function () {
        close();
        link.focus({ preventScroll: true });
      });
      row.append(go, shut);
      return row;
    }

    function place(link) {
      var boxes = link.getClientRects();
      var line = boxes[boxes.length - 1];
      var width = pop.offsetWidth;
      pop.style.maxBlockSize = "";
      var height = pop.offsetHeight;
      var left = Math.min(Math.max(line.left - 16, 16), root.clientWidth - width - 16);
      // Below the link where it fits, else on the side that has more room, and never over it.
      var under = innerHeight - 8 - (line.bottom + 6);
      var over = boxes[0].top - 6 - 8;
      var isBelow = height <= under || under >= over;
      var room = Math.max(isBelow ? under : over, 48);
      pop.style.left = left + "px";
      pop.style.maxBlockSize = Math.min(height, room) + "px";
      pop.style.top = (isBelow ? line.bottom + 6 : boxes[0].top - 6 - Math.min(height, room)) + "px";
    }

    function open(link, touched) {
      clearTimeout(timer);
      if (owner === link) return;
      close();
      if (!fill(link, touched)) return;
      link.after(pop);
      owner = link;
      pop.showPopover();
      place(link);
    }
    function close() {
      clearTimeout(timer);
      if (!owner) return;
      owner = null;
      pop.hidePopover();
      pop.remove();
    }
    function later(task, delay) {
      clearTimeout(timer);
      timer = setTimeout(task, delay);
    }
    function inside(node) {
      return node && (pop.contains(node) || Boolean(owner && owner.contains(node)));
    }

    document.querySelectorAll(".citation-link, .footnote-ref").forEach(function (link) {
      var touched = false;
      link.addEventListener("pointerenter", function (event) {
        if (event.pointerType === "mouse") later(function () { open(link, false); }, 150);
      });
      link.addEventListener("pointerleave", function () { later(close, 250); });
      link.addEventListener("pointerdown", function (event) {
        touched = event.pointerType !== "mouse";
      });
      link.addEventListener("focus", function () {
        if (link.matches(":focus-visible") && !touched) open(link, false);
      });
      link.addEventListener("blur", function (event) {
        if (!inside(event.relatedTarget)) later(close, 100);
      });
      link.addEventListener("click", function (event) {
        if (touched) {
          event.preventDefault();
          if (owner === link) close(); else open(link, true);
        } else {
          close();
        }
        touched = false;
      });
    });
    pop.addEventListener("pointerenter", function () { clearTimeout(timer); });
    pop.addEventListener("pointerleave", function () {
      if (!inside(document.activeElement)) later(close, 250);
    });
    pop.addEventListener("focusout", function (event) {
      if (!inside(event.relatedTarget)) later(close, 100);
    });
    pop.addEventListener("click", function (event) {
      if (event.target.closest("a")) later(close, 0);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !owner) return;
      var link = owner;
      var within = pop.contains(document.activeElement);
      close();
      if (within) link.focus({ preventScroll: true });
    });
    document.addEventListener("pointerdown", function (event) {
      if (owner && !inside(event.target)) close();
    });
    addEventListener("scroll", function () { if (owner) place(owner); }, { passive: true });
    addEventListener("resize", close);
  }

  document.addEventListener("DOMContentLoaded", function () {
    setUpTheme();
    setUpCopying();
    setUpAbstract();
    setUpContents();
    setUpMargin();
    setUpScrolling();
    setUpPopUps();
  });
})();
