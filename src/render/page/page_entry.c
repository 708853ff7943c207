#include "render/page/page_entry.h"

#include "model/revision/word_search.h"
#include "render/fate.h"
#include "render/page/page_time.h"
#include "render/web/html.h"

/* --- contributions --------------------------------------------------------------------------- */

void page_entry_append_roles(GString *out, const Session *session, Contributor who)
{
    bool any = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contributor_is_same(contribution_by(contribution), who)) {
            g_string_append(out, any ? ", " : "");
            html_append_text(out, text_get(&contribution->role->label, NULL));
            if (contribution->status != CONTRIBUTION_STATUS_CONFIRMED) {
                g_string_append_printf(out, " (%s)",
                                       contribution_status_word(contribution->status));
            }
            any = true;
        }
    }
}

/* Who it is with which roles, for the script that filters in the page: a role counts only with
 * those who have it. */
static void append_filter_data(GString *out, const Session *session, Contributor who)
{
    bool any = false;

    page_view_append_contributor_data(out, who);
    g_string_append(out, " data-roles=\"");
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contributor_is_same(contribution_by(contribution), who)) {
            html_append(out, any ? " {}" : "{}", contribution->role->id);
            any = true;
        }
    }
    g_string_append_c(out, '"');
}

/* Only there does the script filter; on other pages its data would be dead weight. */
static bool is_filtered_in_place(const PageView *view)
{
    return view->feed->feed->kind == FEED_KIND_AGENDA;
}

/* By id: in a departure, they are records of an earlier agenda. */
static bool is_viewpoint(const PageView *view, Contributor who)
{
    return contributor_is(who, page_view_viewpoint(view));
}

static void append_contributor(GString *out, const PageView *view, const Session *session,
                               Contributor who)
{
    g_string_append(out, "<li");
    if (is_filtered_in_place(view)) {
        append_filter_data(out, session, who);
    }
    g_string_append(out, is_viewpoint(view, who) ? " class=\"own\">" : ">");
    page_view_append_contributor(out, view, who);
    g_string_append(out, " <span>");
    page_entry_append_roles(out, session, who);
    g_string_append(out, "</span></li>");
}

/* Those whose page it is, or else all the others. */
static void append_own_or_others(GString *out, const PageView *view, const Session *session,
                                 bool is_own)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        Contributor who = contribution_by(session->contributions->pdata[i]);
        if (is_viewpoint(view, who) == is_own && session_is_first_of_contributor(session, i)) {
            append_contributor(out, view, session, who);
        }
    }
}

/* Who contributes, each with their roles; those whose page it is first. */
static void append_contributors(GString *out, const PageView *view, const Session *session)
{
    if (session->contributions->len > 0) {
        g_string_append(out, "<ul class=\"who\">");
        append_own_or_others(out, view, session, true);
        append_own_or_others(out, view, session, false);
        g_string_append(out, "</ul>\n");
    }
}

/* --- badges ---------------------------------------------------------------------------------- */

static void append_badge(GString *out, const char *class, const char *text)
{
    html_append(out, "<li class=\"{}\">{}</li>", class, text);
}

static void append_fate(GString *out, const PageView *view, const Departure *departure)
{
    g_autoptr(GString) words = g_string_new(NULL);
    WordSink sink = word_sink_plain(words);

    fate_append(&sink, view->agenda, departure, view->feed->feed);
    append_badge(out, "cancelled", words->str);
}

/* A clash with the other sessions that need the same agency, person or room. */
static void append_clash(GString *out, const PageView *view, const Clash *clash,
                         const Session *session)
{
    bool any = false;

    if (clash->participant != NULL) {
        html_append(out, "<li class=\"clash\">Clash: <bdi>{}</bdi> is also needed in ",
                    participant_label(clash->participant));
    } else {
        html_append(out, "<li class=\"clash\">Clash: <bdi>{}</bdi> is also used by ",
                    text_get(&clash->room->name, NULL));
    }
    for (guint i = 0; i < clash->sessions->len; i++) {
        const Session *other = clash->sessions->pdata[i];
        if (other != session) {
            g_string_append(out, any ? ", " : "");
            page_view_begin_link(out, view, FEED_KIND_SESSION, other->id);
            html_append_text(out,
                             session_has_number(other) ? other->id : text_get(&other->title, NULL));
            g_string_append(out, "</a>");
            any = true;
        }
    }
    g_string_append(out, "</li>");
}

