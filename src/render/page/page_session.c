#include "render/page/page_session.h"

#include "render/page/page_entry.h"
#include "render/page/page_place.h"
#include "render/page/page_prose.h"
#include "render/page/page_time.h"
#include "render/web/html.h"

static void append_table(GString *out, const PageView *view, const RoundTable *table)
{
    html_append(out, "<dt>{}</dt>\n<dd>", agenda_noun(view->agenda, NOUN_ROUND_TABLE_LABEL));
    page_view_append_table(out, view, table);
    if (table->title.n_variants > 0) {
        g_string_append(out, ": ");
        html_append_element(out, "span", NULL, &table->title);
    }
    g_string_append(out, "</dd>\n");
}

static void append_where(GString *out, const PageView *view, const Session *session)
{
    g_autoptr(GString) place = g_string_new(NULL);

    page_place_append(place, view, session->room);
    if (place->len > 0) {
        g_string_append_printf(out, "<dt>Where</dt>\n<dd>%s</dd>\n", place->str);
    }
}

/* A row for a list of terms (const Term *); nothing for an empty one or NULL. */
static void append_list(GString *out, const char *name, const GPtrArray *terms)
{
    if (terms == NULL || terms->len == 0) {
        return;
    }
    html_append(out, "<dt>{}</dt>\n<dd>", name);
    for (guint i = 0; i < terms->len; i++) {
        html_append(out, i > 0 ? ", <bdi>{}</bdi>" : "<bdi>{}</bdi>", term_label(terms->pdata[i]));
    }
    g_string_append(out, "</dd>\n");
}

static void append_terms(GString *out, const Session *session)
{
    if (session->type != NULL) {
        html_append(out, "<dt>Type</dt>\n<dd><bdi>{}</bdi></dd>\n", term_label(session->type));
    }
    append_list(out, "Tags", session->tags);
    append_list(out, "Languages", session->languages);
    append_list(out, "Interpretation", session->interpretation);
}

/* The session's own, or else that of the agenda. */
static void append_contact(GString *out, const PageView *view, const Session *session)
{
    bool has_own = session->contact.n_variants > 0;
    const Text *contact = has_own ? &session->contact : &view->agenda->contact;

    if (contact->n_variants > 0) {
        g_string_append(out, "<dt>Contact</dt>\n");
        html_append_element(out, "dd", NULL, contact);
        g_string_append_c(out, '\n');
    }
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
    append_where(out, view, session);
    if (session->round_table != NULL) {
        append_table(out, view, session->round_table);
    }
    append_terms(out, session);
    append_contact(out, view, session);
    g_string_append(out, "</dl>\n");
}

static void append_abstract(GString *out, const Session *session)
{
    page_prose_append(out, "abstract", &session->abstract);
    if (session->url != NULL) {
        html_append(out, "<p class=\"url\"><a href=\"{}\">{}</a></p>\n", session->url,
                    session->url);
    }
}

/* Not of what is cancelled: nobody is there. */
static void append_join(GString *out, const FeedEntry *entry)
{
    if (entry->session->join != NULL && !feed_entry_is_cancelled(entry)) {
        html_append(out, "<p class=\"join\"><a href=\"{}\">Join online</a></p>\n",
                    entry->session->join);
    }
}

static void append_link(GString *out, const Link *link)
{
    html_append(out, "<li><a href=\"{}\"", link->url);
    if (link->title.n_variants > 0) {
        html_append_language(out, &link->title);
        html_append(out, ">{}</a></li>\n", text_get(&link->title, NULL));
    } else {
        html_append(out, ">{}</a></li>\n", link->url);
    }
}

/* The picture, too, is a link: a page asks nothing of other servers. */
static void append_links(GString *out, const Session *session)
{
    guint length = session->links != NULL ? session->links->len : 0;

    if (length == 0 && session->image == NULL) {
        return;
    }
    g_string_append(out, "<h2>Links</h2>\n<ul class=\"links\">\n");
    for (guint i = 0; i < length; i++) {
        append_link(out, session->links->pdata[i]);
    }
    if (session->image != NULL) {
        html_append(out, "<li><a href=\"{}\">Picture</a></li>\n", session->image);
    }
    g_string_append(out, "</ul>\n");
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
    append_join(out, entry);
    append_abstract(out, session);
    append_contributions(out, view, session);
    append_links(out, session);
}
