#!/usr/bin/env node
// Filter, address and calendar agree: what is on the page is what the calendar has, both where a
// script filters in the page and where the service makes it.

import { FORUM, TUTORIAL, calendarAt, check, follow, run, same, scratch, serve, tab, write }
  from "./browser.mjs";

const FILTERS = 25; // of each of three agendas
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`TEST_SEED=${seed}`);

// mulberry32: the same numbers for the same seed.
let state = seed;
function draw(length) {
  state = (state + 0x6D2B79F5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % length;
}

const pick = (values) => values[draw(values.length)];
const WORDS = ["migration", "REMITTANCES", "ilo chair", "a", "development diaspora", "offered",
  "presiding", "hall", "rain", "nothing like it"];

const TICKED = ["round-table", "type", "tag", "language"];

// An agenda with types, tags and languages.
const TAGS = ["ai", "work & life", "l'été (2027)", "a+b"];
const LANGUAGES = ["en", "pt-BR", "fr"];
const some = (values) => values.filter(() => draw(3) === 0);
const sessionOf = (id) => ({
  id, title: `Title ${id}`, tags: some(TAGS), languages: some(LANGUAGES),
  interpretation: some(LANGUAGES), ...(draw(2) === 0 ? { type: pick(["poster", "Q & A"]) } : {}),
  contributions: draw(2) === 0 ? [{ agency: pick(["ilo", "iom"]), role: pick(["chair", "input"]) }]
    : [],
});
const TERMS = write(scratch(), "terms.json", JSON.stringify({
  agenda: { id: "terms", title: "Terms", timezone: "Europe/Brussels" },
  agencies: [{ id: "ilo", short: "ILO" }, { id: "iom", short: "IOM" }],
  days: ["2027-07-10", "2027-07-11"].map((date, day) => ({
    date,
    slots: [
      { start: "09:00", end: "10:00", plenary: sessionOf(`p${day}`) },
      { start: "10:00", end: "11:00", sessions: [0, 1, 2, 3].map((n) => sessionOf(`s${day}${n}`)) },
      { start: "11:00", end: "12:00", break: { id: `b${day}`, title: `Break ${day}`, tags: ["ai"] } },
    ],
  })),
}));

const { url } = await serve(FORUM, TUTORIAL, TERMS);

// What the form offers, by the names of its fields.
const offers = (page) => page.evaluate(() => Object.fromEntries(
  ["agency", "role", "room", "day", "round-table", "type", "tag", "language", "plenary",
    "breaks"].map((name) => [name,
    [...document.querySelectorAll(`#filter [name="${name}"]`)].flatMap((field) =>
      field.options ? [...field.options].map((option) => option.value) : [field.value])
      .filter(Boolean)])));

function drawFilter(offered) {
  const filter = {};
  for (const [name, values] of Object.entries(offered)) {
    if (values.length > 0 && draw(10) < (name === "agency" ? 4 : 2)) {
      filter[name] = TICKED.includes(name) && draw(2) === 0 && values.length > 1
        ? [values[0], values[1]] : [pick(values)];
    }
  }
  if (draw(4) === 0) {
    filter.q = [pick(WORDS)];
  }
  return filter;
}

// In a list or, where there is one, in the field that finds as somebody types.
async function choose(page, name, value) {
  const list = page.locator(`#filter [name="${name}"]`);
  if (await list.isVisible()) {
    await list.selectOption(value);
    return;
  }
  const label = await list.locator(`[value="${value}"]`).textContent();
  await page.locator(`#filter [aria-controls="choose-${name}"]`).fill(label);
  await page.getByRole("option", { name: label, exact: true }).click();
}

async function fill(page, filter) {
  if (!await page.locator("#controls").evaluate((box) => box.open)) {
    await page.click("#controls > summary");
  }
  for (const [name, values] of Object.entries(filter)) {
    if (name === "q") {
      await page.fill("#filter [name=q]", values[0]);
    } else if (TICKED.includes(name)) {
      for (const value of values) {
        await page.check(`#filter [name="${name}"][value="${value}"]`);
      }
    } else {
      await choose(page, name, values[0]);
    }
  }
}

// The titles of all that is shown of the feed, in a canonical order, and where its calendar is.
const shown = (page) => page.evaluate(() => {
  const isShown = (element) => element.checkVisibility();
  const titles = [...document.querySelectorAll(".entry")].filter(isShown)
    .map((entry) => entry.querySelector("h4").innerText);
  // The calendar of what has some words names sessions.
  const isSearch = document.querySelector("#filter [name=q]").value !== "";
  const prepared = isSearch ? [] : [...document.querySelectorAll(".preparation[data-dated]")]
    .filter(isShown).map((item) => item.querySelector("b").innerText);
  const panel = document.querySelector(".panel");
  return {
    titles: [...titles, ...prepared].sort(),
    calendar: panel?.checkVisibility() ? panel.querySelector("[data-address]").href : null,
    // Of a program that was built without pango there is none.
    paper: panel?.querySelector("[data-paper]")?.href ?? null,
    count: panel?.querySelector("[data-count]").textContent,
    what: panel?.querySelector("[data-what]").textContent,
    address: location.href,
  };
});

// A title as calendars have it, without what they put before and behind it.
const titleOf = ({ summary }) => summary.replace(/^Cancelled: /, "").replace(/^\[[^\]]*\] /, "")
  .replace(/^Due: /, "");

