#!/usr/bin/env node
// What pages show of subtitles, types, tags, links, places and the agenda's own words: on a phone, in
// the compact view, on paper, and to those who filter.

import { KEYS, POSTPONED, check, run, same, serve, tab } from "./browser.mjs";
import { PAGES } from "./pages.mjs";

const { url } = await serve("--public-url", "https://feeds.example.org", KEYS, POSTPONED);

const isVisible = (page, selector) => page.locator(selector).first().isVisible();

await run({
  async "no page is wider than a phone"() {
    const page = await tab({ width: 360 });
    for (const id of ["every-key", "held-later"]) {
      for (const target of PAGES[id]) {
        await page.goto(`${url}${id}/${target}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        check(width <= 360, page.url(), "is", width, "pixels wide");
      }
    }
    await page.end();
  },

  async "a card has its subtitle and its labels, in the compact view and on paper too"() {
    const page = await tab();
    await page.goto(`${url}every-key/`);
    await page.check("#compact");
    check(!await isVisible(page, "#s-a1 .place"), "the compact view is not there");
    for (const medium of ["screen", "print"]) {
      await page.emulateMedia({ media: medium });
      for (const part of ["#s-a1 .under", "#s-a1 .labels .type", "#s-a1 .labels .tag"]) {
        check(await isVisible(page, part), part, "is not there on", medium);
      }
    }
    await page.end();
  },

  async "words are found in subtitles and labels as the service finds them"() {
    const page = await tab();
    for (const [words, expected] of [["short tour", ["a1"]], ["intelligence", ["a1", "b1"]],
      ["talk", ["opening"]], ["work & <rest>", ["a1", "tea"]]]) {
      await page.goto(`${url}every-key/?q=${encodeURIComponent(words)}`);
      same(await page.locator(".entry").evaluateAll((all) => all.map(({ id }) => id.slice(2)).sort()),
        expected, "the service finds for", words);
      await page.goto(`${url}every-key/`);
      await page.click("#controls > summary");
      await page.fill("[name=q]", words);
      await page.waitForFunction(() => location.search.includes("q="));
      same(await page.locator(".entry:visible")
        .evaluateAll((all) => all.map(({ id }) => id.slice(2)).sort()), expected,
      "the page finds for", words);
    }
    await page.end();
  },

  async "what is chosen is told in the agenda's own words, by the page as by the service"() {
    const page = await tab();
    const words = "Track & field risc-v";
    await page.goto(`${url}every-key/?round-table=risc-v`);
    same(await page.textContent("[data-what]"), words);
    await page.goto(`${url}every-key/`);
    await page.click("#controls > summary");
    await page.check("[name=round-table][value=risc-v]");
    await page.waitForFunction(() => location.search.includes("round-table"));
    same(await page.textContent("[data-what]"), words);
    await page.end();
  },

  async "a conference that does not take place says so on screen and on paper"() {
    const page = await tab();
    for (const target of PAGES["held-later"]) {
      await page.goto(`${url}held-later/${target}`);
      for (const medium of ["screen", "print"]) {
        await page.emulateMedia({ media: medium });
        check(await isVisible(page, ".banner"), "no banner on", medium);
      }
    }
    same(await page.locator(".join").count(), 0);
    await page.end();
  },
});
