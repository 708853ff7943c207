#include "render/page/page_view.h"

#include "render/web/html.h"

const Participant *page_view_viewpoint(const PageView *view)
{
    return view->feed->feed->viewpoint;
}

guint page_view_count_sessions(const PageView *view)
{
    guint count = 0;

    for (guint i = 0; i < view->entries->len; i++) {
        count += g_array_index(view->entries, FeedEntry, i).session != NULL ? 1 : 0;
    }
    return count;
}

const char *page_view_colour(const PageView *view, const RoundTable *table)
{
    static const char *const CLASSES[] = { "rt-0", "rt-1", "rt-2", "rt-3", "rt-4",  "rt-5",
                                           "rt-6", "rt-7", "rt-8", "rt-9", "rt-10", "rt-11" };
    /* Looked up by id: the index of an earlier agenda's record would give another colour. */
    const RoundTable *now = table != NULL ? agenda_find_round_table(view->agenda, table->id) : NULL;

    return now != NULL ? CLASSES[now->index % G_N_ELEMENTS(CLASSES)] : "rt-none";
}

/* --- links ----------------------------------------------------------------------------------- */

/* The characters of ids have no special meaning in HTML or in addresses, so nothing is escaped. */
void page_view_append_address(GString *out, FeedKind kind, const char *id)
{
    g_string_append(out, feed_kind_folder(kind));
    g_string_append_c(out, '/');
    g_string_append(out, id);
    g_string_append(out, format_extension(FORMAT_HTML));
}

/* Every path begins with the agenda's id and a slash, and `root` leads there. */
char *page_view_dup_address(const PageView *view, const Feed *feed, Format format)
{
    return g_strconcat(view->root, feed->path + strlen(view->agenda->id) + 1,
                       format_extension(format), NULL);
}

void page_view_begin_link(GString *out, const PageView *view, FeedKind kind, const char *id)
{
    g_string_append(out, "<a href=\"");
    g_string_append(out, view->root);
    page_view_append_address(out, kind, id);
    g_string_append(out, "\">");
}

void page_view_append_participant(GString *out, const PageView *view,
                                  const Participant *participant)
{
    bool is_person = participant->named == NAMED_PERSON;
    bool is_there = agenda_find_named(view->agenda, participant->named, participant->id) != NULL;

    if (is_there) {
        page_view_begin_link(out, view, is_person ? FEED_KIND_PERSON : FEED_KIND_AGENCY,
                             participant->id);
    }
    html_append_text(out, participant_label(participant));
    g_string_append(out, is_there ? "</a>" : "");
}

void page_view_append_contributor(GString *out, const PageView *view, Contributor who)
{
    const Participant *affiliation = contributor_affiliation(who);

    page_view_append_participant(out, view, contributor_main(who));
    if (affiliation != NULL) {
        g_string_append(out, " (");
        page_view_append_participant(out, view, affiliation);
        g_string_append(out, ")");
    }
}

void page_view_append_contributor_data(GString *out, Contributor who)
{
    if (who.agency != NULL) {
        html_append(out, " data-agency=\"{}\"", who.agency->id);
    }
    if (who.person != NULL) {
        html_append(out, " data-person=\"{}\"", who.person->id);
    }
}

void page_view_append_table(GString *out, const PageView *view, const RoundTable *table)
{
    bool is_there = agenda_find_round_table(view->agenda, table->id) != NULL;

    if (is_there) {
        page_view_begin_link(out, view, FEED_KIND_ROUND_TABLE, table->id);
    }
    g_autofree char *label = agenda_dup_round_table_label(view->agenda, table->id);
    html_append_text(out, label);
    g_string_append(out, is_there ? "</a>" : "");
}

void page_view_append_room(GString *out, const PageView *view, const Room *room)
{
    bool is_there = agenda_find_room(view->agenda, room->id) != NULL;

    if (is_there) {
        page_view_begin_link(out, view, FEED_KIND_ROOM, room->id);
    }
    g_string_append(out, "<bdi>");
    html_append_text(out, text_get(&room->name, NULL));
    g_string_append(out, is_there ? "</bdi></a>" : "</bdi>");
}

/* Always a link: a session that is gone keeps its page for as long as feeds show its departure. */
void page_view_append_session(GString *out, const PageView *view, const Session *session)
{
    page_view_begin_link(out, view, FEED_KIND_SESSION, session->id);
    if (session_has_number(session)) {
        g_string_append(out, "<span class=\"number\">");
        g_string_append(out, session->id);
        g_string_append(out, "</span> ");
    }
    html_append_text(out, text_get(&session->title, NULL));
    g_string_append(out, "</a>");
}

void page_view_append_count(GString *out, guint count, const char *one, const char *many)
{
    g_string_append_printf(out, "%u %s", count, count == 1 ? one : many);
}
