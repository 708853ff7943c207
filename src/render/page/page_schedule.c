#include "render/page/page_schedule.h"

#include <string.h>

#include "render/page/page_time.h"
#include "render/web/html.h"

/* More columns than this would leave too little room for the titles. */
#define COLUMNS_MAX 5

/* --- order and groups ------------------------------------------------------------------------ */

static const Session *session_at(const GPtrArray *entries, guint index)
{
    return ((const FeedEntry *)entries->pdata[index])->session;
}

/* By id, since the records may be of two agendas: departures have those of an earlier one. Sessions
 * without a round table come last. */
static gint compare_tables(const RoundTable *left, const RoundTable *right)
{
    if (left == NULL || right == NULL) {
        return (left == NULL) - (right == NULL);
    }
    return strverscmp(left->id, right->id);
}

static gint compare_times(gint64 left, gint64 right)
{
    return (left > right) - (left < right);
}

/* By day and slot; within a slot by round table, and then as in the agenda. */
static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const Session *left = (*(const FeedEntry *const *)a)->session;
    const Session *right = (*(const FeedEntry *const *)b)->session;
    gint order = left->day->date - right->day->date;

    if (order == 0) {
        order = right->slot->all_day - left->slot->all_day;
    }
    if (order == 0) {
        order = compare_times(left->slot->start, right->slot->start);
    }
    if (order == 0) {
        order = compare_times(left->slot->end, right->slot->end);
    }
    if (order == 0) {
        order = compare_tables(left->round_table, right->round_table);
    }
    return order != 0 ? order : session_compare(left, right);
}

static GPtrArray *dup_sorted(const PageView *view)
{
    GPtrArray *sorted = g_ptr_array_new();

    for (guint i = 0; i < view->entries->len; i++) {
        const FeedEntry *entry = &g_array_index(view->entries, FeedEntry, i);
        if (entry->session != NULL) {
            g_ptr_array_add(sorted, (gpointer)entry);
        }
    }
    g_ptr_array_sort(sorted, compare_entries);
    return sorted;
}

static bool is_same_day(const Session *left, const Session *right)
{
    return left->day->date == right->day->date;
}

static bool is_same_time(const Session *left, const Session *right)
{
    return is_same_day(left, right) && left->slot->all_day == right->slot->all_day &&
           left->slot->start == right->slot->start && left->slot->end == right->slot->end;
}

/* Entries in a row that are alike, `first` to before `end`: those of a day, or of a band of it. */
typedef struct Run {
    const GPtrArray *entries;
    guint first;
    guint end;
} Run;

static Run run_from(const GPtrArray *entries, guint first,
                    bool (*is_alike)(const Session *, const Session *))
{
    Run run = { .entries = entries, .first = first, .end = first };

    while (run.end < entries->len &&
           is_alike(session_at(entries, first), session_at(entries, run.end))) {
        run.end++;
    }
    return run;
}

static bool is_all(const Run *run)
{
    return run->first == 0 && run->end == run->entries->len;
}

/* --- columns --------------------------------------------------------------------------------- */

/* The round tables that a day has columns for, in the order of compare_tables, with NULL for
 * sessions without one; empty if the day has no columns. The caller's own. */
static GPtrArray *dup_columns(const Run *day, PageLayout layout)
{
    GPtrArray *columns = g_ptr_array_new();
    bool has_others = false;

    for (guint i = day->first; i < day->end; i++) {
        const Session *session = session_at(day->entries, i);
        const RoundTable *table = session->round_table;
        /* Plenaries and breaks go across all columns, and need none. */
        if (session->kind != SESSION_KIND_SESSION) {
            continue;
        }
        guint place = 0;
        while (place < columns->len && compare_tables(columns->pdata[place], table) < 0) {
            place++;
        }
        has_others = has_others || table == NULL;
        if (table != NULL &&
            (place == columns->len || compare_tables(columns->pdata[place], table) != 0)) {
            g_ptr_array_insert(columns, (gint)place, (gpointer)table);
        }
    }
    if (has_others) {
        g_ptr_array_add(columns, NULL);
    }
    if (layout != PAGE_LAYOUT_GRID || columns->len < 2 || columns->len > COLUMNS_MAX) {
        g_ptr_array_set_size(columns, 0);
    }
    return columns;
}

