#pragma once

#include "model/agenda/clash.h"
#include "model/revision/revision.h"

/* What pages say about the sessions of a revision beyond what the agenda says: their clashes, and
 * when or where they were before a recent move. */
typedef struct PageNotes PageNotes;

/* Borrows the revision. Clashes are the organisers' business, and not for everybody's pages. */
PageNotes *page_notes_new(const Revision *revision, bool with_clashes);
void page_notes_free(PageNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageNotes, page_notes_free)

/* The clashes of a session of the revision's agenda (const Clash *); NULL if there are none. */
const GPtrArray *page_notes_clashes(const PageNotes *notes, const Session *session);

/* When or where a session was before the last two revisions that moved it within PAGE_NOTES_LATELY:
 * "was Monday 9 July 2007 10:00–12:00; was in Gold Room; before that, was in Blue Room". NULL if
 * none did. Borrowed. */
const char *page_notes_move(const PageNotes *notes, const Session *session);

/* When it would have begun, had the last of them not moved it. False if it left its time alone. */
bool page_notes_previous_start(const PageNotes *notes, const Session *session,
                               CivilTime *out_start);

/* Seconds: two weeks. */
#define PAGE_NOTES_LATELY (14 * CIVIL_DAY_SECONDS)