/* A page of somebody's own does not show the clashes of others. */
static void append_clashes(GString *out, const PageView *view, const Session *session)
{
    const GPtrArray *clashes = page_notes_clashes(view->notes, session);
    const Participant *viewpoint = page_view_viewpoint(view);

    for (guint i = 0; clashes != NULL && i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        if (viewpoint == NULL || clash->participant == NULL || clash->participant == viewpoint) {
            append_clash(out, view, clash, session);
        }
    }
}

void page_entry_append_badges(GString *out, const PageView *view, const FeedEntry *entry)
{
    const Session *session = entry->session;
    /* What left the feed by a move says so as its fate. */
    const char *move = entry->departure == NULL ? page_notes_move(view->notes, session) : NULL;
    gsize before = out->len;

    g_string_append(out, "<ul class=\"badges\">");
    gsize start = out->len;
    if (entry->departure != NULL) {
        append_fate(out, view, entry->departure);
    } else if (session_status(session) == SESSION_STATUS_CANCELLED) {
        append_badge(out, "cancelled", session_is_postponed(session) ? "Postponed" : "Cancelled");
    } else if (session_status(session) == SESSION_STATUS_TENTATIVE) {
        append_badge(out, "tentative", "Tentative");
    }
    if (move != NULL) {
        html_append(out, "<li class=\"moved\">Moved: {}</li>", move);
    }
    append_clashes(out, view, session);
    g_string_append(out, "</ul>\n");
    /* There were no badges: the list goes, too. */
    if (out->len == start + sizeof "</ul>\n" - 1) {
        g_string_truncate(out, before);
    }
}

/* --- the whole ------------------------------------------------------------------------------- */

static bool is_narrower(const Session *session)
{
    return session->start != session->slot->start || session->end != session->slot->end;
}

/* The days on which an entry goes on, if that under which it stands does not tell. */
static void append_days(GString *out, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    if (first != session->day->date || last != first) {
        g_autofree char *from = civil_date_to_iso(first);
        g_autofree char *to = civil_date_to_iso(last);
        g_string_append_printf(out, " data-first=\"%s\" data-last=\"%s\"", from, to);
    }
}

/* The ids of terms, which hold no commas. */
static void append_list(GString *out, const char *name, const GPtrArray *terms)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        if (i == 0) {
            g_string_append_printf(out, " data-%s=\"", name);
        }
        html_append(out, i == 0 ? "{}" : ",{}", ((const Term *)terms->pdata[i])->id);
    }
    g_string_append(out, terms != NULL && terms->len > 0 ? "\"" : "");
}

static void append_terms(GString *out, const Session *session)
{
    if (session->type != NULL) {
        html_append(out, " data-type=\"{}\"", session->type->id);
    }
    append_list(out, "tags", session->tags);
    append_list(out, "languages", session->languages);
    append_list(out, "interpretation", session->interpretation);
}

/* The kind, colour and state of an entry as classes, and the data that the script's filter and
 * clock use. Ids are safe in attributes: see ID_CODE_OCTETS. */
