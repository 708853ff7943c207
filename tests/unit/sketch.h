#pragma once

#include "model/revision/revision.h"

/*
 * Agendas sketched in a few words, and revisions made of them: for tests of what follows what.
 *
 * A sketch is a list of parts, each ended by a semicolon or the end of the text:
 *
 *     session s 07-10 09:00-10:00 room=gold table=1 with=ilo/chair,iom/speaker status=cancelled
 *     plenary opening 07-09 all-day
 *     preparation paper ilo/comments due=06-01
 *     zone Asia/Tokyo · zone Asia/Tokyo rules=32400_0_JST|JST-9
 *     agency ilo · person jane · room gold · table 1 · day 07-10
 *     noun Track (what round tables are called) · status postponed (of the conference)
 *
 * Days are of 2007. What a part names is there without being named by itself. Other keys of events
 * are title (else the id), url, note (of the first contribution), type, and lists of tags,
 * languages and interpretation; of preparations date, due, title, and neither date nor due; of
 * rooms capacity; of all else title. An underscore in a value stands for a blank; a zone comes
 * first, its rules as in tz.h, but with "|" for each semicolon. The agenda is "forum", in Brussels,
 * and each agency is called by its id in capitals. visibility=agency makes an event private, "+"
 * before an agency that contributes to a session its contribution. "~jane"
 * contributes as a person, "ilo~jane" as one for an agency.
 */
Agenda *sketch_agenda(const char *sketch);

/* How long what is cancelled is kept where a test does not say: 14 days. */
#define SKETCH_KEEP REVISION_KEEP_DEFAULT

/* The revision of a sketch that follows another, or is the first for NULL, at a time such as
 * "07-01" or "07-01T12:00:00". */
Revision *sketch_revision(const Revision *previous, const char *sketch, const char *at);
Revision *sketch_revision_kept(const Revision *previous, const char *sketch, const char *at,
                               gint64 keep_seconds);

/* "07-10" or "07-10T12:00:00" of 2007, in UTC. */
gint64 sketch_stamp(const char *at);

/* What is in a feed, given without "forum/", with blanks between: the key of each entry, ":" and
 * its sequence; "!" before it if it is cancelled; for a departure "@" and its version behind.
 * "gone" comes first if the feed is; "none" is no feed. The caller's own. */
char *sketch_entries(const Revision *revision, const char *path);
char *sketch_feed_entries(const Revision *revision, const RevisionFeed *feed);
void sketch_assert_entries(const Revision *revision, const char *path, const char *expected);

/* Fails unless an event has this stamp, told as "created changed sequence". */
void sketch_assert_stamp(const Revision *revision, const char *key, const char *expected);

/* Fails unless a feed changed at that time. */
void sketch_assert_changed(const Revision *revision, const char *path, const char *at);
