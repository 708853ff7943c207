#!/usr/bin/env node
// What pages say of changes: moved and cancelled sessions, what has changed lately, the page of
// changes, and that all of it is there without a script.

import { execFileSync } from "node:child_process";
import path from "node:path";

import { CONFEED, check, follow, run, same, scratch, serve, tab, write } from "./browser.mjs";

const AGENDA = `
agenda:
  id: forum
  title: A forum
  timezone: Europe/Brussels
rooms:
  - {id: gold, name: Gold Room}
  - {id: blue, name: Blue Room}
agencies:
  - {id: ilo, short: ILO}
days:
  - date: DATE
    slots:
      - start: "START"
        end: "12:00"
        sessions:
          - {id: a, title: First, room: ROOM, contributions: [{agency: ilo, role: chair}]}
`;
const SECOND = "          - {id: b, title: Second, contributions: [{agency: ilo, role: speaker}]}\n";

const folder = scratch();
const history = path.join(folder, "history.db");

// Published now: what is kept depends on how long ago a session would have ended.
function dateIn(days) {
  return new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
}

function publishText(name, text) {
  const file = write(folder, `${name}.yaml`, text);
  execFileSync(CONFEED, ["publish", "--history", history, file], { stdio: "ignore" });
}

function publish(start, room, ...others) {
  const text = AGENDA.replace("DATE", dateIn(30)).replace("START", start).replace("ROOM", room);
  publishText("forum", text + others.join(""));
}

publish("09:00", "gold", SECOND);
publish("10:00", "blue", SECOND);
publish("10:00", "blue");

// The second of two days is removed; what began on the first goes on.
const NIGHT = `
agenda: {id: night, title: A night, timezone: Europe/Brussels}
days:
  - date: ${dateIn(30)}
    slots: [{start: "20:00", duration: 2d, break: {id: long, title: Long}}]
`;
const MORNING = `
  - date: ${dateIn(31)}
    slots: [{start: "09:00", end: "10:00", break: {id: early, title: Early}}]
`;
[NIGHT + MORNING, NIGHT].forEach((text) => publishText("night", text));
const { url } = await serve("--history", history, "--manual");

async function openPlain(target) {
  const page = await tab({ javaScriptEnabled: false });
  await page.goto(`${url}forum/${target}`);
  return page;
}

await run({
  async "a session that was moved says from where"() {
    const page = await openPlain("");
    const badge = await page.locator("#s-a .moved").innerText();
    check(/^Moved: was \w+ \d+ \w+ \d{4} 09:00–12:00; was in Gold Room$/.test(badge), badge);
    await page.end();
  },

  async "a session that was removed stays, marked, and counts as in the calendar"() {
    const page = await openPlain("");
    same(await page.locator("#s-b .cancelled").innerText(), "This entry has been cancelled.");
    same(await page.locator("[data-count]").textContent(), "2 entries");
    await page.goto(`${url}forum/?q=second`);
    same(await page.getAttribute(".panel", "data-calendar"), "select.ics?session=b");
    await page.goto(`${url}forum/sessions/b.html`);
    check((await page.locator("main").innerText()).includes("no longer in the agenda"), "not told");
    await page.end();
  },

  async "on the page of a day that was removed, each entry stands under the day that it began"() {
    const page = await openPlain(`../night/days/${dateIn(31)}.html`);
    same(await page.locator(".day > h2 time").evaluateAll((all) => all.map((one) => one.dateTime)),
      [dateIn(30), dateIn(31)]);
    same(await page.locator(".day .cancelled").count(), 2);
    await page.end();
  },

  async "an agency reads what has changed lately"() {
    const page = await openPlain("agencies/ilo.html");
    const text = await page.locator(".changes").innerText();
    check(/Revision 3.*Second.*: removed.*Revision 2.*First.*: moved/s.test(text), text);
    same(await page.getAttribute(".changes > p a", "href"), "../agencies/ilo.atom");
    await page.end();
  },

  async "the page of changes tells them by revision and calendar, and leads to Atom"() {
    const page = await openPlain("");
    await follow(page, "header a[href='changes.html']");
    same(await page.locator("h2").allInnerTexts().then((texts) => texts.map((t) => t.slice(0, 10))),
      ["Revision 3", "Revision 2"]);
    await page.click("summary:has-text('Gold Room')");
    const box = page.locator("details[open]");
    check((await box.innerText()).includes("First"), await box.innerText());
    const atom = await fetch(new URL(await box.locator("a").last().getAttribute("href"), page.url()));
    same(atom.headers.get("content-type"), "application/atom+xml; charset=utf-8");
    await page.end();
  },

  async "the footer names the revision"() {
    const page = await openPlain("");
    check((await page.locator("footer").innerText()).startsWith("Revision 3, published "), "footer");
    await page.end();
  },
});
