// What the tests of pages share: agendas, a service, and a real browser that looks at it. No page may
// ask anything of another place, nor say anything on its console.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";

export const TOP = process.env.TOP;
export const CONFEED = process.env.CONFEED;
const MODULES = path.join(path.dirname(process.env.BUILD_DIR), "node/page");
// Where pictures are left for a person to look at.
export const SHOTS = path.join(process.env.BUILD_DIR, "page-shots");
const CHROMIUM = "/usr/bin/chromium";
const SKIPPED = 77;
// How long anything may take before a test gives up: generous, for slow machines and sanitizers.
const PATIENCE = 60000;

export const FORUM = path.join(TOP, "data/gfmd-2007.yaml");
export const TUTORIAL = path.join(TOP, "data/tutorial.yaml");
// Each key that pages show; and a conference that does not take place.
export const KEYS = path.join(TOP, "tests/golden/pages/every-key.yaml");
export const POSTPONED = path.join(TOP, "tests/golden/pages/held-later.yaml");
// In the middle of the forum's Tuesday afternoon, 16:00 in Brussels.
export const DURING_FORUM = "2007-07-10T14:00:00Z";

function skip(why) {
  console.log(why);
  process.exit(SKIPPED);
}

// A package of those in package.json.
export function need(name) {
  if (!fs.existsSync(path.join(MODULES, "installed"))) {
    skip(`${name} is not in ${MODULES}: npm could not install it`);
  }
  return createRequire(path.join(MODULES, "package.json"))(name);
}

export const fileOf = (name, file) => path.join(MODULES, "node_modules", name, file);

export function needCommand(name) {
  try {
    return execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
  } catch {
    return skip(`${name} is not here`);
  }
}

export function check(condition, ...what) {
  if (!condition) {
    throw new Error(what.map((part) => typeof part === "string" ? part : JSON.stringify(part))
      .join(" "));
  }
}

export function same(found, expected, ...where) {
  const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
  check(left === right, ...where, `there is ${left}, not ${right}`);
}

// --- agendas and services -----------------------------------------------------------------------

const folders = [];

export function scratch() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "confeed-page-"));
  folders.push(folder);
  return folder;
}

export function write(folder, name, text) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

const children = [];

// `confeed serve`, once it answers.
export async function serve(...parameters) {
  const child = spawn(CONFEED, ["serve", "--listen", "127.0.0.1:0", ...parameters],
    { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  for await (const line of readline.createInterface(child.stdout)) {
    const [, url] = line.match(/^Serving at (http.*\/)$/) ?? [];
    if (url) {
      child.stdout.resume();
      return { url, child };
    }
  }
  throw new Error("the service has not told its address");
}

// The events of a calendar, by the id of the session in their URL-free description: their summaries.
export async function calendarAt(url) {
  const answer = await fetch(url);
  check(answer.status === 200, url, "is answered with", answer.status);
  const text = (await answer.text()).replaceAll("\r\n ", "");
  return text.split("BEGIN:VEVENT").slice(1).map((event) => ({
    uid: event.match(/^UID:(.*)\r$/m)[1],
    summary: event.match(/^SUMMARY:(.*)\r$/m)[1]
      .replace(/\\n/g, "\n").replace(/\\([,;\\])/g, "$1"),
  }));
}

// --- the browser --------------------------------------------------------------------------------

let browser;

async function launch() {
  if (!fs.existsSync(CHROMIUM)) {
    skip(`${CHROMIUM} is not here`);
  }
  browser ??= await need("playwright-core").chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  return browser;
}

// A tab with a clean slate. `options` are playwright's, and `at`, the time that it is there.
export async function tab(options = {}) {
  const { at, width = 1440, ...others } = options;
  const context = await (await launch()).newContext({
    viewport: { width, height: 900 },
    timezoneId: "Europe/Brussels",
    locale: "en-GB",
    permissions: ["clipboard-read", "clipboard-write"],
    ...others,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  if (at) {
    await page.clock.setFixedTime(new Date(at));
  }
  page.faults = [];
  page.on("console", (message) => page.faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    page.faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "file:" && hostname !== "127.0.0.1") {
      page.faults.push(`request: ${request.url()}`);
    }
  });
  page.end = async () => {
    same(page.faults, [], page.url());
    await context.close();
  };
  return page;
}

// Clicks on what leads to another page and waits until all of it is there: a click alone waits until
// its first octets are.
export async function follow(page, selector) {
  await Promise.all([page.waitForEvent("load"), page.click(selector)]);
}

// That axe-core finds no fault with a page, whose tab has `bypassCSP`: the policy of our pages lets
// nobody put a script into them.
export async function assertAccessible(page) {
  const { violations } = await page.evaluate(async (source) => {
    new Function(source)();
    return window.axe.run();
  }, need("axe-core").source);
  same(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]), [],
    page.url());
}

// --- running tests ------------------------------------------------------------------------------

// Runs the functions of an object, which are named by sentences, says how each went, and ends.
export async function run(tests) {
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log("ok  ", name);
    } catch (error) {
      failed += 1;
      console.log("FAIL", name);
      console.log(error.stack);
    }
  }
  await browser?.close();
  children.forEach((child) => child.kill());
  folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true }));
  process.exit(failed > 0 ? 1 : 0);
}
