#include "render/page/page_heading.h"

#include <string.h>

#include "render/page/page_panel.h"
#include "render/page/page_place.h"
#include "render/page/page_prose.h"
#include "render/page/page_time.h"
#include "render/web/html.h"

/* --- parts ----------------------------------------------------------------------------------- */

static void append_h1(GString *out, const char *text)
{
    html_append(out, "<h1 dir=\"auto\">{}</h1>\n", text);
}

static void append_url(GString *out, const char *url)
{
    if (url != NULL) {
        html_append(out, "<p class=\"url\"><a href=\"{}\">{}</a></p>\n", url, url);
    }
}

/* The last part of the feed's path: the id of its agency, room, …, or a day's date. */
static const char *id_of(const PageView *view)
{
    return strrchr(view->feed->feed->path, '/') + 1;
}

/* --- by kind --------------------------------------------------------------------------------- */

static void append_agenda(GString *out, const PageView *view)
{
    const Agenda *agenda = view->agenda;

    html_append_element(out, "h1", NULL, &agenda->title);
    g_string_append(out, "<p class=\"facts\">");
    if (agenda->days->len > 0) {
        const Day *first = agenda->days->pdata[0];
        const Day *last = agenda->days->pdata[agenda->days->len - 1];
        g_autofree char *span = page_time_dup_span(first->date, last->date);
        html_append(out, "{} · ", span);
    }
    if (agenda_location(agenda) != NULL) {
        html_append(out, "<bdi>{}</bdi> · ", agenda_location(agenda));
    }
    if (agenda->geo != NULL) {
        page_place_append_geo(out, agenda->geo);
        g_string_append(out, " · ");
    }
    html_append(out, "times are those of {}</p>\n", tz_name(agenda->tz));
}

void page_heading_append_about(GString *out, const PageView *view)
{
    const Agenda *agenda = view->agenda;

    if (view->feed->feed->kind != FEED_KIND_AGENDA) {
        return;
    }
    page_prose_append(out, "about", &agenda->description);
    append_url(out, agenda->url);
    if (agenda->contact.n_variants > 0) {
        html_append(out, "<p class=\"url\">Contact: <bdi>{}</bdi></p>\n",
                    text_get(&agenda->contact, NULL));
    }
    if (agenda->image != NULL) {
        html_append(out, "<p class=\"url\"><a href=\"{}\">Picture</a></p>\n", agenda->image);
    }
}

static void append_agency(GString *out, const PageView *view)
{
    const Participant *agency = page_view_viewpoint(view);
    const char *name = text_get(&agency->name, NULL);

    append_h1(out, participant_label(agency));
    if (name != NULL && !g_str_equal(name, participant_label(agency))) {
        html_append_element(out, "p", "subtitle", &agency->name);
    }
    append_url(out, agency->url);
}

static void append_person(GString *out, const PageView *view)
{
    const Participant *person = page_view_viewpoint(view);

    append_h1(out, participant_label(person));
    if (person->agency != NULL) {
        g_string_append(out, "<p class=\"subtitle\">");
        page_view_append_participant(out, view, person->agency);
        g_string_append(out, "</p>\n");
    }
    append_url(out, person->url);
}

static void append_round_table(GString *out, const PageView *view)
{
    const RoundTable *table = agenda_find_round_table(view->agenda, id_of(view));

    g_autofree char *label = agenda_dup_round_table_label(view->agenda, table->id);
    html_append(out, "<h1 class=\"{}\">{}</h1>\n", page_view_colour(view, table), label);
    html_append_element(out, "p", "subtitle", &table->title);
}

/* A link to the day before or after; nothing if there is none. The page of a day lies beside those
 * of the others. */
static void append_day_link(GString *out, const PageView *view, gint index, const char *rel)
{
    const GPtrArray *days = view->agenda->days;

    if (index < 0 || index >= (gint)days->len) {
        return;
    }
    CivilDate date = ((const Day *)days->pdata[index])->date;
    g_autofree char *iso = civil_date_to_iso(date);
    g_autofree char *words = civil_date_to_words(date);
    html_append(out, "<a rel=\"{}\" href=\"{}{}\">{}</a>\n", rel, iso,
                format_extension(FORMAT_HTML), words);
}

