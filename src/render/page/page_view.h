#pragma once

#include "model/address/format.h"
#include "model/selection/selection_query.h"
#include "render/page/page_notes.h"

/* What a page was asked to show beside what its address says by itself. */
typedef struct PageFilter {
    const SelectionQuery *query;
    const char *words; /* of which each has to be in what is shown; NULL: any */
} PageFilter;

/* What the parts of a page share: of which feed it is, and where it stands. */
typedef struct PageView {
    const Revision *revision;
    const Agenda *agenda;
    const RevisionFeed *feed;
    const PageNotes *notes;
    const PageFilter *filter; /* NULL: it shows what stands at its address */
    const GArray *entries;    /* FeedEntry: what is in the feed */
    const char *root;         /* the way from the page to that of its agenda: "" or "../" */
    const char *public_url;   /* see ResourceOptions; NULL */
} PageView;

/* The agency whose own page it is, or NULL. */
const Agency *page_view_viewpoint(const PageView *view);

/* How many sessions are in it, those that are cancelled included. */
guint page_view_count_sessions(const PageView *view);

/* The class of a round table that gives things their colour; without one, a class that does not.
 * A record of an earlier agenda has the colour that the round table has now. Static. */
const char *page_view_colour(const PageView *view, const RoundTable *table);

/* Appends the address of the page of a feed, one in a folder of its kind, as seen from the page of
 * its agenda. */
void page_view_append_address(GString *out, FeedKind kind, const char *id);

/* The address of a feed of the same agenda in a format, as seen from the page; not for the pages of
 * the agenda and of selections. The caller's own. */
char *page_view_dup_address(const PageView *view, const Feed *feed, Format format);

/* Begins a link to the page of a feed of the same agenda: its start tag. */
void page_view_begin_link(GString *out, const PageView *view, FeedKind kind, const char *id);

/* A link to the page of an agency, round table or room of the agenda, or just what it is called
 * if the agenda no longer has it. */
void page_view_append_agency(GString *out, const PageView *view, const Agency *agency);
void page_view_append_table(GString *out, const PageView *view, const RoundTable *table);
void page_view_append_room(GString *out, const PageView *view, const Room *room);

/* The number of a session, if it has one, and its title, as a link to its page. */
void page_view_append_session(GString *out, const PageView *view, const Session *session);

/* "12 entries", "1 entry" of nouns that are told as "entry" and "entries". */
void page_view_append_count(GString *out, guint count, const char *one, const char *many);
