#!/usr/bin/env node
// Whatever stands in an agenda is text: markup, quotes and scripts in every field do nothing and are
// seen as they are written; what is written from right to left stands so, and leaves the rest alone.

import { check, run, same, scratch, serve, tab, write } from "./browser.mjs";

const EVIL = `<script>alert("1")</script><img src=x onerror='alert(2)'>" ' & &amp; {} </title>`;
const RTL = "جلسة عن الهجرة (2)";

// Every text of an agenda, with this before its own.
function agendaOf(text) {
  const quoted = (own) => JSON.stringify(`${text} ${own}`);
  return JSON.stringify({
    agenda: {
      id: "texts", title: "TITLE", description: "DESCRIPTION", short: "SHORT",
      timezone: "Europe/Brussels", location: "LOCATION",
      url: "https://example.org/?a=1&b='2'", published: "2007-07-12T00:00:00Z",
    },
    roles: [{ id: "watcher", label: "ROLE", present: true }],
    agencies: [{ id: "ilo", short: "AGENCY", name: "AGENCYNAME" },
      { id: "iom", short: "OTHER", name: "OTHERNAME" }],
    rooms: [{ id: "gold", name: "ROOM", capacity: 7 }],
    "round-tables": [{ id: "1", title: "TABLE" }, { id: "2", title: "TABLE2" }],
    days: [{
      date: "2007-07-10", title: "DAY",
      slots: [{
        start: "09:00", end: "10:00",
        sessions: [
          { id: "1.1", "round-table": "1", title: "SESSION", abstract: "ABSTRACT", room: "gold",
            contributions: [{ agency: "ilo", role: "watcher", note: "NOTE" },
              { agency: "iom", role: "watcher" }] },
          { id: "2.1", "round-table": "2", title: "SECOND", room: "gold",
            contributions: [{ agency: "ilo", role: "watcher" }] },
        ],
      }],
    }],
    preparations: [{ agency: "ilo", role: "watcher", title: "PREPARATION", note: "PREPNOTE" }],
  }).replace(/"([A-Z]+2?)"/g, (_, own) => quoted(own));
}

const PAGES = ["", "?agency=ilo", "?q=%3Cscript%3Ealert(3)%3C/script%3E%22", "agencies/ilo.html",
  "round-tables/1.html", "days/2007-07-10.html", "rooms/gold.html", "sessions/1.1.html",
  "changes.html", "table.html?notes=yes", "table.html?transpose=yes"];

async function forEachPage(text, test) {
  const folder = scratch();
  const { url } = await serve(write(folder, "texts.json", agendaOf(text)));
  const page = await tab();
  for (const address of [...PAGES.map((name) => `${url}texts/${name}`), url]) {
    await page.goto(address);
    await test(page, address);
  }
  await page.end();
}

await run({
  "markup and scripts in every field do nothing": () => forEachPage(EVIL, async (page, address) => {
    same(await page.locator("script:not([src]):not([type='application/ld+json'])").count(), 0, address);
    same(await page.locator("img, [onerror]").count(), 0, address);
    for (const data of await page.locator("script[type='application/ld+json']").allInnerTexts()) {
      check(JSON.parse(data).name.startsWith(EVIL), data);
    }
    await page.evaluate(() => {
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
    });
    const shown = await page.locator("body").innerText();
    check(address.includes("?q=") || shown.includes(EVIL.replaceAll("  ", " ")), address, shown);
  }),

  "every text of a session is seen as it is written": async () => {
    await forEachPage(EVIL, async (page, address) => {
      if (address.endsWith("sessions/1.1.html")) {
        const shown = await page.locator("main").innerText();
        for (const own of ["SESSION", "ABSTRACT", "ROOM", "TABLE", "AGENCY", "OTHER", "NOTE", "ROLE",
          "LOCATION"]) {
          check(shown.includes(`${EVIL} ${own}`), own, shown);
        }
      }
    });
  },

  "what is chosen by a script is text too": async () => {
    const folder = scratch();
    const { url } = await serve(write(folder, "texts.json", agendaOf(EVIL)));
    const page = await tab({ at: "2007-07-10T07:30:00Z" });
    await page.goto(`${url}texts/`);
    await page.click("#controls > summary");
    await page.selectOption("[name=agency]", "ilo");
    await page.fill("[name=q]", `<img src=x onerror="alert(4)">`);
    await page.fill("[name=q]", "SESSION");
    const said = await page.locator("#found").innerText();
    same(said, `“session”, ${EVIL} AGENCY: 1 entry`);
    check((await page.locator("#now").innerText()).includes(EVIL), "now");
    same(await page.locator("img").count(), 0);
    await page.end();
  },

  "text from right to left stands so and leaves the rest alone": () =>
    forEachPage(RTL, async (page, address) => {
      same(await page.evaluate(() => getComputedStyle(document.body).direction), "ltr", address);
      for (const heading of await page.locator("main h1[dir=auto], .entry h4").all()) {
        const text = await heading.innerText();
        if (/^[^a-z]*[\u0600-\u06ff]/i.test(text)) {
          same(await heading.evaluate((element) => getComputedStyle(element).direction), "rtl", text);
        }
      }
    }),
});
