// What pages do beyond what they do without a script: what is on now, times in the reader's own
// zone, filtering in place, addresses that need to know where the page was found, copying them.
// What an entry is selected by is written here as in model/selection.c and model/selection_query.c.
"use strict";

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

function make(name, text, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}

const countWords = (count) => `${count} ${count === 1 ? "entry" : "entries"}`;

// --- subscribing ---

const panel = find(".panel");
const ADDRESS_MAX = 256; // Google Calendar gives up beyond

const webcalOf = (address) => address.replace(/^https?:/, "webcal:");

const outlookAt = (domain) => (address, name) => `https://outlook.${domain}/calendar/0/addfromweb` +
  `?url=${encodeURIComponent(address)}&name=${encodeURIComponent(name)}`;

const PROGRAMS = {
  webcal: webcalOf,
  google: (address) =>
    "https://calendar.google.com/calendar/r?cid=" + encodeURIComponent(webcalOf(address)),
  outlook: outlookAt("office.com"),
  live: outlookAt("live.com"),
};

// Where a calendar is, given as seen from the page: at the public address, if the page knows it.
function offer(calendar, name) {
  const page = find("link[rel=canonical]")?.href ?? location.href;
  const address = new URL(calendar, page).href;
  for (const link of findAll("[data-program]", panel)) {
    link.href = PROGRAMS[link.dataset.program](address, name);
    link.parentElement.hidden = false;
  }
  for (const link of findAll("[data-address], [data-download]", panel)) {
    link.href = calendar;
  }
  for (const link of findAll("[data-paper]", panel)) {
    link.href = calendar.replace(/\.ics(?=\?|$)/, ".pdf");
  }
  const shown = find("[data-address]", panel);
  if (shown) {
    shown.textContent = address;
    find("[data-copy]", panel).hidden = !navigator.clipboard;
    find("[data-long]", panel).hidden = address.length <= ADDRESS_MAX;
  }
  findAll("[data-unscripted]", panel).forEach((note) => { note.hidden = true; });
}

function watchCopying() {
  find("[data-copy]", panel)?.addEventListener("click", async (event) => {
    await navigator.clipboard.writeText(find("[data-address]", panel).textContent);
    event.target.textContent = "Copied";
    setTimeout(() => { event.target.textContent = "Copy the address"; }, 2000);
  });
}

// --- what is on now ---

const LOOK_MILLISECONDS = 20000;
const NEAR_MILLISECONDS = 48 * 3600 * 1000; // a day and what zones may differ by, and more

function linkTo(entry) {
  const title = find("h4", entry);
  const item = make("li", "");
  item.append(make("a", title.textContent, { href: "#" + entry.id, dir: "auto" }));
  return item;
}

function listOf(label, entries, max) {
  const box = make("section", "");
  const list = make("ul", "");
  box.append(make("h2", label), list);
  list.append(...entries.slice(0, max).map(linkTo));
  if (entries.length > max) {
    list.append(make("li", `and ${entries.length - max} more`));
  }
  return box;
}

const startOf = (entry) => new Date(1000 * entry.dataset.from).toLocaleTimeString("en-GB",
  { timeZone: document.body.dataset.zone, hour: "2-digit", minute: "2-digit" });

function showNow() {
  const box = find("#now");
  const now = Date.now() / 1000;
  const entries = findAll(".entry[data-from]").filter((entry) =>
    !entry.classList.contains("is-cancelled") && !entry.closest("[hidden]"));
  const current = entries.filter((entry) => entry.dataset.from <= now && now < entry.dataset.to);
  const first = entries.some((entry) => entry.dataset.to <= now) || current.length > 0
    ? Math.min(...entries.map((entry) => +entry.dataset.from).filter((from) => from > now))
    : Infinity;
  const next = entries.filter((entry) => +entry.dataset.from === first);
  const key = [...current, 0, ...next].map((entry) => entry.id ?? "").join();
  if (box.dataset.key !== key) {
    box.dataset.key = key;
    findAll(".entry").forEach((entry) => {
      entry.classList.toggle("is-now", current.includes(entry));
    });
    box.replaceChildren();
    if (current.length > 0) {
      box.append(listOf("Now", current, 6));
    }
    if (next.length > 0) {
      box.append(listOf(`Next, ${startOf(next[0])}`, next, 3));
    }
  }
}