async function assertAgrees(page, filter) {
  const { titles, calendar, paper, count } = await shown(page);
  if (calendar === null) {
    check(filter.q, "there is no calendar of", filter);
    return null;
  }
  const events = await calendarAt(calendar);
  check(paper === null || paper === calendar.replace(".ics", ".pdf"), paper, "beside", calendar);
  // Where no agency's own view it is, a preparation has its agency behind.
  const found = events.map(titleOf).sort();
  const matches = found.length === titles.length && titles.every((title) =>
    found.some((name) => name === title || name.startsWith(`${title} (`)));
  check(matches, filter, calendar, "page", titles, "calendar", found);
  check(count.split(" ")[0] === String(events.length), count, events.length);
  return { calendar, titles };
}

async function assertFilters(id) {
  const plain = await tab({ javaScriptEnabled: false });
  const scripted = await tab();
  await scripted.goto(`${url}${id}/`);
  const offered = await offers(scripted);
  let entries = 0;
  for (let i = 0; i < FILTERS; i++) {
    const filter = drawFilter(offered);
    await scripted.goto(`${url}${id}/`);
    await fill(scripted, filter);
    const inPlace = await assertAgrees(scripted, filter);
    const { address } = await shown(scripted);
    await plain.goto(`${url}${id}/`);
    await fill(plain, filter);
    await follow(plain, "#filter button");
    const made = await assertAgrees(plain, filter);
    same(made?.titles, inPlace?.titles, filter, "made by the service and in the page");
    await plain.goto(address);
    const sent = await assertAgrees(plain, filter);
    same(sent, made, filter, "at the address that the script wrote");
    entries += made?.titles.length ?? 0;
  }
  console.log(`${FILTERS} filters of ${id}, ${entries} entries`);
  check(entries > 0, "nothing was selected");
  await plain.end();
  await scripted.end();
}

await run({
  "random filters of the forum agree with their calendars": () => assertFilters("gfmd-2007"),
  "random filters by terms agree with their calendars": () => assertFilters("terms"),
  "random filters of the tutorial agree with their calendars": () => assertFilters("tutorial"),

  async "an address that was sent filters in the page of files"() {
    const page = await tab();
    await page.goto(`${url}gfmd-2007/`);
    await fill(page, { agency: ["ilo"], role: ["rapporteur"] });
    const { address, titles, what } = await shown(page);
    check(address.endsWith("/gfmd-2007/?agency=ilo&role=rapporteur"), address);
    same(what, "ILO as Rapporteur, with the plenaries");
    // The whole page under this address, as a site of files has it.
    const whole = await (await fetch(`${url}gfmd-2007/`)).text();
    await page.route("**/gfmd-2007/?*", (route) => route.fulfill({
      body: whole, contentType: "text/html",
    }));
    await page.goto(address);
    same((await shown(page)).titles, titles);
    await page.end();
  },

  async "what is shown is told in the words of the service"() {
    for (const filter of [{ agency: ["ilo"] }, { "round-table": ["1", "2"] }, { breaks: ["no"] },
      { agency: ["iom"], day: ["2007-07-10"], plenary: ["no"] }, { role: ["chair"] },
      { day: ["2007-07-11"], breaks: ["yes"] }]) {
      const page = await tab();
      await page.goto(`${url}gfmd-2007/`);
      await fill(page, filter);
      const { what, address } = await shown(page);
      const plain = await tab({ javaScriptEnabled: false });
      await plain.goto(address);
      same(what, (await shown(plain)).what, filter);
      await page.end();
      await plain.end();
    }
  },
});
