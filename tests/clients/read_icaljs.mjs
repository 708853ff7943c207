// Reads calendars with ical.js. On standard input: a JSON list of files. On standard output: a JSON
// list of {calendar, events}, in the same order, each by property. The one argument is the folder
// that holds node_modules.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.argv[2], "package.json"));
const ICAL = (await import(pathToFileURL(require.resolve("ical.js")))).default;

const pad = (number) => String(number).padStart(2, "0");

/* Instants come through the VTIMEZONE of the calendar itself: no zone of this machine is known. */
function timeOf(time) {
    if (time.isDate) {
        return `${time.year}-${pad(time.month)}-${pad(time.day)}`;
    }
    if (time.zone !== ICAL.Timezone.utcTimezone && !time.zone.component) {
        throw new Error(`${time} is in no zone that the calendar defines`);
    }
    return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

function valueOf(property) {
    const value = property.getFirstValue();
    if (property.type === "unknown" && !property.getParameter("value")) {
        // ical.js leaves what it does not know as it is; without VALUE it is a TEXT (RFC 7986 for
        // NAME, RFC 5545 section 3.8.8.2 for X-), and this is its own decoder for that.
        return ICAL.design.icalendar.value.text.fromICAL(value);
    }
    if (property.isMultiValue) {
        return property.getValues();
    }
    return value instanceof ICAL.Time ? timeOf(value) : String(value);
}

function valuesOf(component) {
    const values = {};
    for (const property of component.getAllProperties()) {
        const name = property.name.toUpperCase();
        if (name === "ATTACH") {
            // The one of which there may be several.
            values[name] = [...(values[name] ?? []), valueOf(property)];
            continue;
        }
        if (name in values) {
            throw new Error(`${name} is there twice`);
        }
        values[name] = valueOf(property);
    }
    return values;
}

function read(file) {
    try {
        const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
        const events = calendar.getAllSubcomponents("vevent").map(valuesOf);
        return { calendar: valuesOf(calendar), events };
    } catch (error) {
        error.message = `${file}: ${error.message}`;
        throw error;
    }
}

ICAL.TimezoneService.reset();
const files = await json(process.stdin);
process.stdout.write(JSON.stringify(files.map(read)));
