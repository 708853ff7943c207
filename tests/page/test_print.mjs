#!/usr/bin/env node
// What comes out of a printer: an agency's sheet, a room's sign, the whole agenda, on A4.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import {
  DURING_FORUM, FORUM, SHOTS, TUTORIAL, check, needCommand, run, same, serve, tab,
} from "./browser.mjs";

needCommand("pdfinfo");
needCommand("pdftotext");
const { url } = await serve("--public-url", "https://feeds.example.org", FORUM, TUTORIAL);

// The pages of the PDF that a browser makes, each as text; the PDF is left among the pictures.
async function print(target, name) {
  const page = await tab();
  const file = path.join(SHOTS, `${name}.pdf`);
  fs.mkdirSync(SHOTS, { recursive: true });
  await page.goto(url + target);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false });
  await page.end();
  const info = execFileSync("pdfinfo", [file], { encoding: "utf8" });
  check(/Page size: +59[45](\.\d+)? x 84[12](\.\d+)? pts \(A4\)/.test(info), info);
  const count = Number(info.match(/^Pages: +(\d+)$/m)[1]);
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  return { count, text: text.replace(/\s+/g, " ") };
}

const has = (text, ...parts) => parts.forEach((part) => check(text.includes(part), part, "in", text));

await run({
  async "an agency's sheet has its schedule, roles and preparations on one page"() {
    const { count, text } = await print("gfmd-2007/agencies/ilo.html", "print-agency");
    check(count === 1, count, "pages");
    has(text, "International Labour Organization", "Tuesday 10 July 2007", "15:00–18:00",
      "1.2 Temporary labor migration", "ILO Rapporteur, Input (requested)", "Spain Coordinator",
      "Preparations", "Migration and Gender", "This page on a phone: https://feeds.example.org");
    check(!/Subscribe|private/.test(text), "what is of no use on paper", text);
  },

  async "a room's page is a sign for its door"() {
    const { count, text } = await print("tutorial/rooms/hall.html", "print-room");
    check(count === 1, count, "pages");
    has(text, "Great Hall", "Saturday 31 October 2026", "1.1 Drinking water", "11:00–13:00");
  },

  async "the whole agenda takes few pages"() {
    const { count, text } = await print("gfmd-2007/", "print-agenda");
    check(count <= 4, count, "pages");
    has(text, "Civil Society Day", "3.4 Regional Migration", "Closing Session");
    check(!text.includes("Pick"), "what is of no use on paper", text);
  },

  async "what is on now is not marked on paper"() {
    const page = await tab({ at: DURING_FORUM });
    const outline = () => page.locator(".is-now").first()
      .evaluate((entry) => getComputedStyle(entry).outlineStyle);
    await page.goto(`${url}gfmd-2007/`);
    same(await outline(), "solid");
    await page.emulateMedia({ media: "print" });
    same(await outline(), "none");
    await page.end();
  },

  async "a session has a page too"() {
    const { count, text } = await print("gfmd-2007/sessions/1.2.html", "print-session");
    check(count === 1, count, "pages");
    has(text, "Who contributes", "The Government of Spain has asked the ILO");
  },
});
