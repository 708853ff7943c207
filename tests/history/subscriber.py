"""A calendar app, as it were."""

import feed_text


class Subscriber:
    """Follows one feed. What it has of an event it keeps until LAST-MODIFIED has risen."""

    def __init__(self):
        self.view = {}  # UID → the text of the event

    def read(self, feed, is_over):
        """Reads a feed, or None where there is none any more; yields what is wrong. is_over tells
        whether an event may have gone without a word."""
        events = feed.events if feed else {}
        for uid, text in list(self.view.items()):
            if uid not in events:
                old = feed_text.event_of(text)
                if old["STATUS"] != "CANCELLED" and not is_over(old):
                    yield f"{old['SUMMARY']!r} has vanished in silence"
                del self.view[uid]
        for uid, text in events.items():
            new = feed_text.event_of(text)
            old = feed_text.event_of(self.view.get(uid, text))
            if new["LAST-MODIFIED"] < old["LAST-MODIFIED"]:
                yield f"LAST-MODIFIED of {new['SUMMARY']!r} falls"
            if int(new["SEQUENCE"]) < int(old["SEQUENCE"]):
                yield f"SEQUENCE of {new['SUMMARY']!r} falls"
            if uid not in self.view or new["LAST-MODIFIED"] > old["LAST-MODIFIED"]:
                self.view[uid] = text
        if self.view != events:
            yield "a subscriber who applies what has a later LAST-MODIFIED sees something else"
