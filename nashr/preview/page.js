// The preview's page: it shows the state that the server sends, and keeps the place where one reads.
// All that comes from a manuscript is put in as text, never as markup.
"use strict";

const part = id => document.getElementById(id);
const named = location.pathname.match(/^\/article\/([^/]+)\/$/);
const slug = named && decodeURIComponent(named[1]);
const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,figure,table,pre,blockquote";
const AROUND = 40; // so many paragraphs each way are tried as the mark of a place
let state = null;
let listening = null;

// --- small parts ---------------------------------------------------------------------------

function make(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function words(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

const { words: said, forms } = JSON.parse(document.documentElement.dataset.words);
const plurals = new Intl.PluralRules(document.documentElement.lang);

// A sentence of the page in the editor's language, with its values.
function say(name, values = {}) {
  return said[name].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}

function counted(number, noun) {
  const known = forms[noun];
  return (known[plurals.select(number)] ?? known.other).replace("{n}", number);
}

function address(product) {
  const path = product.path.split("/").map(encodeURIComponent).join("/");
  return `/output/${path}?version=${encodeURIComponent(product.version)}`;
}

function list(findings) {
  const all = make("ul", "", { class: "findings" });
  for (const found of findings) {
    const place = [found.file, found.line, found.column].filter(Boolean).join(":");
    const line = make("li", "", { class: found.severity });
    line.append(make("code", place), ` ${found.kind}: ${found.message}`);
    if (found.hint) line.append(make("span", found.hint, { class: "hint" }));
    all.append(line);
  }
  return all;
}

function summed(findings) {
  return ["error", "warning", "notice"]
    .map(kind => [findings.filter(found => found.severity === kind).length, kind])
    .filter(([number]) => number)
    .map(([number, kind]) => counted(number, kind))
    .join(", ");
}

function title(product) {
  if (!product.pages) return product.name;
  return say("pages_of", { name: product.name, pages: counted(product.pages, "page") });
}

// What is the same stays as it is, and is neither announced nor closed; in what is new, the focus
// goes where it was.
function fill(place, ...parts) {
  const made = make("div");
  made.append(...parts);
  if (made.innerHTML === place.innerHTML) return;
  const mark = markOfFocus(place, document.activeElement);
  place.replaceChildren(...made.childNodes);
  focusMarked(place, mark);
}

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

const FOCUSABLE = "a[href],button,input,select,textarea,summary,[tabindex]";
const focusable = around => [...around.querySelectorAll(FOCUSABLE)];
const nameOf = element =>
  [element.tagName, element.id, element.getAttribute("href"), words(element)].join(" ");

// The element that has the focus, in a form that finds it again in another version of the same.
function markOfFocus(around, active) {
  if (!active || !around.contains(active)) return null;
  const all = focusable(around);
  const name = nameOf(active);
  const same = all.filter(one => nameOf(one) === name);
  return { name, at: same.indexOf(active), place: all.indexOf(active) };
}

function focusMarked(around, mark) {
  if (!mark || mark.place < 0) return;
  const all = focusable(around);
  const same = all.filter(one => nameOf(one) === mark.name);
  const found = same[mark.at] ?? same[0] ?? all[Math.min(mark.place, all.length - 1)];
  found?.focus({ preventScroll: true });
}

// --- findings ------------------------------------------------------------------------------

let heard = null; // the errors that were announced, as they were said

// Says the errors that were not there before, and that there are none any more; the number of all
// stands in the title of the tab.
function announce(errors) {
  const said = errors.map(found =>
    `${[found.file, found.line].filter(Boolean).join(":")}: ${found.message}`);
  const news = said.filter(one => !heard?.includes(one));
  if (news.length) write(part("news"), news.join(" "));
  else if (!said.length) write(part("news"), heard?.length ? say("no_errors") : "");
  heard = said;
  const name = slug ? say("preview_of", { name: slug }) : say("preview");
  document.title = errors.length ? `(${errors.length}) ${name}` : name;
}

function showFindings(findings, sentence, all = findings) {
  announce(all.filter(found => found.severity === "error"));
  const errors = findings.filter(found => found.severity === "error");
  const rest = findings.filter(found => found.severity !== "error");
  part("errors").hidden = !errors.length;
  fill(part("errors"), make("p", sentence), list(errors));
  part("remarks").hidden = !rest.length;
  fill(part("remarks").firstElementChild, say("to_look_at", { counts: summed(rest) }));
  fill(part("remarks").lastElementChild, list(rest));
}

// --- all articles --------------------------------------------------------------------------

function showAll() {
  const all = [...state.shared, ...state.articles.flatMap(article => article.findings)];
  showFindings(state.shared, say("journal_stands"), all);
  const atWork = state.articles.filter(article => article.awaited.length).length;
  write(part("state"), atWork ? counted(atWork, "building") : say("up_to_date"));
  const open = new Set(
    [...document.querySelectorAll("details[open][data-slug]")].map(one => one.dataset.slug));
  const rows = state.articles.map(article => {
    const row = make("article");
    const heading = make("h2");
    const home = `/article/${encodeURIComponent(article.slug)}/`;
    const name = article.issue ? say("issue", { name: article.slug }) : article.slug;
    heading.append(make("a", name, { href: home }));
    const products = make("p");
    for (const product of article.products) {
      const href = product.view ? `${home}#${product.format}` : address(product);
      products.append(make("a", title(product), { href }), " ");
    }
    if (!article.products.length) products.textContent = say("nothing_built");
    row.append(heading, products);
    if (article.awaited.length) row.append(make("p", say("being_built")));
    if (article.failed) {
      row.append(make("p", say(article.products.length ? "has_errors_good" : "has_errors")));
    }
    if (article.findings.length) {
      const more = make("details", "", { "data-slug": article.slug });
      more.open = article.failed || open.has(article.slug);
      more.append(make("summary", summed(article.findings)), list(article.findings));
      row.append(more);
    }
    return row;
  });
  fill(part("place"), ...(rows.length ? rows : [make("p", say("no_article_yet"))]));
}

// --- the place where one reads -------------------------------------------------------------

const blocks = page => [...page.querySelectorAll(BLOCKS)];

// What stands at the top of the window, and around it: texts, and how far each is from the top.
function placeIn(frame) {
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  if (!page || !page.body) return null;
  const all = blocks(page);
  const first = Math.max(0, all.findIndex(one => one.getBoundingClientRect().bottom > 0));
  const marks = [];
  for (let step = 0; step <= AROUND; step += 1) {
    for (const at of step ? [first + step, first - step] : [first]) {
      if (all[at]) marks.push([words(all[at]), at, all[at].getBoundingClientRect().top]);
    }
  }
  return { marks, left: view.scrollX, top: view.scrollY };
}

// The first mark that stands in the new page too is put where it was.
function putBack(frame, place) {
  const view = frame.contentWindow;
  const page = frame.contentDocument;
  if (!place || !page || !page.body) return;
  const go = top => view.scrollTo({ left: place.left, top, behavior: "instant" });
  if (!place.top) return;
  const known = new Map();
  blocks(page).forEach((one, at) => {
    const text = words(one);
    if (!known.has(text)) known.set(text, []);
    known.get(text).push([at, one]);
  });
  for (const [text, at, top] of place.marks) {
    const found = text && known.get(text);
    if (!found) continue;
    found.sort((one, other) => Math.abs(one[0] - at) - Math.abs(other[0] - at));
    go(view.scrollY + found[0][1].getBoundingClientRect().top - top);
    return;
  }
  go(place.top);
}

// A link that leads out of the preview opens beside it.
function keepIn(frame) {
  const page = frame.contentDocument;
  if (!page) return;
  page.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && link.origin !== location.origin) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
  }, true);
}

