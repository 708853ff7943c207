#!/usr/bin/env node
// QR codes as an independent reader (zbar) sees them, on the screen and on paper: each is the address
// of its page.

import { execFileSync } from "node:child_process";
import path from "node:path";

import { FORUM, TUTORIAL, needCommand, run, same, scratch, serve, tab } from "./browser.mjs";

const zbarimg = needCommand("zbarimg");
needCommand("pdftoppm");
const PUBLIC = "https://feeds.example.org/with/a/path";
const { url } = await serve("--public-url", PUBLIC, FORUM, TUTORIAL);

const decode = (file) =>
  execFileSync(zbarimg, ["--nodbus", "--quiet", "--raw", file], { encoding: "utf8" }).trim();

async function readCode(page) {
  const file = path.join(scratch(), "code.png");
  await page.click(".panel > summary");
  await page.locator(".qr").screenshot({ path: file });
  return decode(file);
}

await run({
  async "the code of a page is its public address, light and dark"() {
    for (const colorScheme of ["light", "dark"]) {
      const page = await tab({ colorScheme });
      for (const target of ["gfmd-2007/", "gfmd-2007/agencies/southern-african-migration-project.html",
        "gfmd-2007/round-tables/3.html", "tutorial/rooms/hall.html", "tutorial/days/2026-10-31.html",
        "gfmd-2007/?agency=ilo,iom&role=rapporteur&round-table=1,2"]) {
        await page.goto(url + target);
        same(await readCode(page), `${PUBLIC}/${target}`);
      }
      await page.end();
    }
  },

  async "the code on paper is the same"() {
    const page = await tab();
    await page.goto(`${url}gfmd-2007/agencies/ilo.html`);
    const file = path.join(scratch(), "page");
    await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
    // A printer has more dots for an inch than this.
    execFileSync("pdftoppm", ["-r", "150", "-png", "-singlefile", `${file}.pdf`, file]);
    same(decode(`${file}.png`), `${PUBLIC}/gfmd-2007/agencies/ilo.html`);
    await page.end();
  },
});
