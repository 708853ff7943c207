#!/usr/bin/env node
// Whether everybody can use the pages: axe-core finds nothing on any, light and dark, narrow and
// wide, and a keyboard is enough.

import {
  DURING_FORUM, FORUM, KEYS, POSTPONED, TUTORIAL, assertAccessible, check, run, same, serve, tab,
} from "./browser.mjs";
import { addresses } from "./pages.mjs";

const { url } = await serve("--public-url", "https://feeds.example.org", FORUM, TUTORIAL, KEYS,
  POSTPONED);

async function assertAllClean(options) {
  const page = await tab({ bypassCSP: true, at: DURING_FORUM, ...options });
  const all = addresses(url);
  for (const address of all) {
    await page.goto(address);
    await page.evaluate(() => {
      document.querySelectorAll("details").forEach((box) => { box.open = true; });
    });
    await assertAccessible(page);
  }
  console.log(`${all.length} pages`);
  page.faults = page.faults.filter((fault) => !/40[04]/.test(fault));
  await page.end();
}

// Presses Tab until this is where the keyboard is.
async function tabTo(page, selector) {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      check(outline !== "none", selector, "does not show that the keyboard is there");
      return;
    }
  }
  throw new Error(`the keyboard does not come to ${selector}`);
}

await run({
  "axe finds nothing in light on a wide screen": () => assertAllClean({}),
  "axe finds nothing in the dark on a phone": () =>
    assertAllClean({ colorScheme: "dark", width: 360 }),

  async "the first stop of the keyboard skips to the content"() {
    const page = await tab();
    await page.goto(`${url}gfmd-2007/`);
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    check(page.url().endsWith("#main"), page.url());
    await page.end();
  },

  async "a keyboard alone filters, picks and copies"() {
    const page = await tab();
    await page.goto(`${url}gfmd-2007/`);
    await tabTo(page, ".panel > summary");
    await page.keyboard.press("Enter");
    await tabTo(page, "[data-copy]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.textContent === "Copied");
    same(await page.evaluate(() => navigator.clipboard.readText()),
      "https://feeds.example.org/gfmd-2007/agenda.ics");
    await tabTo(page, "#controls > summary");
    await page.keyboard.press("Enter");
    await tabTo(page, "[role=combobox]");
    await page.keyboard.type("ILO");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.search === "?agency=ilo");
    await tabTo(page, "[name=view]");
    await page.keyboard.press("ArrowRight");
    check(await page.isChecked("#as-list"), "the view is not that of a list");
    await tabTo(page, ".pick input");
    await page.keyboard.press("Space");
    await tabTo(page, "#picks button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?session=/);
    await page.end();
  },
});