static void append_column_heads(GString *out, const PageView *view, const GPtrArray *columns)
{
    if (columns->len == 0) {
        return;
    }
    g_string_append(out, "<ul class=\"columns heads\">\n");
    for (guint i = 0; i < columns->len; i++) {
        const RoundTable *table = columns->pdata[i];
        html_append(out, "<li class=\"column {}\">", page_view_colour(view, table));
        if (table == NULL) {
            g_string_append(out, "Other sessions");
        } else {
            page_view_append_table(out, view, table);
            html_append_element(out, "span", NULL, &table->title);
        }
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
}

/* Whether a band goes across all columns: it has a plenary or a break. */
static bool has_common(const Run *band)
{
    for (guint i = band->first; i < band->end; i++) {
        if (session_at(band->entries, i)->kind != SESSION_KIND_SESSION) {
            return true;
        }
    }
    return false;
}

/* Entries and columns are in the same order, so one pass serves each column with its sessions. */
static void append_columns(GString *out, const PageView *view, const Run *band,
                           const GPtrArray *columns)
{
    guint at = band->first;

    g_string_append(out, "<div class=\"columns\">\n");
    for (guint i = 0; i < columns->len; i++) {
        /* A column without sessions stays wholly empty: styles then match :empty. */
        html_append(out, "<div class=\"column {}\">", page_view_colour(view, columns->pdata[i]));
        while (at < band->end &&
               compare_tables(session_at(band->entries, at)->round_table, columns->pdata[i]) == 0) {
            page_entry_append(out, view, band->entries->pdata[at++], PAGE_DETAIL_FULL);
        }
        g_string_append(out, "</div>\n");
    }
    g_assert(at == band->end);
    g_string_append(out, "</div>\n");
}

/* --- bands: what goes on from one time to another -------------------------------------------- */

static void append_band_heading(GString *out, const Run *band, bool overlaps)
{
    const Session *first = session_at(band->entries, band->first);
    const Slot *slot = first->slot;
    CivilTime midnight = civil_at(slot->day->date + 1, 0);

    g_string_append(out, "<h3>");
    if (slot->all_day) {
        g_string_append(out, "all day");
    } else {
        /* A slot has no UTC times: its offset is taken to be that of its first session. */
        page_time_append_span(out, slot->start, first->start_utc + slot->start - first->start,
                              slot->end, first->end_utc + slot->end - first->end);
    }
    g_string_append(out, "</h3>\n");
    if (overlaps) {
        g_string_append(out, "<p class=\"quiet\">overlapping</p>\n");
    }
    if (civil_lasts_days(slot->start, slot->end)) {
        g_string_append(out, "<p class=\"quiet\">");
        page_time_append_until(out, slot->start, slot->end);
        g_string_append(out, "</p>\n");
    } else if (!slot->all_day && slot->end > midnight) {
        g_string_append(out, slot->start >= midnight ? "<p class=\"quiet\">next day</p>\n"
                                                     : "<p class=\"quiet\">overnight</p>\n");
    }
}

static void append_band(GString *out, const PageView *view, const Run *band,
                        const GPtrArray *columns, bool overlaps, PageLayout layout)
{
    PageDetail detail = layout == PAGE_LAYOUT_BRIEF ? PAGE_DETAIL_BRIEF : PAGE_DETAIL_FULL;

    g_string_append(out, "<div class=\"band\">\n<div class=\"when\">\n");
    append_band_heading(out, band, overlaps);
    g_string_append(out, "</div>\n");
    if (columns->len > 0 && !has_common(band)) {
        append_columns(out, view, band, columns);
    } else {
        g_string_append(out, "<div class=\"row\">\n");
        for (guint i = band->first; i < band->end; i++) {
            page_entry_append(out, view, band->entries->pdata[i], detail);
        }
        g_string_append(out, "</div>\n");
    }
    g_string_append(out, "</div>\n");
}

/* --- days ------------------------------------------------------------------------------------ */

/* The title of a day as the agenda has it now; without variants if the agenda no longer has the
 * day. */
static const Text *title_of_day(const PageView *view, CivilDate date)
{
    static const Text NONE;
    const Day *day = agenda_find_day(view->agenda, date);

    return day != NULL ? &day->title : &NONE;
}

/* "Programme" on the page of a day, gone or not, since its h1 already names the day; but if the
 * page has what goes on from another day, too, each stands under its own. */
static void append_day_heading(GString *out, const PageView *view, const Run *day, CivilDate date)
{
    const Feed *feed = view->feed->feed;
    g_autofree char *iso = civil_date_to_iso(date);
    bool is_own = feed->kind == FEED_KIND_DAY && g_str_has_suffix(feed->path, iso) && is_all(day);

    if (is_own) {
        g_string_append(out, "<h2 class=\"unseen\">Programme</h2>\n");
        return;
    }
    g_string_append(out, "<h2>");
    page_time_append_date(out, date);
    g_string_append(out, "</h2>\n");
    html_append_element(out, "p", "day-title", title_of_day(view, date));
}

static void append_day(GString *out, const PageView *view, const Run *day, PageLayout layout)
{
    CivilDate date = session_at(day->entries, day->first)->day->date;
    g_autofree char *iso = civil_date_to_iso(date);
    g_autoptr(GPtrArray) columns = dup_columns(day, layout);
    CivilTime latest_end = G_MININT64;

    html_append(out, "<section class=\"day\" id=\"d-{}\" data-day=\"{}\">\n", iso, iso);
    append_day_heading(out, view, day, date);
    append_column_heads(out, view, columns);
    for (guint at = day->first; at < day->end;) {
        Run band = run_from(day->entries, at, is_same_time);
        const Slot *slot = session_at(day->entries, at)->slot;
        append_band(out, view, &band, columns, !slot->all_day && slot->start < latest_end, layout);
        latest_end = slot->all_day ? latest_end : MAX(latest_end, slot->end);
        at = band.end;
    }
    g_string_append(out, "</section>\n");
}

/* --- the whole ------------------------------------------------------------------------------- */

void page_schedule_append(GString *out, const PageView *view, PageLayout layout)
{
    g_autoptr(GPtrArray) sorted = dup_sorted(view);

    if (sorted->len == 0 || layout == PAGE_LAYOUT_DAYS) {
        return;
    }
    g_string_append(out, layout == PAGE_LAYOUT_GRID   ? "<div class=\"schedule grid\">\n"
                         : layout == PAGE_LAYOUT_LIST ? "<div class=\"schedule list\">\n"
                                                      : "<div class=\"schedule brief\">\n");
    for (guint at = 0; at < sorted->len;) {
        Run day = run_from(sorted, at, is_same_day);
        append_day(out, view, &day, layout);
        at = day.end;
    }
    g_string_append(out, "</div>\n");
}

/* The address of a day's page, or of the part of the day that a selection has. */
static void append_day_address(GString *out, const PageView *view, const char *iso)
{
    const char *query = view->feed->feed->query;

    if (query != NULL) {
        html_append(out, "./?{}&amp;day={}", query, iso);
    } else {
        page_view_append_address(out, FEED_KIND_DAY, iso);
    }
}

static void append_day_link(GString *out, const PageView *view, const Run *day, PageLayout layout)
{
    CivilDate date = session_at(day->entries, day->first)->day->date;
    g_autofree char *iso = civil_date_to_iso(date);

    html_append(out, "<li data-day=\"{}\"><a href=\"", iso);
    if (layout == PAGE_LAYOUT_DAYS) {
        append_day_address(out, view, iso);
    } else {
        html_append(out, "#d-{}", iso);
    }
    g_string_append(out, "\">");
    page_time_append_date(out, date);
    g_string_append(out, "</a>");
    if (layout == PAGE_LAYOUT_DAYS) {
        g_string_append(out, " <span>");
        page_view_append_count(out, day->end - day->first, "entry", "entries");
        g_string_append(out, "</span>");
        html_append_element(out, "span", NULL, title_of_day(view, date));
    }
    g_string_append(out, "</li>\n");
}

/* With PAGE_LAYOUT_DAYS these links are the content, so even a single day is listed. */
void page_schedule_append_days(GString *out, const PageView *view, PageLayout layout)
{
    g_autoptr(GPtrArray) sorted = dup_sorted(view);

    if (sorted->len == 0 ||
        (layout != PAGE_LAYOUT_DAYS &&
         is_same_day(session_at(sorted, 0), session_at(sorted, sorted->len - 1)))) {
        return;
    }
    g_string_append(out, layout == PAGE_LAYOUT_DAYS
                             ? "<nav class=\"days large\" aria-label=\"Days\">\n<ul>\n"
                             : "<nav class=\"days\" aria-label=\"Days\">\n<ul>\n");
    for (guint at = 0; at < sorted->len;) {
        Run day = run_from(sorted, at, is_same_day);
        append_day_link(out, view, &day, layout);
        at = day.end;
    }
    g_string_append(out, "</ul>\n</nav>\n");
}