// --- one article ---------------------------------------------------------------------------

const frames = {}; // by format: the frame that is shown, and the one that is on its way

function pageWanted() {
  return Math.max(1, Number.parseInt(part("page").value, 10) || 1);
}

// The new page is loaded behind the old one, and takes its place when it is there.
function load(product) {
  const now = (frames[product.format] ??= { shown: null, coming: null, version: "" });
  if (now.version === product.version) return;
  now.version = product.version;
  now.coming?.remove();
  const isPaged = product.view === "pages";
  const frame = make("iframe", "", { title: product.name });
  frame.src = address(product) + (isPaged ? `#page=${pageWanted()}` : "");
  now.coming = frame;
  frame.addEventListener("load", () => {
    if (now.coming !== frame) return;
    if (!isPaged) {
      if (now.shown) putBack(frame, placeIn(now.shown));
      keepIn(frame);
    }
    const old = document.activeElement === now.shown ? now.shown : null;
    const page = old && !isPaged ? old.contentDocument : null;
    const mark = page && markOfFocus(page, page.activeElement);
    now.shown?.remove();
    now.shown = frame;
    now.coming = null;
    frame.dataset.version = product.version;
    show();
    if (old) {
      frame.focus({ preventScroll: true });
      if (mark) focusMarked(frame.contentDocument, mark);
    }
  });
  part("place").append(frame);
}

