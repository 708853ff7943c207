#pragma once

#include "model/address/format.h"
#include "model/agenda/participant.h"
#include "model/selection/selection_query.h"
#include "render/page/page_notes.h"

/* What a page was asked to show beyond what its path says. */
typedef struct PageFilter {
    const SelectionQuery *query;
    const char *words; /* each of these must be in what is shown; NULL: there are none */
} PageFilter;

/* What a page shows beyond its feed. All zero: it stands at its own address, in a service without
 * private calendars. */
typedef struct PageForm {
    const PageFilter *filter; /* NULL: nothing was asked for */
    bool has_private;         /* some have private calendars of the agenda */
    bool is_file;             /* nothing can be asked for: there are files, and no service */
    bool has_paper;           /* it offers the feed as sheets of paper */
} PageForm;

/* What the parts of a page share: which feed it shows, and where it stands. */
typedef struct PageView {
    const Revision *revision;
    const Agenda *agenda;
    const RevisionFeed *feed;
    const PageNotes *notes;
    const PageFilter *filter; /* NULL: the page shows what stands at its path */
    const GArray *entries;    /* FeedEntry: the entries of the feed */
    const char *root;         /* the way from the page to its agenda's folder: "" or "../" */
    const char *public_url;   /* see ResourceOptions; NULL */
    bool has_private;         /* as in PageForm, and the next two */
    bool is_file;
    bool has_paper;
} PageView;

/* Whose own page this is, or NULL. */
const Participant *page_view_viewpoint(const PageView *view);

/* The number of sessions on the page, cancelled ones included. */
guint page_view_count_sessions(const PageView *view);

/* The class that gives things the colour of a round table; for NULL, a class without a colour. A
 * record of an earlier agenda gets the colour that the round table has now. Static. */
const char *page_view_colour(const PageView *view, const RoundTable *table);

/* Appends the address of a feed's page, as seen from the page of its agenda. The feed must be of a
 * kind that has its own folder. */
void page_view_append_address(GString *out, FeedKind kind, const char *id);

/* The address of a feed of the same agenda in a format, as seen from the page; the caller's own.
 * Not for the pages of the agenda and of selections, whose addresses differ from their paths. */
char *page_view_dup_address(const PageView *view, const Feed *feed, Format format);

/* Appends the start tag of a link to the page of a feed of the same agenda. */
void page_view_begin_link(GString *out, const PageView *view, FeedKind kind, const char *id);

/* Append links to the pages of who contributes, or to that of an agency or a person, a round table
 * or a room, or just the name of what the agenda no longer has. */
void page_view_append_contributor(GString *out, const PageView *view, Contributor who);
void page_view_append_participant(GString *out, const PageView *view,
                                  const Participant *participant);
void page_view_append_table(GString *out, const PageView *view, const RoundTable *table);
void page_view_append_room(GString *out, const PageView *view, const Room *room);

/* Appends who contributes as attributes of an element, for the script. */
void page_view_append_contributor_data(GString *out, Contributor who);

/* Appends the number of a session, if it has one, and its title, as a link to its page. */
void page_view_append_session(GString *out, const PageView *view, const Session *session);

/* Appends a count with its noun: "1 entry", "12 entries". `one` and `many` are the noun's two
 * forms. */
void page_view_append_count(GString *out, guint count, const char *one, const char *many);
