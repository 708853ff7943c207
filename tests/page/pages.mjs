// One page of each kind, and what may look wrong on any.

// Of an agenda with these ids, below its own address.
export const PAGES = {
  "gfmd-2007": ["", "?agency=ilo&role=rapporteur", "?q=remittances", "?q=nothing+like+it",
    "agencies/ilo.html", "agencies/unesco.html", "round-tables/1.html", "days/2007-07-10.html",
    "sessions/1.2.html", "changes.html", "table.html", "table.html?transpose=yes&notes=yes&role=input",
    "table.html?day=2007-07-10&empty=yes"],
  tutorial: ["", "?room=quay", "agencies/lakeland.html", "rooms/hall.html", "sessions/2.2.html",
    "days/2026-10-31.html", "table.html"],
  "every-key": ["", "rooms/annex.html", "round-tables/risc-v.html", "sessions/a1.html",
    "sessions/opening.html", "table.html"],
  "held-later": ["", "sessions/a1.html"],
};

export const addresses = (url) => [url, `${url}nothing`, `${url}tutorial/?agency=none`,
  ...Object.entries(PAGES).flatMap(([id, pages]) => pages.map((page) => `${url}${id}/${page}`))];