static void append_day(GString *out, const PageView *view)
{
    CivilDate date;
    bool is_date = civil_parse_date(id_of(view), &date);
    const Day *day = is_date ? agenda_find_day(view->agenda, date) : NULL;

    /* A day's feed that is not gone is one of the agenda's days. */
    g_assert(day != NULL);
    g_string_append(out, "<h1>");
    page_time_append_date(out, day->date);
    g_string_append(out, "</h1>\n");
    html_append_element(out, "p", "subtitle", &day->title);
    if (view->agenda->days->len > 1) {
        g_string_append(out, "<nav class=\"turn\" aria-label=\"Other days\">\n");
        append_day_link(out, view, (gint)day->index - 1, "prev");
        append_day_link(out, view, (gint)day->index + 1, "next");
        g_string_append(out, "</nav>\n");
    }
}

/* Nothing for NULL. */
static void append_fact(GString *out, gsize start, const char *text)
{
    if (text != NULL) {
        html_append(out, out->len > start ? " · <bdi>{}</bdi>" : "<bdi>{}</bdi>", text);
    }
}

static void append_room(GString *out, const PageView *view)
{
    const Room *room = agenda_find_room(view->agenda, id_of(view));
    const char *geo = agenda_geo_of(view->agenda, room);

    html_append_element(out, "h1", "sign", &room->name);
    g_string_append(out, "<p class=\"facts\">");
    gsize start = out->len;
    append_fact(out, start, text_get(&room->floor, NULL));
    append_fact(out, start, text_get(page_place_address(view->agenda, room), NULL));
    if (room->capacity > 0) {
        g_string_append_printf(out, "%sfor %u persons", out->len > start ? " · " : "",
                               room->capacity);
    }
    if (geo != NULL) {
        g_string_append(out, out->len > start ? " · " : "");
        page_place_append_geo(out, geo);
    }
    g_string_append(out, "</p>\n");
    append_url(out, room->url);
}

static void append_session(GString *out, const PageView *view)
{
    const Session *session = agenda_find_session(view->agenda, id_of(view));

    html_append(out, "<h1 class=\"{}\"", page_view_colour(view, session->round_table));
    html_append_language(out, &session->title);
    g_string_append_c(out, '>');
    if (session_has_number(session)) {
        html_append(out, "<span class=\"number\">{}</span> ", session->id);
    }
    html_append(out, "{}</h1>\n", text_get(&session->title, NULL));
    html_append_element(out, "p", "subtitle", &session->subtitle);
}

static void append_selection(GString *out, const PageView *view)
{
    g_autofree char *words = page_panel_dup_words(view);

    append_h1(out, words);
    html_append(out, "<p class=\"subtitle\" dir=\"auto\">{}</p>\n",
                text_get(&view->agenda->title, NULL));
}

/* The page of a gone feed. The agenda has no record of it, which the functions above rely on. */
static void append_gone(GString *out, const PageView *view)
{
    append_h1(out, view->feed->feed->subject);
    g_string_append(out, "<p class=\"facts\">This is no longer in the agenda. Its calendar stays, "
                         "for those who have subscribed to it.</p>\n");
}

void page_heading_append(GString *out, const PageView *view)
{
    static void (*const BY_KIND[])(GString *, const PageView *) = {
        [FEED_KIND_AGENDA] = append_agenda,   [FEED_KIND_AGENCY] = append_agency,
        [FEED_KIND_PERSON] = append_person,   [FEED_KIND_ROUND_TABLE] = append_round_table,
        [FEED_KIND_DAY] = append_day,         [FEED_KIND_ROOM] = append_room,
        [FEED_KIND_SESSION] = append_session, [FEED_KIND_SELECTION] = append_selection,
    };

    if (view->feed->is_gone) {
        append_gone(out, view);
    } else {
        BY_KIND[view->feed->feed->kind](out, view);
    }
}

char *page_heading_dup_title(const PageView *view)
{
    const Feed *feed = view->feed->feed;

    if (view->filter != NULL && view->filter->words != NULL) {
        g_autofree char *words = page_panel_dup_words(view);
        return feed_dup_name(view->agenda, words);
    }
    return g_strdup(feed->kind == FEED_KIND_AGENDA ? text_get(&view->agenda->title, NULL)
                                                   : feed->name);
}
