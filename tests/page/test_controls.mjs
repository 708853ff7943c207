#!/usr/bin/env node
// Every control does what it says, with and without a script, on screens of all widths.

import { DURING_FORUM, FORUM, TUTORIAL, check, follow, run, same, serve, tab } from "./browser.mjs";

const WIDTHS = [360, 768, 1440];
const PUBLIC = "https://feeds.example.org";
const published = await serve("--public-url", PUBLIC, FORUM, TUTORIAL);
const local = await serve(FORUM, TUTORIAL);

const hrefs = (page, selector) => page.locator(selector).evaluateAll((links) =>
  links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href")));

async function assertSubscribes(page, address) {
  const webcal = address.replace(/^https?/, "webcal");
  const [apple, google, outlook, live] = await hrefs(page, "[data-program]");
  same(apple, webcal);
  same(google, `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`);
  for (const [link, host] of [[outlook, "office"], [live, "live"]]) {
    const start = `https://outlook.${host}.com/calendar/0/addfromweb?url=`;
    check(link.startsWith(start + encodeURIComponent(address) + "&name="), link);
  }
}

async function assertFits(page) {
  const [width, screen] = await page.evaluate(() =>
    [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check(width <= screen, page.url(), `is ${width} pixels wide on a screen of ${screen}`);
}

const forEachWidth = (test) => async () => {
  for (const width of WIDTHS) {
    await test(width);
  }
};

await run({
  "the panel subscribes where the page was found": forEachWidth(async (width) => {
    const page = await tab({ width });
    await page.goto(`${local.url}gfmd-2007/agencies/ilo.html`);
    await page.click(".panel > summary");
    const address = `${local.url}gfmd-2007/agencies/ilo.ics`;
    await assertSubscribes(page, address);
    await page.click("[data-copy]");
    same(await page.evaluate(() => navigator.clipboard.readText()), address);
    const download = page.waitForEvent("download");
    await page.click("[data-download]");
    check((await (await download).path()) !== null, "nothing was downloaded");
    await page.end();
  }),

  "it subscribes at the public address where that is known, with a script and without":
    forEachWidth(async (width) => {
      for (const javaScriptEnabled of [true, false]) {
        const page = await tab({ width, javaScriptEnabled });
        await page.goto(`${published.url}gfmd-2007/agencies/ilo.html`);
        await page.click(".panel > summary");
        await assertSubscribes(page, `${PUBLIC}/gfmd-2007/agencies/ilo.ics`);
        await page.goto(`${published.url}gfmd-2007/?agency=ilo&role=chair`);
        await page.click(".panel > summary");
        await assertSubscribes(page, `${PUBLIC}/gfmd-2007/select.ics?agency=ilo&role=chair`);
        await page.end();
      }
    }),

  async "with neither there is a link to copy and nothing false"() {
    const page = await tab({ javaScriptEnabled: false });
    await page.goto(`${local.url}gfmd-2007/`);
    await page.click(".panel > summary");
    same(await hrefs(page, "[data-program]"), []);
    same(await hrefs(page, "[data-address]"), ["agenda.ics"]);
    check(await page.locator("[data-unscripted]").isVisible(), "it does not say what to do");
    check(!await page.locator("[data-copy]").isVisible(), "a button does nothing");
    await page.end();
  },

  async "a single session is downloaded only"() {
    for (const javaScriptEnabled of [true, false]) {
      const page = await tab({ javaScriptEnabled });
      await page.goto(`${published.url}gfmd-2007/sessions/1.2.html`);
      await page.click(".panel > summary");
      same(await page.locator("[data-program], [data-address]").count(), 0);
      same(await hrefs(page, "[data-download]"), ["../sessions/1.2.ics"]);
      await page.end();
    }
  },

  "round tables can be hidden": forEachWidth(async (width) => {
    const page = await tab({ width });
    await page.goto(`${local.url}gfmd-2007/`);
    await page.click("#controls > summary");
    await page.check('[name="round-table"][value="1"]');
    await page.check('[name="round-table"][value="3"]');
    same(await page.locator(".entry.rt-1:visible, .heads .rt-1:visible").count(), 0);
    same(await page.locator(".entry.rt-0:visible").count(), 4);
    same(await page.locator("#found").innerText(), "Round Table 1 or Round Table 3: 8 entries");
    await page.uncheck('[name="round-table"][value="1"]');
    await page.uncheck('[name="round-table"][value="3"]');
    same(await page.locator(".entry:visible").count(), 17);
    await page.end();
  }),

  async "everything can be shown again"() {
    const page = await tab();
    await page.goto(`${local.url}gfmd-2007/?agency=ilo`);
    await follow(page, ".send a");
    check(page.url().endsWith("/gfmd-2007/"), page.url());
    same(await page.locator(".entry:visible").count(), 17);
    await page.end();
  },

  "sessions that are ticked become a page and a calendar": forEachWidth(async (width) => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await tab({ width, javaScriptEnabled });
      await page.goto(`${local.url}gfmd-2007/`);
      await page.check('.pick input[value="1.2"]');
      await page.check('.pick input[value="3.4"]');
      if (javaScriptEnabled) {
        same(await page.locator("#picked").innerText(), "2 picked");
      }
      await follow(page, "#picks button");
      check(page.url().endsWith("?session=1.2&session=3.4"), page.url());
      same(await page.locator(".entry").count(), 2);
      same(await page.getAttribute(".panel", "data-calendar"), "select.ics?session=1.2,3.4");
      await page.end();
    }
  }),

  "views need no script": forEachWidth(async (width) => {
    const page = await tab({ width, javaScriptEnabled: false });
    await page.goto(`${local.url}gfmd-2007/`);
    const box = (id) => page.locator(`[id="s-${id}"]`).boundingBox();
    const isBeside = async () => (await box("1.1")).y === (await box("3.1")).y;
    same(await isBeside(), width > 760, "in a grid");
    await page.check("#as-list");
    same(await isBeside(), false, "in a list");
    await page.check("#compact");
    same(await page.locator(".who:visible").count(), 0);
    await page.end();
  }),

  "no page is wider than its screen": forEachWidth(async (width) => {
    const page = await tab({ width, at: DURING_FORUM });
    for (const address of ["", "gfmd-2007/", "gfmd-2007/agencies/ilo.html", "gfmd-2007/changes.html",
      "gfmd-2007/sessions/1.3.html", "tutorial/", "tutorial/rooms/hall.html",
      "gfmd-2007/?agency=southern-african-migration-project"]) {
      await page.goto(published.url + address);
      await page.evaluate(() => {
        document.querySelectorAll("details").forEach((details) => { details.open = true; });
      });
      await assertFits(page);
    }
    await page.end();
  }),

  async "links lead to pages that are there"() {
    const page = await tab();
    const seen = new Set();
    const queue = [local.url];
    while (queue.length > 0) {
      const address = queue.pop();
      if (seen.has(address)) {
        continue;
      }
      seen.add(address);
      const answer = await fetch(address);
      same(answer.status, 200, address);
      if (answer.headers.get("content-type").startsWith("text/html")) {
        const found = [...(await answer.text()).matchAll(/ (?:href|src)="([^"]*)"/g)];
        for (const [, link] of found) {
          const target = new URL(link.replaceAll("&amp;", "&"), address);
          target.hash = "";
          if (target.href.startsWith(local.url)) {
            queue.push(target.href);
          }
        }
      }
    }
    console.log(`${seen.size} addresses`);
    check(seen.size > 150, seen.size);
    await page.end();
  },
});