static void append_attributes(GString *out, const PageView *view, const FeedEntry *entry)
{
    const Session *session = entry->session;

    g_string_append_printf(out, " class=\"entry %s %s%s\" id=\"s-%s\"",
                           session_kind_word(session->kind),
                           page_view_colour(view, session->round_table),
                           feed_entry_is_cancelled(entry) ? " is-cancelled" : "", session->id);
    if (!session->slot->all_day) {
        g_string_append_printf(
            out, " data-from=\"%" G_GINT64_FORMAT "\" data-to=\"%" G_GINT64_FORMAT "\"",
            session->start_utc, session->end_utc);
    }
    if (is_filtered_in_place(view)) {
        append_days(out, session);
        g_string_append_printf(out, " data-kind=\"%s\"", session_kind_word(session->kind));
        if (session->round_table != NULL) {
            html_append(out, " data-rt=\"{}\"", session->round_table->id);
        }
        if (session->room != NULL) {
            html_append(out, " data-room=\"{}\"", session->room->id);
        }
        append_terms(out, session);
        g_autofree char *searched = word_search_dup_session(session);
        html_append(out, " data-find=\"{}\"", searched);
    }
    g_string_append_c(out, '>');
}

static void append_label(GString *out, const char *class, const Term *term)
{
    html_append(out, "<li class=\"{}\" dir=\"auto\">{}</li>", class, term_label(term));
}

/* Its type and its tags. */
static void append_labels(GString *out, const Session *session)
{
    guint n_tags = session->tags != NULL ? session->tags->len : 0;

    if (session->type == NULL && n_tags == 0) {
        return;
    }
    g_string_append(out, "<ul class=\"labels\">");
    if (session->type != NULL) {
        append_label(out, "type", session->type);
    }
    for (guint i = 0; i < n_tags; i++) {
        append_label(out, "tag", session->tags->pdata[i]);
    }
    g_string_append(out, "</ul>\n");
}

/* With the day, if it is not the one under which the session stands. */
static void append_hours(GString *out, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    if (first != session->day->date) {
        page_time_append_date(out, first);
        g_string_append(out, ", ");
    }
    page_time_append_hours(out, session);
}

/* The hours, if they are not the slot's, and the room, unless this is the room's own page. */
static void append_place(GString *out, const PageView *view, const Session *session)
{
    bool has_hours = is_narrower(session);
    bool has_room = session->room != NULL && view->feed->feed->kind != FEED_KIND_ROOM;

    if (!has_hours && !has_room) {
        return;
    }
    g_string_append(out, "<p class=\"place\">");
    if (has_hours) {
        append_hours(out, session);
    }
    g_string_append(out, has_hours && has_room ? " · " : "");
    if (has_room) {
        page_view_append_room(out, view, session->room);
    }
    g_string_append(out, "</p>\n");
}

/* A box to tick, on pages where sessions are picked. Its form is elsewhere on the page
 * (page_filter.h). */
static void append_pick(GString *out, const PageView *view, const FeedEntry *entry)
{
    FeedKind kind = view->feed->feed->kind;

    if (view->is_file || entry->departure != NULL || entry->session->kind == SESSION_KIND_BREAK ||
        (kind != FEED_KIND_AGENDA && kind != FEED_KIND_SELECTION)) {
        return;
    }
    html_append(out,
                "<label class=\"pick\"><input type=\"checkbox\" form=\"picks\" name=\"session\" "
                "value=\"{}\">Pick<span class=\"unseen\"> {}</span></label>\n",
                entry->session->id, text_get(&entry->session->title, NULL));
}

void page_entry_append(GString *out, const PageView *view, const FeedEntry *entry,
                       PageDetail detail)
{
    const Session *session = entry->session;

    g_string_append(out, "<article");
    append_attributes(out, view, entry);
    g_string_append(out, "<h4");
    html_append_language(out, &session->title);
    g_string_append_c(out, '>');
    page_view_append_session(out, view, session);
    g_string_append(out, "</h4>\n");
    html_append_element(out, "p", "under", &session->subtitle);
    append_place(out, view, session);
    append_labels(out, session);
    page_entry_append_badges(out, view, entry);
    if (detail == PAGE_DETAIL_FULL) {
        append_contributors(out, view, session);
        append_pick(out, view, entry);
    }
    g_string_append(out, "</article>\n");
}
