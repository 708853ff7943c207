#!/usr/bin/env node
// An agenda of 10,000 sessions is split, so that each of its pages can be used on a phone.

import { execFileSync } from "node:child_process";
import path from "node:path";
import zlib from "node:zlib";

import { FORUM, TOP, check, follow, run, same, scratch, serve, tab } from "./browser.mjs";

const large = path.join(scratch(), "large.yaml");
execFileSync(path.join(TOP, "tests/bench/generate"), ["--sessions", "10000", "-o", large]);
const { url } = await serve(large, FORUM);
const agenda = `${url}bench-forum/`;

// So many elements a phone lays out at ease.
const ELEMENTS_MAX = 12000;

async function open(page, target) {
  const start = performance.now();
  await page.goto(agenda + target);
  const elements = await page.locator("*").count();
  console.log(`${target || "the agenda"}: ${elements} elements,`,
    `${Math.round(performance.now() - start)} ms`);
  check(elements < ELEMENTS_MAX, target, elements);
}

await run({
  async "the page of the agenda leads to its days"() {
    const page = await tab({ at: "2026-03-17T10:00:00Z", width: 360 });
    await open(page, "");
    same(await page.locator(".entry").count(), 0);
    same(await page.locator(".days li").count(), 30);
    same(await page.locator(".days .is-today").innerText().then((text) => text.slice(0, 21)),
      "Tuesday 17 March 2026");
    await follow(page, ".days .is-today a");
    check(page.url().endsWith("/days/2026-03-17.html"), page.url());
    check(await page.locator(".entry").count() > 300, "too few");
    check(await page.locator("#now li").count() > 0, "nothing is on");
    await page.check("#compact");
    same(await page.locator(".who:visible").count(), 0);
    await page.end();
  },

  async "every kind of page stays small enough"() {
    const page = await tab({ width: 360 });
    const agency = await (await fetch(agenda)).text();
    const [, id] = agency.match(/href="agencies\/([^"]+)\.html"/);
    for (const target of ["days/2026-03-17.html", "round-tables/1.html", "rooms/r1.html",
      "rooms/main-hall.html", `agencies/${id}.html`, "sessions/1.1.html", "?role=chair",
      `?agency=${id}&role=chair`, "?day=2026-03-17&round-table=1", "?q=remittances",
      "?day=2026-03-18"]) {
      await open(page, target);
    }
    await page.end();
  },

  async "what selects much leads to what it has on each day"() {
    const page = await tab({ javaScriptEnabled: false });
    await open(page, "?role=chair");
    await follow(page, ".days li:nth-child(2) a");
    check(page.url().endsWith("/?role=chair&day=2026-03-17"), page.url());
    check(await page.locator(".entry").count() > 10, "too few");
    await page.end();
  },

  async "the forum's page and all it needs are under 60 kB when compressed"() {
    let octets = 0;
    const page = await (await fetch(`${url}gfmd-2007/`)).text();
    for (const link of ["", ...page.match(/assets\/[^"]+/g)]) {
      const answer = await fetch(`${url}gfmd-2007/${link}`);
      octets += zlib.gzipSync(Buffer.from(await answer.arrayBuffer())).length;
    }
    console.log(`${octets} octets`);
    check(octets < 60000, octets);
  },

  async "the forum's page is painted"() {
    const page = await tab();
    await page.goto(`${url}gfmd-2007/`);
    const paint = await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntriesByName("first-contentful-paint")[0]
        .startTime)).observe({ type: "paint", buffered: true });
    }));
    console.log(`first paint after ${Math.round(paint)} ms`);
    await page.end();
  },
});
