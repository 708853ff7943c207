#!/usr/bin/env node
// Who looks for a name finds it as it is typed, in the page and by the service: by short and full
// name, in any language, without accents; and chooses among many by typing.

import { assertAccessible, check, follow, run, same, scratch, serve, tab, write }
  from "./browser.mjs";

const LETTERS = [[0xC0, 0x24F], [0x370, 0x52F], [0x590, 0x6FF], [0x1E00, 0x1FFF]]
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
  .map((code) => String.fromCodePoint(code)).filter((letter) => /[\p{L}\p{M}\p{N}]/u.test(letter));

const ORGANISATIONS = Array.from({ length: 60 }, (_, i) => ({
  id: `org-${i}`, short: `Organisation ${i}`, name: `The organisation of number ${i}`,
}));

const AGENDA = write(scratch(), "search.json", JSON.stringify({
  agenda: { id: "search", title: "Search", timezone: "Europe/Brussels" },
  agencies: [
    { id: "wfp", short: "WFP", name: { en: "World Food Programme", fr: "Programme alimentaire mondial" } },
    { id: "eclac", short: "Énergie", name: "Commission d’énergie" },
    { id: "tet-no", short: "TET", name: "Norsk Tet" }, { id: "tet-pl", short: "TET", name: "Łódzki TET" },
    ...ORGANISATIONS,
  ],
  rooms: [{ id: "belem", name: "Sala Belém" }, { id: "gold", name: "Gold" }],
  "round-tables": [{ id: "1", title: "Søren’s table" }, { id: "2" }],
  days: [{
    date: "2027-07-10",
    slots: [
      { start: "09:00", end: "10:00", sessions: [
        { id: "food", title: "Hunger", room: "gold", "round-table": "1",
          contributions: [{ agency: "wfp", role: "chair" }] },
        { id: "hall", title: "In the hall", room: "belem",
          contributions: [{ agency: "org-7", role: "speaker" }] },
      ] },
      { start: "10:00", end: "11:00", sessions: [
        { id: "two", title: { en: "Two", fr: "Deuxième séance" } },
        ...LETTERS.reduce((rows, letter, i) => {
          rows[Math.floor(i / 150)] = (rows[Math.floor(i / 150)] ?? "") + letter + " ";
          return rows;
        }, []).map((title, i) => ({ id: `letters-${i}`, title: `Letters ${title.trim()}` })),
      ] },
    ],
  }],
  preparations: [{ agency: "wfp", role: "background-paper", title: "Récoltes" }],
}));

const { url } = await serve(AGENDA);

const texts = (page, selector) => page.evaluate((query) =>
  [...document.querySelectorAll(query)].filter((element) => element.checkVisibility())
    .map((element) => element.textContent), selector);

const resultsOf = async (page) => ({
  sessions: (await texts(page, ".entry h4")).sort(),
  names: (await texts(page, "#matches a")).sort(),
  headings: await texts(page, "#matches h3"),
  preparations: await texts(page, ".preparation b"),
});

// What is found with some words: in the page as somebody types, and by the service without a script.
async function found(words) {
  const page = await tab();
  await page.goto(`${url}search/`);
  await page.click("#controls > summary");
  await page.fill("#filter [name=q]", words);
  const inPage = await resultsOf(page);
  const plain = await tab({ javaScriptEnabled: false });
  await plain.goto(`${url}search/`);
  await plain.click("#controls > summary");
  await plain.fill("#filter [name=q]", words);
  await follow(plain, "#filter button");
  same(inPage, await resultsOf(plain), words, "in the page and by the service");
  await page.end();
  await plain.end();
  return inPage;
}

async function openChooser() {
  const page = await tab();
  await page.goto(`${url}search/`);
  await page.click("#controls > summary");
  return page;
}

const options = (page) => texts(page, "[role=option]");
const chosen = (page) => page.locator("#filter [name=agency]").evaluate((field) => field.value);

