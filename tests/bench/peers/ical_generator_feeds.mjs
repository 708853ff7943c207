// The agency feeds, written with npm's ical-generator.
// It knows no COLOR, UID and LAST-MODIFIED of a calendar, so these three lines are missing.
// Of the kinds of date that it takes, a native Date in the zone of the process is the fastest.

import {createHash, webcrypto} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import ical from 'ical-generator';
import {tzlib_get_ical_block} from 'timezones-ical-library';

globalThis.crypto ??= webcrypto; // the library takes it for granted, Node 18 does not

const ROLE_LABELS = {
    'chair': 'Chair', 'rapporteur': 'Rapporteur', 'speaker': 'Speaker', 'presenter': 'Presenter',
    'discussant': 'Discussant', 'panellist': 'Panellist', 'moderator': 'Moderator',
    'organiser': 'Organiser', 'coordinator': 'Coordinator', 'participant': 'Participant',
    'background-paper': 'Background paper', 'input': 'Input', 'comments': 'Comments',
};

function uid(text) {
    const hex = createHash('sha1').update(text).digest('hex');
    const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}`
        + `-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const byId = (items) => new Map(items.map((item) => [item.id, item]));

class Reader {
    constructor(data) {
        this.data = data;
        this.head = data.agenda;
        this.agencies = byId(data.agencies);
        this.rooms = byId(data.rooms);
        this.tables = byId(data['round-tables']);
    }

    contribution(item) {
        const label = ROLE_LABELS[item.role];
        const role = item.status ? `${label} (${item.status})` : label;
        return {agency: this.agencies.get(item.agency).short, role, label, note: item.note};
    }

    session(kind, item, date, slot) {
        const table = item['round-table'];
        return {
            uid: uid(`${this.head.id}/${item.id}`),
            name: kind === 'Plenary' ? item.title : `${item.id} ${item.title}`,
            kind, status: item.status ?? 'confirmed',
            roundTable: table && `Round table ${table}`,
            tableTitle: table && this.tables.get(table).title,
            abstract: item.abstract, url: item.url,
            location: `${this.rooms.get(item.room).name}, ${this.head.location}`,
            start: new Date(`${date}T${item.start ?? slot.start}`),
            end: new Date(`${date}T${item.end ?? slot.end}`),
            contributions: item.contributions.map((made) => this.contribution(made)),
        };
    }

    feed(agency) {
        return {
            id: agency.id, name: `${agency.short} – ${this.head.title}`,
            description: `${agency.name}: its sessions and the plenaries`,
            url: `${this.head.url}${this.head.id}/agencies/${agency.id}.ics`, entries: [],
        };
    }

    add(feeds, kind, item, date, slot) {
        const session = this.session(kind, item, date, slot);
        const own = new Map();
        item.contributions.forEach(({agency}, index) => {
            if (!own.has(agency)) own.set(agency, []);
            own.get(agency).push(session.contributions[index]);
        });
        for (const agency of kind === 'Plenary' ? feeds.keys() : own.keys())
            feeds.get(agency).entries.push([session, own.get(agency) ?? []]);
    }

    read() {
        const feeds = new Map(this.data.agencies.map((agency) => [agency.id, this.feed(agency)]));
        for (const {date, slots} of this.data.days) {
            for (const slot of slots) {
                if (slot.plenary) this.add(feeds, 'Plenary', slot.plenary, date, slot);
                for (const item of slot.sessions ?? [])
                    this.add(feeds, 'Session', item, date, slot);
            }
        }
        return {zone: this.head.timezone, stamp: new Date(this.head.published),
            feeds: [...feeds.values()]};
    }
}

const roles = (own) => own.map((made) => made.role).join(', ');

function summary(session, own) {
    const text = session.status === 'cancelled' ? `Cancelled: ${session.name}` : session.name;
    return own.length ? `[${roles(own)}] ${text}` : text;
}

function description(session, own) {
    const lines = [];
    if (session.roundTable) lines.push(`${session.roundTable}: ${session.tableTitle}`);
    if (own.length) lines.push(`Role: ${roles(own)}`);
    const others = session.contributions.filter((made) => !own.includes(made));
    if (others.length)
        lines.push(`With: ${others.map((made) => `${made.agency} (${made.role})`).join(', ')}`);
    for (const {note} of own) if (note) lines.push(`Note: ${note}`);
    for (const text of [session.abstract, session.url]) if (text) lines.push('', text);
    return lines.join('\n');
}

function categories(session, own) {
    const names = [session.kind, ...own.map((made) => made.label)];
    if (session.roundTable) names.unshift(session.roundTable);
    return names.map((name) => ({name}));
}

function calendar(feed, zone) {
    return ical({
        prodId: '//confeed//bench//EN', scale: 'GREGORIAN', name: feed.name,
        description: feed.description, url: feed.url, source: feed.url, ttl: 3600,
        timezone: {name: zone, generator: (tzid) => tzlib_get_ical_block(tzid)[0]},
        x: {'X-APPLE-CALENDAR-COLOR': '#4682B4'},
    });
}

function event(session, own, {stamp, zone}) {
    return {
        id: session.uid, sequence: 0, stamp, created: stamp, lastModified: stamp,
        start: session.start, end: session.end, timezone: zone,
        summary: summary(session, own), description: description(session, own),
        location: session.location, categories: categories(session, own),
        status: session.status.toUpperCase(), transparency: 'OPAQUE', url: session.url,
    };
}

function* render(forum) {
    for (const feed of forum.feeds) {
        const made = calendar(feed, forum.zone);
        for (const [session, own] of feed.entries)
            made.createEvent(event(session, own, forum));
        yield [feed.id, feed.entries.length, Buffer.from(made.toString())];
    }
}

function measure(forum, runs) {
    const seconds = [];
    let made;
    for (let run = 0; run < runs; run++) {
        const started = performance.now();
        made = [...render(forum)];
        seconds.push((performance.now() - started) / 1000);
    }
    const about = new URL('node_modules/ical-generator/package.json', import.meta.url);
    const {version} = JSON.parse(readFileSync(about, 'utf8'));
    console.log(JSON.stringify({
        library: 'ical-generator', version, runtime: `Node ${process.versions.node}`, seconds,
        feeds: made.length,
        events: made.reduce((sum, [, events]) => sum + events, 0),
        bytes: made.reduce((sum, [, , octets]) => sum + octets.length, 0),
    }));
}

const [mode, file, target] = process.argv.slice(2);
const data = JSON.parse(readFileSync(file, 'utf8'));
process.env.TZ = data.agenda.timezone;
const forum = new Reader(data).read();
if (mode === 'build') {
    mkdirSync(target, {recursive: true});
    for (const [id, , octets] of render(forum)) writeFileSync(`${target}/${id}.ics`, octets);
} else {
    measure(forum, Number(target));
}
