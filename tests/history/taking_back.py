"""What a withdrawal takes out of drafts, as the manual says it (TAKING SOMETHING BACK)."""

import copy
import json
import re
import unicodedata

import expected

PLACEHOLDER = "(withdrawn)"

# What stands in the texts of drafts for this: no other octets that are served look like it.
TOKEN = re.compile(r"Q\d{5}q")


def uid_of(name):
    return str(expected.uuid.uuid5(expected.NAMESPACE, f"forum/{name}"))


def uid_of_preparation(key):
    return uid_of(f"preparations/{key}")


def tokens_in(drafts):
    said = (draft.data() for draft in drafts)
    return set(TOKEN.findall(json.dumps(list(said), ensure_ascii=False)))


def texts_of(draft):
    """All that a draft says in words, in every language."""
    pairs = [(draft.head, ["title", "location", "description"])]
    pairs += [(item, ["label", "short", "name", "title"]) for item in _named(draft)]
    for session in draft.sessions.values():
        pairs += [(session, ["title"]), (session["more"], ["abstract", "subtitle", "contact"])]
        pairs += [(item, ["note"]) for item in session["contributions"].values()]
    pairs += [(item, ["title", "note"]) for item in draft.preparations.values()]
    for item, keys in pairs:
        for value in (item[key] for key in keys if key in item):
            yield from value.values() if isinstance(value, dict) else [value]


def _named(draft):
    for part in (draft.roles, draft.agencies, draft.people, draft.rooms, draft.tables, draft.days):
        yield from part.values()


def fold(text):
    seen = (c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", "".join(seen)).casefold().split())


class Withdrawal:
    """kind: session, agency, person or text, with what is named; or agenda for all of it. number: of the
    revision that tells it. renamed: the key of a preparation whose title goes → the id it gets."""

    def __init__(self, kind, what, number):
        self.kind = kind
        self.what = what
        self.number = number
        self.renamed = {}

    # --- what is left of an earlier revision -----------------------------------------------------

    def redacted(self, draft):
        """A copy of a draft in which nothing of it is left."""
        draft = copy.deepcopy(draft)
        if self.kind == "text":
            self._replace_words(draft)
        elif self.kind == "agenda":
            self._clear_names(draft)
        for name, session in draft.sessions.items():
            if self._takes("session", name):
                session["title"] = PLACEHOLDER
                session["room"] = session["round-table"] = None
                session["more"] = {}
                self._clear_terms(session, lambda term: True)
            session["contributions"] = {
                who: item
                for who, item in session["contributions"].items()
                if not self._takes("session", name) and not self._takes_part(*who[:2])
            }
        for name in draft.agencies:
            if self._takes("agency", name):
                draft.agencies[name] = {"short": PLACEHOLDER}
        for name, person in draft.people.items():
            if self._takes("person", name):
                draft.people[name] = {"name": PLACEHOLDER}
            elif self._takes("agency", person.get("agency")):
                del person["agency"]
        self._redact_preparations(draft)
        return draft

    def _takes(self, kind, name):
        return self.kind == "agenda" or (self.kind == kind and self.what == name)

    def _takes_part(self, agency, person):
        return self._takes("agency", agency) or self._takes("person", person)

    @staticmethod
    def _clear_names(draft):
        draft.head = {
            **{key: draft.head[key] for key in ("id", "timezone", "status") if key in draft.head},
            **{key: PLACEHOLDER for key in ("title", "short")},
        }
        for role in draft.roles.values():
            role["label"] = PLACEHOLDER
        for room in draft.rooms.values():
            room["name"] = PLACEHOLDER
            for key in ("floor", "address"):
                room.pop(key, None)
        for part in (draft.tables, draft.days):
            for item in part.values():
                item.clear()

    def _redact_preparations(self, draft):
        order = expected.Agenda._roles([{"id": key, **r} for key, r in draft.roles.items()])[1]

        def in_order(pair):
            item = pair[1]
            date = expected.dated(item)
            own = (expected.text_of(item.get("title")) or "").encode()
            return date or "", expected.contributor_order(item), order[item["role"]], own

        preparations = {}
        for key, item in sorted(draft.preparations.items(), key=in_order):
            if self._takes_part(*expected.contributor(item)):
                item["title"] = PLACEHOLDER
                item.pop("note", None)
            elif self.kind == "text":
                self._replace_in(item, ["title", "note"])
            # Its title tells one without an id from the others: without it, it needs one.
            if expected.preparation_key(item) != key:
                name = f"withdrawn-{self.number}-{len(self.renamed) + 1}"
                item["id"] = self.renamed.setdefault(key, name)
            preparations[expected.preparation_key(item)] = item
        draft.preparations = preparations

    def _replace_words(self, draft):
        self._replace_in(draft.head, ["title", "location", "description", "short"], ["url"])
        if "short" not in draft.head and self._has_words("FORUM"):
            draft.head["short"] = PLACEHOLDER
        for item in _named(draft):
            self._replace_in(item, ["label", "short", "name", "title"])
        for session in draft.sessions.values():
            self._replace_in(session, ["title"])
            self._replace_in(
                session["more"], ["abstract", "subtitle", "contact"], ["url", "join", "image"]
            )
            if "links" in session["more"]:
                links = session["more"]["links"]
                session["more"]["links"] = [link for link in links if not self._tells(link)]
            self._clear_terms(session, self._has_words)
            for item in session["contributions"].values():
                self._replace_in(item, ["note"])

    @staticmethod
    def _clear_terms(session, is_taken):
        if session.get("type") and is_taken(session["type"]):
            session["type"] = None
        for key in ("tags", "languages", "interpretation"):
            session[key] = [term for term in session.get(key, []) if not is_taken(term)]

    def _replace_in(self, item, texts, urls=()):
        for key in texts:
            if isinstance(item.get(key), dict):
                item[key] = {lang: self._replaced(text) for lang, text in item[key].items()}
            elif key in item:
                item[key] = self._replaced(item[key])
        for key in urls:
            if self._has_words(item.get(key, "")):
                del item[key]

    def _tells(self, link):
        titles = link.get("title", "")
        said = titles.values() if isinstance(titles, dict) else [titles]
        return any(map(self._has_words, [link["url"], *said]))

    def _replaced(self, text):
        return PLACEHOLDER if self._has_words(text) else text

    def _has_words(self, text):
        return fold(self.what) in fold(text)

    # --- what is left from now on ----------------------------------------------------------------

    def dropped(self, redacted):
        """What the agenda says from then on."""
        draft = copy.deepcopy(redacted)
        if self.kind == "session":
            draft.sessions.pop(self.what, None)
        elif self.kind in ("agency", "person"):
            part = draft.agencies if self.kind == "agency" else draft.people
            part.pop(self.what, None)
            draft.preparations = {
                key: item
                for key, item in draft.preparations.items()
                if item.get(self.kind) != self.what
            }
        elif self.kind == "agenda":
            for part in ("roles", "agencies", "people", "rooms", "tables", "days", "sessions"):
                getattr(draft, part).clear()
            draft.preparations.clear()
        return draft