await run({
  async "sessions are found by the names of who contributes, in any language"() {
    for (const words of ["food programme", "Programme ALIMENTAIRE", "mondial hunger", "wfp"]) {
      same((await found(words)).sessions, ["Hunger"], words);
    }
    same((await found("deuxieme")).sessions, ["Two"]);
    same((await found("soren")).sessions, ["Hunger"], "by its round table");
  },

  async "accents do not matter, on either side"() {
    for (const words of ["belem", "Belém", "BELE\u0301M", "SALA belem"]) {
      const { sessions, names, headings } = await found(words);
      same([sessions, names, headings], [["In the hall"], ["Sala Belém"], ["Room"]], words);
    }
    same((await found("energie")).names, ["Énergie"]);
    same((await found("lodzki")).names, ["TET – Łódzki TET"]);
  },

  async "preparations are found, too"() {
    same((await found("recoltes")).preparations, ["Récoltes"]);
    same((await found("hunger")).preparations, []);
  },

  async "of many that are found some are listed"() {
    const { names } = await found("organisation");
    same(names.length, 20);
  },

  async "what the page folds is what the service folds"() {
    const page = await tab();
    await page.goto(`${url}search/`);
    const rows = await page.evaluate(() => [...document.querySelectorAll("[id^=s-letters]")].map((entry) =>
      [entry.dataset.find, fold(entry.querySelector("h4").textContent)]));
    check(rows.length > 5, rows.length);
    for (const [service, own] of rows) {
      same(own, service);
    }
    await page.end();
  },

  async "an organisation is chosen by typing"() {
    const page = await openChooser();
    const field = page.getByRole("combobox", { name: "Agency" });
    await field.fill("aliment prog");
    same(await options(page), ["WFP"]);
    await field.press("Enter");
    same([await chosen(page), await field.inputValue()], ["wfp", "WFP"]);
    same((await resultsOf(page)).sessions, ["Hunger"]);
    check(page.url().endsWith("/search/?agency=wfp"), page.url());
    await field.fill("ORGANISATION 7");
    same((await options(page))[0], "Organisation 7", "what begins with it comes first");
    await field.press("Escape");
    same(await field.inputValue(), "WFP", "what was chosen stays");
    await field.fill("number 1");
    await field.press("ArrowDown");
    await field.press("Enter");
    same(await field.inputValue(), "Organisation 10");
    await field.fill("");
    same(await chosen(page), "");
    await page.end();
  },

  async "a chooser works with the pointer, and shows what an address chooses"() {
    const page = await tab();
    await page.goto(`${url}search/?agency=tet-pl`);
    const field = page.getByRole("combobox", { name: "Agency" });
    same(await field.inputValue(), "TET – Łódzki TET");
    await field.fill("tet");
    same(await options(page), ["TET – Łódzki TET", "TET – Norsk Tet"]);
    await page.getByRole("option", { name: "TET – Norsk Tet" }).click();
    same(await chosen(page), "tet-no");
    await follow(page, "#filter .send a");
    await page.click("#controls > summary");
    same(await field.inputValue(), "");
    await field.fill("nothing at all");
    same([await options(page), await texts(page, "[role=listbox] li")], [[], ["nobody and nothing"]]);
    await page.end();
  },

  async "a service's own form sends what was chosen by typing"() {
    const page = await tab();
    await page.goto(`${url}search/?room=gold`);
    const field = page.getByRole("combobox", { name: "Agency" });
    await field.fill("food");
    await field.press("Enter");
    await follow(page, "#filter button");
    check(new URL(page.url()).searchParams.get("agency") === "wfp", page.url());
    same((await resultsOf(page)).sessions, ["Hunger"]);
    await page.end();
  },

  async "an open chooser and a page of results have no faults for axe"() {
    for (const width of [360, 1440]) {
      const page = await tab({ width, bypassCSP: true });
      await page.goto(`${url}search/`);
      await page.click("#controls > summary");
      await page.fill("#filter [name=q]", "belem");
      await page.getByRole("combobox", { name: "Agency" }).fill("organisation");
      await assertAccessible(page);
      await page.end();
    }
  },
});
