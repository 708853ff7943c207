#!/usr/bin/env node
// What depends on when and where a page is looked at: now and next, today, the reader's own time.

import { DURING_FORUM, FORUM, TUTORIAL, check, run, same, serve, tab } from "./browser.mjs";

const { url } = await serve(FORUM, TUTORIAL);
const texts = (page, selector) => page.locator(selector).allInnerTexts();

async function openAt(at, options = {}) {
  const page = await tab({ at, ...options });
  await page.goto(`${url}gfmd-2007/`);
  return page;
}

await run({
  async "during a session it is on now, and what follows is next"() {
    const page = await openAt(DURING_FORUM);
    same(await texts(page, "#now h2"), ["Now", "Next, 09:00"]);
    const now = await texts(page, "#now section:first-child li");
    same(now.map((text) => text.slice(0, 3)), ["1.1", "1.2", "2.1", "2.4", "3.1", "3.3"]);
    same(await texts(page, "#now section:last-child li:last-child"), ["and 3 more"]);
    same(await page.locator(".is-now").count(), 6);
    same(await texts(page, ".days .is-today"), ["Tuesday 10 July 2007"]);
    await page.click("#now li:nth-child(2) a");
    check(page.url().endsWith("#s-1.2"), page.url());
    await page.end();
  },

  async "a session begins on the minute and is over on the minute"() {
    for (const [at, headings] of [["2007-07-10T12:59:59Z", ["Now", "Next, 15:00"]],
      ["2007-07-10T13:00:00Z", ["Now", "Next, 09:00"]],
      ["2007-07-10T16:00:00Z", ["Next, 09:00"]]]) {
      const page = await openAt(at);
      same(await texts(page, "#now h2"), headings, at);
      await page.end();
    }
  },

  async "time goes on while the page is open"() {
    const page = await openAt("2007-07-10T12:59:50Z");
    same(await texts(page, "#now section:first-child li"), ["Lunch"]);
    await page.clock.setFixedTime(new Date("2007-07-10T13:00:10Z"));
    await page.clock.runFor(30000);
    await page.waitForFunction(() => document.querySelectorAll(".is-now").length === 6);
    await page.end();
  },

  async "before and after the conference nothing is on"() {
    for (const at of ["2007-07-09T08:00:00Z", "2007-07-11T16:00:00Z", "2026-01-01T00:00:00Z"]) {
      const page = await openAt(at);
      same(await texts(page, "#now h2"), [], at);
      await page.end();
    }
  },

  async "what is filtered out is not on now"() {
    const page = await tab({ at: DURING_FORUM });
    await page.goto(`${url}gfmd-2007/?agency=unctad`);
    same((await texts(page, "#now section:first-child li")).length, 2);
    await page.end();
  },

  async "the reader's own time is told on demand where it is another"() {
    const there = await openAt(DURING_FORUM);
    same(await there.locator(".own-zone").count(), 0);
    await there.end();
    const page = await openAt(DURING_FORUM, { timezoneId: "Asia/Tokyo" });
    same(await texts(page, ".own-zone"), ["Also in my time (Asia/Tokyo)"]);
    await page.click(".own-zone");
    const heading = await page.locator(".band h3", { hasText: /^15:00/ }).first().innerText();
    same(heading, "15:00 (22:00)–18:00 (Wed 01:00)");
    await page.click(".own-zone");
    same(await page.locator(".own-time").count(), 0);
    await page.end();
  },

  async "the list of agendas tells the past from what is to come"() {
    const page = await tab({ at: "2026-10-31T12:00:00Z" });
    await page.goto(url);
    same(await texts(page, ".agendas .badge"), ["now", "past"]);
    await page.end();
  },

  async "without a script nothing is told that may be wrong"() {
    const page = await tab({ javaScriptEnabled: false, timezoneId: "Asia/Tokyo" });
    await page.goto(`${url}gfmd-2007/`);
    same(await texts(page, "#now"), [""]);
    same(await page.locator(".is-now, .is-today, .own-zone, .badge").count(), 0);
    await page.end();
  },
});
