#!/usr/bin/env node
// Pictures of pages for a person to look at, in build/…/page-shots: of each kind, on screens of all
// widths, light and dark.

import fs from "node:fs";
import path from "node:path";

import {
  DURING_FORUM, FORUM, KEYS, POSTPONED, SHOTS, TOP, TUTORIAL, check, run, serve, tab,
} from "./browser.mjs";

const SHOWN = {
  index: "", agenda: "gfmd-2007/", selection: "gfmd-2007/?agency=ilo&role=rapporteur",
  agency: "gfmd-2007/agencies/ilo.html", "round-table": "gfmd-2007/round-tables/2.html",
  session: "gfmd-2007/sessions/1.2.html", day: "tutorial/days/2026-10-31.html",
  room: "tutorial/rooms/hall.html", tutorial: "tutorial/", error: "nothing",
  keys: "every-key/", "keys-session": "every-key/sessions/a1.html",
  "keys-plenary": "every-key/sessions/opening.html", "keys-room": "every-key/rooms/annex.html",
  postponed: "held-later/", table: "gfmd-2007/table.html",
  "table-transposed": "gfmd-2007/table.html?transpose=yes",
  "table-notes": "gfmd-2007/table.html?agency=ilo,iom&notes=yes",
  "several-days": "several-days/", "second-day": "several-days/days/2027-03-04.html",
};
const SEVERAL_DAYS = path.join(TOP, "tests/golden/feeds/several-days.yaml");
const { url } = await serve("--public-url", "https://feeds.example.org", FORUM, TUTORIAL,
  SEVERAL_DAYS, KEYS, POSTPONED);

async function shoot(width, colorScheme) {
  const page = await tab({ width, colorScheme, at: DURING_FORUM });
  for (const [name, target] of Object.entries(SHOWN)) {
    await page.goto(url + target);
    const file = path.join(SHOTS, `${name}-${width}-${colorScheme}.png`);
    await page.screenshot({ path: file, fullPage: true });
    check(fs.statSync(file).size > 1000, file);
  }
  page.faults = page.faults.filter((fault) => !fault.includes("404"));
  await page.end();
}

fs.mkdirSync(SHOTS, { recursive: true });
await run(Object.fromEntries([360, 768, 1440].flatMap((width) =>
  ["light", "dark"].map((scheme) => [`pages are drawn ${width} pixels wide, ${scheme}`,
    () => shoot(width, scheme)]))));
