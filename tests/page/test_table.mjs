#!/usr/bin/env node
// The page of the table: it stays readable while one scrolls, is asked for by a form without a script,
// and comes out of a printer with its heads on each sheet and no line over another.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import {
  CONFEED, FORUM, SHOTS, TOP, TUTORIAL, check, follow, needCommand, run, same, scratch, serve, tab,
} from "./browser.mjs";

needCommand("pdftotext");
const COP30 = path.join(TOP, "../shared/real/cop30-side-events.csv");
const files = [FORUM, TUTORIAL];
if (fs.existsSync(COP30)) {
  files.push(path.join(scratch(), "cop30.yaml"));
  execFileSync(CONFEED, ["import", "--from", "csv", "--id", "cop30", "--title", "COP30", COP30,
    "--output", files.at(-1)], { stdio: "ignore" });
}
const { url } = await serve(...files);
const TABLE = `${url}gfmd-2007/table.html`;

const boxOf = (page, selector) => page.locator(selector).first().boundingBox();

async function assertNothingSticksOut(page) {
  const [wide, room] = await page.evaluate(() =>
    [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check(wide <= room, page.url(), "is", wide, "wide, in", room);
}

// --- paper --------------------------------------------------------------------------------------

// The words of each sheet of a PDF, with their boxes, in points.
function wordsOf(file) {
  const text = execFileSync("pdftotext", ["-bbox", file, "-"],
    { encoding: "utf8", maxBuffer: 1 << 28 });
  return text.split("<page ").slice(1).map((sheet) => {
    const [width, height] = sheet.match(/width="([\d.]+)" height="([\d.]+)"/).slice(1).map(Number);
    const words = [...sheet.matchAll(
      /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)]
      .map(([, ...values]) => ({ text: values.pop(), box: values.map(Number) }));
    return { width, height, words };
  });
}

// Boxes have the height of their lines, which touch; a word is over another where both share more.
const SLACK = 1.5;

const overlap = (a, b) => Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > SLACK &&
  Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > SLACK;

function assertNothingIsOverprinted(sheets, name) {
  sheets.forEach(({ width, height, words }, index) => {
    check(words.length > 0, name, "has an empty sheet", index + 1);
    for (const { text, box } of words) {
      check(box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height,
        name, "has", text, "beyond the edge of sheet", index + 1);
    }
    words.forEach((word, i) => words.slice(i + 1).forEach((other) => {
      check(!overlap(word.box, other.box), name, "sheet", index + 1, "has", word.text, word.box,
        "over", other.text, other.box);
    }));
  });
}

async function print(address, format, name) {
  const page = await tab();
  const file = path.join(SHOTS, `${name}.pdf`);
  fs.mkdirSync(SHOTS, { recursive: true });
  await page.goto(address);
  await page.pdf({ path: file, format, landscape: true });
  await page.end();
  return wordsOf(file);
}

// Above the heads of rows stands "Session" or "Agency", at the foot of the heads of columns: in the
// upper third of each sheet but the first, which has more above.
function assertHeadsStandOnEachSheet(sheets, corner, name) {
  sheets.forEach(({ height, words }, index) => {
    const heads = words.filter(({ text }) => text === corner);
    check(heads.length > 0, name, "has no heads on sheet", index + 1);
    if (index > 0) {
      check(heads[0].box[1] < height / 3, name, "begins without heads on sheet", index + 1);
    }
  });
}

async function assertPrints(query, format, corner, name) {
  const sheets = await print(`${TABLE}${query}`, format, name);
  check(sheets[0].width > sheets[0].height, name, "does not lie on its side");
  check(sheets.length > 1, name, "fits one sheet, which proves nothing");
  assertNothingIsOverprinted(sheets, name);
  assertHeadsStandOnEachSheet(sheets, corner, name);
  console.log(`${name}: ${sheets.length} sheets`);
}

// --- screens ------------------------------------------------------------------------------------

await run({
  async "the agenda's page leads to it"() {
    const page = await tab();
    await page.goto(`${url}gfmd-2007/`);
    await follow(page, "header a[href='table.html']");
    same(page.url(), TABLE);
    same(await page.textContent("h1"), "Who contributes what");
    same(await page.locator("table").first().locator("th[scope=col]").allTextContents(),
      ["Session", "ILO", "IOM", "OHCHR", "UNCTAD", "UNDESA", "UNDP", "UNESCO", "UNFPA", "UNHCR",
        "UNICEF", "UNODC", "World Bank"]);
    await page.end();
  },

  async "its heads stay in sight on a wide screen"() {
    const page = await tab();
    await page.goto(TABLE);
    await assertNothingSticksOut(page);
    await page.evaluate(() => scrollTo(0, 1200));
    const head = await boxOf(page, "thead");
    check(Math.abs(head.y) < 2, "the heads are at", head);
    check(await page.evaluate(() => document.elementFromPoint(400, 20).closest("thead") !== null),
      "something lies over the heads");
    await page.end();
  },

  async "and in both directions on narrow ones"() {
    for (const width of [360, 768]) {
      const page = await tab({ width });
      await page.goto(TABLE);
      await assertNothingSticksOut(page);
      const scroll = page.locator(".scroll").first();
      await scroll.evaluate((box) => box.scrollIntoView());
      await scroll.evaluate((box) => box.scrollTo(300, 600));
      const [box, head, corner] = await Promise.all(
        [".scroll", "thead", "thead th"].map((selector) => boxOf(page, selector)));
      check(Math.abs(head.y - box.y) < 3, "the heads of columns are at", head, "in", box);
      check(Math.abs(corner.x - box.x) < 3, "the head of rows is at", corner, "in", box);
      await page.end();
    }
  },

  async "a keyboard scrolls it"() {
    const page = await tab({ width: 360 });
    await page.goto(TABLE);
    const scroll = page.locator(".scroll").first();
    await scroll.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".scroll").scrollLeft > 0);
    await page.end();
  },

  async "a form without a script chooses rows and columns and turns it"() {
    const page = await tab({ javaScriptEnabled: false });
    await page.goto(TABLE);
    await page.click("#controls summary");
    await page.selectOption("select[name=agency]", "ilo");
    await page.check("input[name=round-table][value='1']");
    await page.check("input[name=transpose]");
    await follow(page, "#choose button");
    const asked = new URL(page.url()).searchParams;
    same([asked.get("agency"), asked.get("round-table"), asked.get("transpose")],
      ["ilo", "1", "yes"]);
    same(await page.locator("th[scope=row] a").allTextContents(), ["ILO"]);
    check(await page.isChecked("input[name=transpose]"), "the form has forgotten");
    same(await page.locator("tbody td").first().innerText(), "Rapporteur\n\nInput (requested)");
    await page.end();
  },

  async "how firm something is does not depend on colour"() {
    const page = await tab();
    await page.goto(TABLE);
    const marks = await page.locator(".unsure i").allTextContents();
    same([...new Set(marks)].sort(), ["(offered)", "(requested)", "(tentative)"]);
    same(await page.locator("td p:not(.unsure) i").count(), 0);
    await page.end();
  },

  async "more than a thousand agencies are shown in parts, each in good time"() {
    if (files.length < 3) {
      console.log("there is no shared/real/cop30-side-events.csv beside the project");
      return;
    }
    const page = await tab();
    await page.goto(`${url}cop30/table.html`);
    const { load, cells } = await page.evaluate(() => ({
      load: performance.timing.loadEventEnd - performance.timing.navigationStart,
      cells: document.querySelectorAll("td").length,
    }));
    console.log(`${cells} cells, loaded in ${load} ms`);
    check(cells <= 6000, cells);
    check((await page.textContent("main")).includes("This is part 1 of "), "it does not say so");
    await follow(page, "[aria-label=Parts] [rel=next]");
    check(page.url().endsWith("?part=2"), page.url());
    await page.click(".sheets summary");
    await follow(page, ".sheets li:last-child a");
    check(/\?part=\d+#t-\d+$/.test(page.url()), page.url());
    same(await page.locator(new URL(page.url()).hash).count(), 1);
    await assertNothingSticksOut(page);
    await page.end();
  },

  "on A4 its heads stand on each sheet, and nothing lies over another": () =>
    assertPrints("", "A4", "Session", "print-table-a4"),
  "so they do on A3": () => assertPrints("", "A3", "Session", "print-table-a3"),
  "and turned round": () => assertPrints("?transpose=yes", "A4", "Agency", "print-table-turned"),
  "and with notes": () => assertPrints("?notes=yes", "A4", "Session", "print-table-notes"),
});
