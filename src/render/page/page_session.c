#include "render/page/page_session.h"

#include "render/page/html.h"
#include "render/page/page_entry.h"
#include "render/page/page_time.h"

static void append_table(GString *out, const PageView *view, const RoundTable *table)
{
    g_string_append(out, "<dt>Round table</dt>\n<dd>");
    page_view_append_table(out, view, table);
    if (table->title.n_variants > 0) {
        g_string_append(out, ": ");
        html_append_element(out, "span", NULL, &table->title);
    }
    g_string_append(out, "</dd>\n");
}

/* A departure's day may be gone from the agenda, and then has no page. */
static void append_facts(GString *out, const PageView *view, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    g_autofree char *iso = civil_date_to_iso(first);
    bool has_day = agenda_find_day(view->agenda, first) != NULL;
    g_string_append(out, "<dl class=\"session-facts\">\n<dt>When</dt>\n<dd>");
    if (has_day) {
        page_view_begin_link(out, view, FEED_KIND_DAY, iso);
    }
    page_time_append_date(out, first);
    g_string_append(out, has_day ? "</a>, " : ", ");
    page_time_append_hours(out, session);
    g_string_append(out, "</dd>\n");
    if (session->room != NULL || agenda_location(view->agenda) != NULL) {
        g_string_append(out, "<dt>Where</dt>\n<dd>");
        if (session->room != NULL) {
            page_view_append_room(out, view, session->room);
        }
        if (agenda_location(view->agenda) != NULL) {
            html_append(out, session->room != NULL ? ", <bdi>{}</bdi>" : "<bdi>{}</bdi>",
                        agenda_location(view->agenda));
        }
        g_string_append(out, "</dd>\n");
    }
    if (session->round_table != NULL) {
        append_table(out, view, session->round_table);
    }
    g_string_append(out, "</dl>\n");
}

/* One element for the whole abstract: styles keep its line breaks, and so its paragraphs. */
static void append_abstract(GString *out, const Session *session)
{
    html_append_element(out, "p", "abstract", &session->abstract);
    if (session->url != NULL) {
        html_append(out, "<p class=\"url\"><a href=\"{}\">{}</a></p>\n", session->url,
                    session->url);
    }
}

/* Somebody with their roles, and the note of each of their contributions. */
static void append_contributor(GString *out, const PageView *view, const Session *session,
                               Contributor who)
{
    g_string_append(out, "<li>");
    page_view_append_contributor(out, view, who);
    g_string_append(out, " <span>");
    page_entry_append_roles(out, session, who);
    g_string_append(out, "</span>");
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contributor_is_same(contribution_by(contribution), who)) {
            html_append_element(out, "p", "note", &contribution->note);
        }
    }
    g_string_append(out, "</li>\n");
}

/* Each may have several roles, and stands once, where the first of them is. */
static void append_contributions(GString *out, const PageView *view, const Session *session)
{
    if (session->contributions->len == 0) {
        return;
    }
    g_string_append(out, "<h2>Who contributes</h2>\n<ul class=\"who long\">\n");
    for (guint i = 0; i < session->contributions->len; i++) {
        if (session_is_first_of_contributor(session, i)) {
            const Contribution *contribution = session->contributions->pdata[i];
            append_contributor(out, view, session, contribution_by(contribution));
        }
    }
    g_string_append(out, "</ul>\n");
}

void page_session_append(GString *out, const PageView *view, const FeedEntry *entry)
{
    const Session *session = entry->session;

    append_facts(out, view, session);
    page_entry_append_badges(out, view, entry);
    append_abstract(out, session);
    append_contributions(out, view, session);
}