// The first question about a zone takes a browser some 10 ms, while nothing is painted yet: it is
// asked only when the conference may be on.
function markToday() {
  const days = findAll(".days [data-day]");
  const isNear = days.some((day) =>
    Math.abs(Date.parse(day.dataset.day) - Date.now()) < NEAR_MILLISECONDS);
  const today = isNear &&
    new Date().toLocaleDateString("sv-SE", { timeZone: document.body.dataset.zone });
  days.forEach((day) => { day.classList.toggle("is-today", day.dataset.day === today); });
}

function watchNow() {
  if (!find("#now")) {
    return;
  }
  const look = () => {
    showNow();
    markToday();
  };
  look();
  setInterval(look, LOOK_MILLISECONDS);
}

// --- the reader's own time ---

const timesOfDay = () => findAll("main time[datetime*=T]");

const twoDigits = (number) => String(number).padStart(2, "0");

const clockOf = (date) => `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;

function ownTime(element) {
  const date = new Date(element.dateTime);
  const isSameDay = date.getDate() === +element.dateTime.slice(8, 10);
  const day = isSameDay ? "" : date.toLocaleDateString("en-GB", { weekday: "short" }) + " ";
  return day + clockOf(date);
}

function toggleOwnTimes(button) {
  const isOn = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", isOn);
  findAll(".own-time").forEach((element) => element.remove());
  if (isOn) {
    for (const element of timesOfDay()) {
      element.after(make("span", ` (${ownTime(element)})`, { class: "own-time" }));
    }
  }
}

function offerOwnTimes() {
  if (timesOfDay().some((element) =>
    clockOf(new Date(element.dateTime)) !== element.dateTime.slice(11, 16))) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const button = make("button", `Also in my time (${zone})`,
      { type: "button", class: "own-zone", "aria-pressed": "false" });
    button.addEventListener("click", () => toggleOwnTimes(button));
    find(".tools")?.append(button);
  }
}

// --- finding by name ---

const form = find("#filter");
const FOLDERS = { agency: "agencies", person: "people", room: "rooms", "round-table": "round-tables" };

const LETTERS = {
  æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", ŋ: "ng", œ: "oe", ŧ: "t",
  ß: "ss", ς: "σ", "’": "'", "‘": "'", ʼ: "'",
};
const ACCENTS =
  /(?=\p{Mn})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}]/gu;

// A text as what is searched is written in data-find: see base/fold.h.
const fold = (text) => text.replace(/\p{Cf}/gu, "").normalize("NFKD").toLowerCase()
  .replace(ACCENTS, "").replace(/[æðøþđħıłŋœŧßς’‘ʼ]/g, (letter) => LETTERS[letter])
  .replace(/[\s\p{Pd}]+/gu, " ").trim();

const MATCHES_MAX = 20;

// What a choice is found by: the words that are seen, and those that are not.
const namesOf = (choice) =>
  choice.searched ??= `${fold(choice.dataset.label ?? choice.textContent)} ${choice.dataset.find}`;

const isNamed = (choice, words) => words.every((word) => namesOf(choice).includes(word));

const labelOf = (field) => field.closest("label").firstChild.textContent.trim();

const headingOf = (name) => name === "round-table" ? form.dataset.table ?? "Round table"
  : labelOf(find(`[name="${name}"]`, form));

// Who and what has the words in its name, as the service lists them.
function matchesOf(name, words) {
  const found = findAll(`[name="${name}"] [data-find], [name="${name}"][data-find]`, form)
    .filter((choice) => isNamed(choice, words));
  if (found.length === 0) {
    return [];
  }
  const list = make("ul", "");
  for (const choice of found.slice(0, MATCHES_MAX)) {
    const item = make("li", "");
    item.append(make("a", choice.dataset.label ?? choice.textContent,
      { href: `${FOLDERS[name]}/${choice.value}.html`, dir: "auto" }));
    list.append(item);
  }
  if (found.length > MATCHES_MAX) {
    list.append(make("li", `and ${found.length - MATCHES_MAX} more: more words find fewer`));
  }
  return [make("h3", headingOf(name)), list];
}

function showMatches(words) {
  const found = words.length > 0
    ? Object.keys(FOLDERS).flatMap((name) => matchesOf(name, words)) : [];
  find("#matches").replaceChildren(...found.length > 0 ? [make("h2", "Found by name")] : [],
    ...found);
}

// --- choosing by name ---

const CHOICES_MIN = 15; // a shorter list is seen whole
const CHOICES_MAX = 50;

// A field that finds one of many choices as somebody types (WAI-ARIA's combobox), in place of a list
// that goes on being what the form sends.
class Chooser {
  constructor(select) {
    const id = `choose-${select.name}`;
    this.select = select;
    this.input = make("input", "", { type: "text", role: "combobox", "aria-label": labelOf(select),
      "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
      autocomplete: "off", placeholder: select.options[0].textContent });
    this.list = make("ul", "", { id, role: "listbox", "aria-label": labelOf(select), hidden: "" });
    const box = make("div", "", { class: "chooser" });
    select.closest("label").before(box);
    box.append(select.closest("label"), this.list);
    select.before(this.input);
    select.hidden = true;
    this.input.addEventListener("input", (event) => this.type(event));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => this.point(event));
    select.form.addEventListener("reset", () => setTimeout(() => this.close()));
    this.close();
  }

  type(event) {
    event.stopPropagation();
    const words = fold(this.input.value).split(" ").filter(Boolean);
    if (words.length === 0) {
      this.choose(this.select.options[0]);
      return;
    }
    const begins = (option) => namesOf(option).startsWith(words.join(" "));
    const found = findAll("[data-find]", this.select).filter((option) => isNamed(option, words));
    this.found = [...found.filter(begins), ...found.filter((option) => !begins(option))];
    this.list.replaceChildren(...this.found.slice(0, CHOICES_MAX).map((option, index) =>
      make("li", option.textContent, { role: "option", id: `${this.list.id}-${index}`, dir: "auto" })));
    if (this.found.length !== this.list.children.length || this.found.length === 0) {
      const rest = this.found.length - this.list.children.length;
      this.list.append(make("li", rest > 0 ? `and ${rest} more` : "nobody and nothing",
        { role: "presentation", class: "quiet" }));
    }
    this.open(0);
  }

  open(active) {
    this.active = active;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const options = findAll("[role=option]", this.list);
    options.forEach((item, index) => item.setAttribute("aria-selected", index === active));
    if (options[active]) {
      this.input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  press(event) {
    if (this.list.hidden) {
      return;
    }
    const last = findAll("[role=option]", this.list).length - 1;
    const moves = { ArrowDown: Math.min(this.active + 1, last), ArrowUp: Math.max(this.active - 1, 0) };
    if (event.key in moves) {
      this.open(moves[event.key]);
    } else if (event.key === "Enter" && this.found[this.active]) {
      this.choose(this.found[this.active]);
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  point(event) {
    const index = findAll("[role=option]", this.list).indexOf(event.target);
    event.preventDefault();
    if (index >= 0) {
      this.choose(this.found[index]);
    }
  }

  choose(option) {
    this.select.value = option.value;
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  // Shows what is chosen.
  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.value = this.select.value ? this.select.selectedOptions[0].textContent : "";
  }
}

function offerChoosers() {
  return findAll(".fields select").filter((select) =>
    select.options.length > CHOICES_MIN && find("[data-find]", select))
    .map((select) => new Chooser(select));
}

const choosers = offerChoosers();

// --- filtering in place ---

const TERMS = ["type", "tag", "language"];
const NAMES = ["agency", "person", "role", "round-table", "day", "room", ...TERMS];
const TICKED = ["round-table", ...TERMS];

// What the form says: the values of each name, words, and the two choices.
function readForm() {
  const data = new FormData(form);
  const chosen = {};
  for (const name of NAMES) {
    const values = data.getAll(name).flatMap((value) => value.split(",")).filter(Boolean);
    chosen[name] = [...new Set(values)].sort();
  }
  chosen.words = fold(data.get("q")).split(" ").filter(Boolean);
  chosen.isNarrow = NAMES.some((name) => chosen[name].length > 0) || chosen.words.length > 0;
  const bringsPlenaries = TICKED.every((name) => chosen[name].length === 0) ||
    hasContributor(chosen);
  chosen.plenary = settle(data.get("plenary"), bringsPlenaries);
  chosen.breaks = settle(data.get("breaks"), !chosen.isNarrow || chosen.words.length > 0);
  return chosen;
}

// Whether who contributes, or in which role, is chosen.
function hasContributor(chosen) {
  return ["agency", "person", "role"].some((name) => chosen[name].length > 0);
}

function settle(choice, byDefault) {
  const value = choice ? choice === "yes" : byDefault;
  return { value, isOther: value !== byDefault };
}

const passes = (values, value) => values.length === 0 || values.includes(value);

function hasContribution(entry, chosen) {
  return !hasContributor(chosen) ||
    findAll("[data-roles]", entry).some((item) => passes(chosen.agency, item.dataset.agency) &&
      passes(chosen.person, item.dataset.person) &&
      item.dataset.roles.split(" ").some((role) => passes(chosen.role, role)));
}

// Terms hold no commas.
const wordsIn = (text) => text ? text.split(",") : [];

function hasTerms(entry, chosen) {
  const { type, tags, languages, interpretation } = entry.dataset;
  const has = {
    type: type ? [type] : [],
    tag: wordsIn(tags),
    language: [...wordsIn(languages), ...wordsIn(interpretation)].map((tag) => tag.toLowerCase()),
  };
  return TERMS.every((name) =>
    chosen[name].length === 0 || has[name].some((term) => chosen[name].includes(term)));
}

const hasWords = (element, words) => words.every((word) => element.dataset.find.includes(word));

// What lasts longer than a day has its first and its last one.
function isOnDay(entry, days) {
  const { first, last } = entry.dataset;
  return passes(days, entry.closest("[data-day]").dataset.day) ||
    days.some((day) => first <= day && day <= last);
}

function isSelected(entry, chosen) {
  const { kind, rt, room } = entry.dataset;
  if (!isOnDay(entry, chosen.day) || !passes(chosen.room, room) ||
      !hasWords(entry, chosen.words)) {
    return false;
  }
  if (kind === "break") {
    return chosen.breaks.value;
  }
  const isChosen = passes(chosen["round-table"], rt) && hasTerms(entry, chosen) &&
    hasContribution(entry, chosen);
  return kind === "plenary"
    ? chosen.plenary.value ||
      ((hasContributor(chosen) || TERMS.some((name) => chosen[name].length > 0)) && isChosen)
    : isChosen;
}

function isPrepared(item, chosen) {
  return [...TICKED, "day", "room"].every((name) => chosen[name].length === 0) &&
    hasWords(item, chosen.words) &&
    passes(chosen.agency, item.dataset.agency) && passes(chosen.person, item.dataset.person) &&
    passes(chosen.role, item.dataset.role);
}

const escaped = (value) => encodeURIComponent(value)
  .replace(/[!'()*~]/g, (octet) => "%" + octet.charCodeAt(0).toString(16).toUpperCase());

// The query of the calendar, spelt as the service spells it.
function queryOf(chosen, sessions) {
  const parts = NAMES.filter((name) => chosen[name].length > 0)
    .map((name) => `${name}=${chosen[name].map(escaped).join(",")}`);
  if (chosen.words.length > 0) {
    parts.push(`session=${sessions.sort().join(",")}`);
  }
  for (const name of ["plenary", "breaks"]) {
    if (chosen[name].isOther) {
      parts.push(`${name}=${chosen[name].value ? "yes" : "no"}`);
    }
  }
  return parts.join("&");
}

// An agency, a person and a round table have a calendar of their own, which a site of files has too.
function calendarOf(chosen, query) {
  const [, name, id] = query.match(/^(agency|person|round-table)=([\w.-]+)$/) ?? [];
  if (name) {
    return `${FOLDERS[name]}/${id}.ics`;
  }
  return (chosen.isNarrow ? "select.ics" : "agenda.ics") + (query && `?${query}`);
}

function labelsOf(name, chosen) {
  return chosen[name].map((value) => {
    const option = find(`[name="${name}"] option[value="${CSS.escape(value)}"]`, form);
    const tick = find(`[name="${name}"][value="${CSS.escape(value)}"]`, form);
    return option?.textContent ?? tick?.dataset.label ?? tick?.parentElement.textContent.trim() ??
      value;
  });
}

// "ILO as Rapporteur, with the plenaries"
function tell(chosen) {
  const isByWords = chosen.words.length > 0;
  let words = isByWords ? `“${chosen.words.join(" ")}”` : "";
  for (const name of NAMES) {
    const labels = labelsOf(name, chosen).join(" or ");
    const joint = name === "role" && chosen.agency.length + chosen.person.length > 0
      ? " as " : ", ";
    words += labels && words ? joint + labels : labels;
  }
  words ||= "The whole agenda";
  for (const [name, noun] of [["plenary", "plenaries"], ["breaks", "breaks"]]) {
    if (chosen[name].isOther) {
      words += `, with${chosen[name].value ? "" : "out"} ${noun}`;
    }
  }
  const brings = !isByWords && !chosen.plenary.isOther && hasContributor(chosen);
  return words + (brings ? ", with the plenaries" : "");
}

function hideEmpty() {
  for (const box of findAll(".band, .day, .preparations ul, .preparations")) {
    box.hidden = !find(".entry:not([hidden]), .preparation:not([hidden])", box);
  }
  for (const heading of findAll(".preparations h3")) {
    heading.hidden = heading.nextElementSibling.hidden;
  }
  for (const day of findAll(".day")) {
    for (const head of findAll(".heads .column", day)) {
      const columns = findAll(`.column.${head.classList[1]}`, day);
      const isHidden = !columns.some((column) => find(".entry:not([hidden])", column));
      columns.forEach((column) => { column.hidden = isHidden; });
    }
    findAll(`.days [data-day="${day.dataset.day}"]`).forEach((link) => {
      link.hidden = day.hidden;
    });
  }
}

// The part of the page's address that asks for the same.
function addressOf(data) {
  const parts = [];
  for (const name of [...NAMES, "q", "plenary", "breaks"]) {
    const values = data.getAll(name).filter(Boolean).map(encodeURIComponent);
    if (values.length > 0) {
      parts.push(`${name}=${values.join(",").replaceAll("%2C", ",")}`);
    }
  }
  return parts.length > 0 ? "?" + parts.join("&") : location.pathname;
}

const SESSIONS_MAX = 100; // a query takes no more values

function applyFilter() {
  const chosen = readForm();
  const entries = findAll(".entry");
  const items = findAll(".preparation");
  entries.forEach((entry) => { entry.hidden = !isSelected(entry, chosen); });
  items.forEach((item) => { item.hidden = !isPrepared(item, chosen); });
  hideEmpty();
  showMatches(chosen.words);
  const shown = entries.filter((entry) => !entry.hidden);
  // A calendar of what has some words names sessions.
  const dated = items.filter((item) =>
    chosen.words.length === 0 && !item.hidden && "dated" in item.dataset);
  const query = queryOf(chosen, shown.map((entry) => entry.id.slice(2)));
  const what = tell(chosen);
  const count = shown.length + dated.length;
  const calendar = calendarOf(chosen, query);
  // A site of files has no calendar of a selection.
  const isThere = !("file" in form.dataset && calendar.includes("?"));
  find("[data-what]", panel).textContent = what;
  find("[data-count]", panel).textContent = countWords(count);
  find("#found").textContent = (chosen.isNarrow ? `${what}: ${countWords(count)}` : "") +
    (isThere ? "" : ". A calendar of just these takes the service.");
  panel.hidden = !isThere ||
    (chosen.words.length > 0 && (shown.length === 0 || shown.length > SESSIONS_MAX));
  offer(calendar, what);
  showNow();
}

function fillForm() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    const values = value.split(",");
    if (TICKED.includes(name)) {
      findAll(`[name=${name}]`, form).forEach((box) => {
        box.checked = box.checked || values.includes(box.value);
      });
    } else if (field) {
      if (values.length > 1 && field.options && ![...field.options].some((o) => o.value === value)) {
        field.append(make("option", values.join(" or "), { value }));
      }
      field.value = value;
    }
  }
}

function watchFilter() {
  if (!form || !("inPlace" in form.dataset)) {
    return;
  }
  const change = () => {
    applyFilter();
    history.replaceState(null, "", addressOf(new FormData(form)) + location.hash);
  };
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change();
  });
  find(".send a", form).addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "", location.pathname);
    form.reset();
    applyFilter();
  });
  find(".send button", form).hidden = true;
  fillForm();
  choosers.forEach((chooser) => chooser.close());
  if (location.search) {
    find("#controls").open = true;
    applyFilter();
  }
}

// --- picking ---

function watchPicks() {
  const picks = find("#picks");
  if (!picks) {
    return;
  }
  const boxes = findAll(".pick input");
  const count = () => {
    const picked = boxes.filter((box) => box.checked).length;
    find("#picked").textContent = picked > 0 ? `${picked} picked` : "";
    picks.classList.toggle("has-picks", picked > 0);
  };
  boxes.forEach((box) => box.addEventListener("change", count));
  count();
}

// --- the list of agendas ---

function markAgendas() {
  const today = new Date().toLocaleDateString("sv-SE");
  for (const item of findAll(".agendas [data-first]")) {
    const state = item.dataset.last < today ? "past"
      : item.dataset.first > today ? "to come" : "now";
    item.append(" ", make("span", state, { class: "badge is-" + state.replace(" ", "-") }));
    if (state === "now") {
      item.parentElement.prepend(item);
    }
  }
}

if (panel) {
  offer(panel.dataset.calendar, panel.dataset.name);
  watchCopying();
}
watchFilter();
watchNow();
offerOwnTimes();
watchPicks();
markAgendas();