function show() {
  const wanted = chosen()?.format;
  for (const [format, { shown }] of Object.entries(frames)) {
    shown?.classList.toggle("shown", format === wanted);
  }
  for (const link of part("products").children) {
    if (link.dataset.format === wanted) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  part("folio").hidden = chosen()?.view !== "pages";
}

// The product that the address names, or else the first that can be shown in this window.
function chosen() {
  const shown = (state?.articles[0]?.products ?? []).filter(product => product.view);
  return shown.find(product => location.hash === `#${product.format}`) ?? shown[0];
}

function showOne() {
  const article = state.articles[0];
  if (!article) {
    showFindings(state.shared, "");
    write(part("state"), say("no_such_article"));
    return;
  }
  const { products, findings, awaited } = article;
  const sentence = say((article.issue ? "issue_not_made" : "not_built") + (products.length ? "_good" : ""));
  showFindings([...state.shared, ...findings], sentence);
  const ready = say(article.failed ? "see_errors" : "up_to_date");
  const names = awaited.join(", ");
  write(part("state"), names ? say("being_made", { names }) : ready);
  fill(part("products"), ...products.map(product => {
    const href = product.view ? `#${product.format}` : address(product);
    return make("a", title(product), { href, "data-format": product.format });
  }));
  const paged = products.find(product => product.view === "pages");
  if (paged?.pages) {
    part("pages").textContent = say("of_pages", { pages: paged.pages });
    part("page").max = paged.pages;
    if (pageWanted() > paged.pages) part("page").value = paged.pages;
  }
  const wanted = chosen();
  if (wanted) load(wanted);
  show();
}

// --- news ----------------------------------------------------------------------------------

function listen() {
  if (listening || document.hidden) return;
  listening = new EventSource(slug ? `/events?article=${encodeURIComponent(slug)}` : "/events");
  listening.addEventListener("message", event => {
    state = JSON.parse(event.data);
    if (slug) showOne();
    else showAll();
  });
  listening.addEventListener("error", () => {
    part("state").textContent = say("no_answer");
  });
}

// A browser has few lines to one server: a page that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    listening?.close();
    listening = null;
  } else {
    listen();
  }
});
addEventListener("hashchange", () => state && showOne());
part("folio").addEventListener("submit", event => event.preventDefault());
part("page").addEventListener("change", () => {
  const wanted = chosen();
  if (wanted && frames[wanted.format]) frames[wanted.format].version = "";
  if (state) showOne();
});

if (slug) {
  part("name").textContent = slug;
} else {
  part("home").hidden = true;
}
listen();
