#include "render/paper/paper_programme.h"

#include <string.h>

#include "model/agenda/participant.h"
#include "render/page/page_time.h"
#include "render/paper/paper_entry.h"
#include "render/paper/paper_view.h"
#include "render/preparation_list.h"
#include "render/report/cells.h"

/* How wide a name may be to find room in the margin. A wider one has a heading of its own. */
#define LABEL_CELLS_MAX 10

static void add(PaperView *view, PaperStyle style, const char *text)
{
    paper_begin(view->paper, style, NULL);
    paper_row(view->paper)->joins_next = true;
    paper_say(view->paper, 0, text);
}

static const char *get(const Text *text)
{
    return text_get(text, NULL);
}

/* --- what it is -------------------------------------------------------------------------- */

/* "9–11 July 2007 · Brussels, Belgium"; "" if neither is known. The caller's own. */
static char *dup_facts(const Agenda *agenda)
{
    GString *facts = g_string_new(NULL);
    const char *place = agenda_location(agenda);

    if (agenda->days->len > 0) {
        const Day *first = agenda->days->pdata[0];
        const Day *last = agenda->days->pdata[agenda->days->len - 1];
        g_autofree char *span = page_time_dup_span(first->date, last->date);
        g_string_append(facts, span);
    }
    if (place != NULL) {
        g_string_append(facts, facts->len > 0 ? " · " : "");
        g_string_append(facts, place);
    }
    return g_string_free(facts, FALSE);
}

/* As of which revision this is; NULL without a history, where there is only one. The caller's own.
 */
static char *dup_state(const Revision *revision)
{
    CivilTime local =
        revision->stamp + tz_observance_at(revision->agenda->tz, revision->stamp).offset;
    g_autofree char *day = civil_date_to_words(civil_date_of(local));
    g_autofree char *clock = civil_clock_to_text(local);

    return revision->has_history
               ? g_strdup_printf("As of revision %u, %s, %s", revision->number, day, clock)
               : NULL;
}

/* What follows the title; NULL if nothing does. The caller's own. */
static char *dup_subtitle(const PaperView *view)
{
    const Agenda *agenda = view->agenda;
    const Participant *whose = view->feed->viewpoint;
    const char *id = strrchr(view->feed->path, '/') + 1;
    CivilDate date;

    switch (view->feed->kind) {
    case FEED_KIND_AGENCY:
        return g_strcmp0(get(&whose->name), participant_label(whose)) != 0
                   ? g_strdup(get(&whose->name))
                   : NULL;
    case FEED_KIND_PERSON:
        return whose->agency != NULL ? g_strdup(participant_label(whose->agency)) : NULL;
    case FEED_KIND_ROUND_TABLE:
        return g_strdup(get(&agenda_find_round_table(agenda, id)->title));
    case FEED_KIND_DAY:
        return civil_parse_date(id, &date) ? g_strdup(get(&agenda_find_day(agenda, date)->title))
                                           : NULL;
    case FEED_KIND_ROOM:
        return g_strdup(get(&agenda_find_room(agenda, id)->floor));
    case FEED_KIND_SESSION:
        return g_strdup(get(&agenda_find_session(agenda, id)->subtitle));
    case FEED_KIND_AGENDA:
    case FEED_KIND_SELECTION:
        return NULL;
    }
    g_assert_not_reached();
}

static void add_state_of_conference(PaperView *view)
{
    static const char *const WORDS[] = {
        [AGENDA_STATUS_CONFIRMED] = NULL,
        [AGENDA_STATUS_CANCELLED] = "The conference is cancelled.",
        [AGENDA_STATUS_POSTPONED] = "The conference is postponed.",
    };

    add(view, PAPER_SUBTITLE, NULL);
    paper_say(view->paper, PAPER_BOLD, WORDS[view->agenda->status]);
}

static void add_head(PaperView *view, bool is_gone)
{
    const char *title = get(&view->agenda->title);
    const char *subject = view->feed->subject;
    g_autofree char *subtitle = is_gone ? NULL : dup_subtitle(view);
    g_autofree char *zone = g_strconcat("Times are those of ", tz_name(view->agenda->tz), NULL);

    add(view, PAPER_OVERLINE, subject != NULL ? title : "Programme");
    add(view, PAPER_TITLE, subject != NULL ? subject : title);
    add(view, PAPER_SUBTITLE, is_gone ? "This is no longer in the agenda." : subtitle);
    add_state_of_conference(view);
    add(view, PAPER_FACTS, view->paper->facts);
    paper_say(view->paper, 0, *view->paper->facts != '\0' ? " · " : NULL);
    paper_say(view->paper, 0, zone);
    paper_end(view->paper);
}

/* --- sessions ---------------------------------------------------------------------------- */

static const Session *session_at(const GPtrArray *entries, guint index)
{
    return ((const FeedEntry *)entries->pdata[index])->session;
}

static gint compare_times(gint64 left, gint64 right)
{
    return (left > right) - (left < right);
}

/* By id, since departures have records of an earlier agenda; NULL last. */
static gint compare_tables(const RoundTable *left, const RoundTable *right)
{
    return left == NULL || right == NULL ? (left == NULL) - (right == NULL)
                                         : strverscmp(left->id, right->id);
}

/* By day and time, whole days first; at one time by round table, and then as in the agenda. */
static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const Session *left = (*(const FeedEntry *const *)a)->session;
    const Session *right = (*(const FeedEntry *const *)b)->session;
    gint order = left->day->date - right->day->date;

    order = order != 0 ? order : right->slot->all_day - left->slot->all_day;
    order = order != 0 ? order : compare_times(left->start, right->start);
    order = order != 0 ? order : compare_times(left->end, right->end);
    order = order != 0 ? order : compare_tables(left->round_table, right->round_table);
    return order != 0 ? order : session_compare(left, right);
}

static GPtrArray *dup_sessions(const GArray *entries, CancelledForm cancelled)
{
    GPtrArray *sessions = g_ptr_array_new();

    for (guint i = 0; i < entries->len; i++) {
        const FeedEntry *entry = &g_array_index(entries, FeedEntry, i);
        bool is_dropped = cancelled == CANCELLED_DROP && feed_entry_is_cancelled(entry);
        if (entry->session != NULL && !is_dropped) {
            g_ptr_array_add(sessions, (gpointer)entry);
        }
    }
    g_ptr_array_sort(sessions, compare_entries);
    return sessions;
}

/* The title of a day as the agenda has it now, if it has the day. On its own sheets the title says
 * all that. */
static void add_day(PaperView *view, CivilDate date)
{
    const Day *day = agenda_find_day(view->agenda, date);
    g_autofree char *words = civil_date_to_words(date);
    g_autofree char *iso = civil_date_to_iso(date);
    bool is_title = view->feed->kind == FEED_KIND_DAY && g_str_has_suffix(view->feed->path, iso);

    add(view, PAPER_HEADING, NULL);
    paper_say(view->paper, PAPER_BOLD, is_title ? "Programme" : words);
    if (!is_title && day != NULL && day->title.n_variants > 0) {
        paper_say(view->paper, PAPER_QUIET, " · ");
        paper_say_apart(view->paper, 0, get(&day->title));
    }
}

static bool is_full(const PaperView *view)
{
    return view->paper->rows->len >= PAPER_PROGRAMME_ROWS_MAX;
}

static void add_sessions(PaperView *view, const GPtrArray *entries)
{
    for (guint i = 0; i < entries->len && !is_full(view); i++) {
        CivilDate date = session_at(entries, i)->day->date;
        if (i == 0 || session_at(entries, i - 1)->day->date != date) {
            add_day(view, date);
        }
        paper_entry_add_session(view, entries->pdata[i]);
    }
}

/* A label that says the same as the one before it, under the same heading, is marked. */
static void mark_labels(Paper *paper)
{
    const char *label = NULL;

    for (guint i = 0; i < paper->rows->len; i++) {
        PaperRow *row = &g_array_index(paper->rows, PaperRow, i);
        if (row->style == PAPER_HEADING) {
            label = NULL;
        } else if (row->label != NULL) {
            row->is_same = g_strcmp0(row->label, label) == 0;
            label = row->label;
        }
    }
}

/* --- preparations ------------------------------------------------------------------------ */

/* Whose a preparation is; NULL if it is that of whose sheet it is. The caller's own. */
static char *dup_group(const PaperView *view, Contributor who)
{
    return participant_is_same(contributor_main(who), view->feed->viewpoint)
               ? NULL
               : contributor_dup_label(who);
}

static void add_preparations(PaperView *view, const GArray *entries, CancelledForm cancelled)
{
    g_autoptr(GArray) items = preparation_list_new(view->agenda, view->feed, entries);
    Contributor last = { .agency = NULL };
    bool any = false;

    for (guint i = 0; i < items->len && !is_full(view); i++) {
        const PreparationItem *item = &g_array_index(items, PreparationItem, i);
        Contributor who = preparation_by(item->preparation);
        bool is_off = item->entry != NULL && feed_entry_is_cancelled(item->entry);
        if (is_off && cancelled == CANCELLED_DROP) {
            continue;
        }
        if (!any) {
            add(view, PAPER_HEADING, NULL);
            paper_say(view->paper, PAPER_BOLD, "Preparations");
        }
        bool is_other = !any || !contributor_is_same(who, last);
        g_autofree char *label = dup_group(view, who);
        bool is_long = label != NULL && cells_count(label) > LABEL_CELLS_MAX;
        if (is_long && is_other) {
            add(view, PAPER_GROUP, label);
        }
        last = who;
        any = true;
        paper_entry_add_preparation(view, item, is_long ? NULL : label);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static void add_all(PaperView *view, const RevisionFeed *feed, CancelledForm cancelled)
{
    g_autoptr(GArray) entries = revision_dup_entries(view->revision, feed);
    g_autoptr(GPtrArray) sessions = dup_sessions(entries, cancelled);

    add_head(view, feed->is_gone);
    guint before = view->paper->rows->len;
    add_sessions(view, sessions);
    add_preparations(view, entries, cancelled);
    if (view->paper->rows->len == before) {
        add(view, PAPER_DETAIL, "There is nothing here yet.");
    }
    paper_end(view->paper);
    mark_labels(view->paper);
}

/* Whose private sheets these are: they do not tell their address. */
static char *dup_address(const Feed *feed, const PaperOptions *options)
{
    return options->is_private ? g_strdup("Private: only for whom it was given to.")
                               : feed_dup_page_url(feed, options->public_url);
}

Paper *paper_programme_new(const Revision *revision, const RevisionFeed *feed,
                           const PaperOptions *options)
{
    const Agenda *agenda = revision->agenda;
    g_autoptr(GHashTable) introduced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Paper *paper = paper_new();
    PaperView view = {
        .paper = paper,
        .revision = revision,
        .agenda = agenda,
        .feed = feed->feed,
        .public_url = options->public_url,
        .form = options->form,
        .introduced = introduced,
    };
    bool is_whole = feed->feed->subject == NULL;

    paper->title = g_strdup(is_whole ? get(&agenda->title) : feed->feed->name);
    paper->running = g_strdup(paper->title);
    paper->facts = dup_facts(agenda);
    paper->address = dup_address(feed->feed, options);
    paper->state = dup_state(revision);
    paper->stamp = revision->stamp;
    paper->is_letter = options->form.letter;
    add_all(&view, feed, options->cancelled);
    return paper;
}
