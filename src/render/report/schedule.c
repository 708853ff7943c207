#include "render/report/schedule.h"

#include "render/report/cells.h"
#include "render/report/schedule_private.h"

/* A number that is wider than this stands in the title, not in a separate column. */
#define MAX_NUMBER_CELLS 8
#define NUMBER_GAP 2

/* What goes on from one time to another: the sessions of one slot, or of several slots that begin
 * and end together. */
typedef struct Group {
    const Slot *slot;
    GPtrArray *sessions; /* const Session *, selected, by round table */
    bool overlaps;       /* begins before an earlier group of the day has ended */
} Group;

/* --- groups of sessions ------------------------------------------------------------------ */

/* The width of the column for numbers; 0 if it would be empty or too wide. */
static guint number_cells(const Group *group)
{
    guint cells = 0;

    for (guint i = 0; i < group->sessions->len; i++) {
        const Session *session = group->sessions->pdata[i];
        if (session_has_number(session)) {
            cells = MAX(cells, cells_count(session->id));
        }
    }
    return cells > MAX_NUMBER_CELLS ? 0 : cells;
}

/* Whether there is a moment at which all sessions run. Sessions can be shorter than their slot, so
 * a group may have several that follow each other. */
static bool are_parallel(const GPtrArray *sessions)
{
    CivilTime latest_start = G_MININT64;
    CivilTime earliest_end = G_MAXINT64;

    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        latest_start = MAX(latest_start, session->start);
        earliest_end = MIN(earliest_end, session->end);
    }
    return latest_start < earliest_end;
}

/* The time of the group and, below it, what is unusual about it. */
static void write_time_labels(View *view, const Group *group)
{
    const Slot *slot = group->slot;
    CivilTime midnight = civil_at(slot->day->date + 1, 0);
    guint length = group->sessions->len;

    if (slot->all_day) {
        schedule_write_label(view, INK_LABEL, "all day");
    } else {
        /* The column has no room for a day, which stands below. */
        CivilTime span = (slot->end - slot->start - 1) % CIVIL_DAY_SECONDS + 1;
        g_autofree char *hours = civil_hours_to_text(slot->start, slot->start + span);
        schedule_write_label(view, INK_LABEL, hours);
    }
    if (length > 1) {
        const char *what = are_parallel(group->sessions) ? "parallel" : "sessions";
        g_autofree char *count = g_strdup_printf("%u %s", length, what);
        schedule_write_label(view, INK_DIM, count);
    }
    if (group->overlaps) {
        schedule_write_label(view, INK_DIM, "overlapping");
    }
    if (civil_lasts_days(slot->start, slot->end)) {
        g_autofree char *day = civil_date_to_iso(civil_last_day(slot->end));
        g_autofree char *until = g_strconcat("until ", day, NULL);
        schedule_write_label(view, INK_DIM, until);
    } else if (slot->start >= midnight) {
        schedule_write_label(view, INK_DIM, "next day");
    } else if (slot->end > midnight) {
        schedule_write_label(view, INK_DIM, "overnight");
    }
}

/* A heading for the sessions of a round table that follow; with its title only the first time. */
static void write_round_table(View *view, const RoundTable *round_table)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (round_table == NULL) {
        g_string_append(text, "Other sessions");
    } else {
        const char *title = schedule_get(&round_table->title);
        g_autofree char *label = agenda_dup_round_table_label(view->agenda, round_table->id);
        g_string_append(text, label);
        if (title[0] != '\0' && !g_ptr_array_find(view->introduced, round_table, NULL)) {
            g_ptr_array_add(view->introduced, (gpointer)round_table);
            g_string_append_printf(text, ": %s", title);
        }
    }
    schedule_write_paragraph(view, "", INK_DIM, text->str);
}

static void write_group(View *view, const Group *group)
{
    Printer *printer = &view->printer;
    guint length = group->sessions->len;
    guint cells = number_cells(group);
    const RoundTable *round_table = NULL;

    printer_rail(printer, length > 1 ? RAIL_TRUNK : RAIL_NONE);
    write_time_labels(view, group);
    /* Sessions without a round table sort last. So they get a heading only after those of round
     * tables, and none if they are alone. */
    for (guint i = 0; i < length; i++) {
        const Session *session = group->sessions->pdata[i];
        bool has_heading = session->round_table != round_table;
        bool has_number = session_has_number(session);
        if (has_heading) {
            round_table = session->round_table;
            if (i > 0) {
                printer_gap(printer);
            }
            printer_lead(printer, "", 0);
            printer_rail(printer, length == 1 ? RAIL_NONE : i == 0 ? RAIL_TOP : RAIL_TRUNK);
            write_round_table(view, round_table);
        }
        /* A heading is above the first branch: so that one is no longer the top of the rail. */
        if (length > 1) {
            printer_rail(printer, i + 1 == length          ? RAIL_LAST
                                  : i == 0 && !has_heading ? RAIL_FIRST
                                                           : RAIL_BRANCH);
        }
        printer_lead(printer, has_number && cells > 0 ? session->id : "",
                     cells > 0 ? cells + NUMBER_GAP : 0);
        schedule_write_session(view, session, has_number && cells == 0);
    }
    printer_finish(printer);
}

/* --- days -------------------------------------------------------------------------------- */

static void group_free(gpointer data)
{
    Group *group = data;

    g_ptr_array_unref(group->sessions);
    g_free(group);
}

static bool is_same_time(const Slot *a, const Slot *b)
{
    return a->all_day == b->all_day && a->start == b->start && a->end == b->end;
}

/* Adds a slot's selected sessions to the last group if its times are the same, or to a new one.
 * Slots are sorted, so those with the same times are neighbours. */
static void add_to_groups(const View *view, GPtrArray *groups, const Slot *slot)
{
    Group *group = groups->len == 0 ? NULL : groups->pdata[groups->len - 1];

    for (guint i = 0; i < slot->sessions->len; i++) {
        if (!selection_has_session(view->selection, slot->sessions->pdata[i])) {
            continue;
        }
        if (group == NULL || !is_same_time(group->slot, slot)) {
            group = g_new0(Group, 1);
            group->slot = slot;
            group->sessions = g_ptr_array_new();
            g_ptr_array_add(groups, group);
        }
        g_ptr_array_add(group->sessions, slot->sessions->pdata[i]);
    }
}

/* The selected sessions of a day, grouped by time (Group *). The caller's own. */
static GPtrArray *dup_groups(const View *view, const Day *day)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    CivilTime latest_end = G_MININT64;

    for (guint i = 0; i < day->slots->len; i++) {
        add_to_groups(view, groups, day->slots->pdata[i]);
    }
    for (guint i = 0; i < groups->len; i++) {
        Group *group = groups->pdata[i];
        /* By round table, so that each has only one heading. */
        g_ptr_array_sort(group->sessions, session_compare_by_table);
        if (!group->slot->all_day) {
            group->overlaps = group->slot->start < latest_end;
            latest_end = MAX(latest_end, group->slot->end);
        }
    }
    return groups;
}

static void write_section(View *view, const char *heading)
{
    printer_blank(&view->printer);
    schedule_write_heading(view, INK_STRONG, heading);
    printer_rule(&view->printer);
}

static void write_day(View *view, const Day *day, const GPtrArray *groups)
{
    const char *title = schedule_get(&day->title);
    g_autofree char *date = civil_date_to_words(day->date);
    g_autoptr(GString) heading = g_string_new(date);

    if (title[0] != '\0') {
        schedule_append_dot(view, heading);
        g_string_append(heading, title);
    }
    write_section(view, heading->str);
    for (guint i = 0; i < groups->len; i++) {
        if (i > 0) {
            printer_blank(&view->printer);
        }
        write_group(view, groups->pdata[i]);
    }
}

/* --- the whole --------------------------------------------------------------------------- */

/* The title, whose schedule it is, where the conference takes place, and the zone of the times. */
static void write_header(View *view)
{
    const Agenda *agenda = view->agenda;
    const Participant *viewpoint = view->style->viewpoint;
    g_autoptr(GString) where = g_string_new(schedule_get(&agenda->location));

    schedule_write_heading(view, INK_STRONG, schedule_get(&agenda->title));
    if (viewpoint != NULL) {
        const char *name = schedule_get(&viewpoint->name);
        bool has_name = name[0] != '\0' && g_strcmp0(name, participant_label(viewpoint)) != 0;
        g_autofree char *line = g_strdup_printf("%s%s%s", participant_label(viewpoint),
                                                has_name ? " – " : "", has_name ? name : "");
        schedule_write_heading(view, INK_PLAIN, line);
    }
    schedule_append_dot(view, where);
    g_string_append_printf(where, "times are those of %s", tz_name(agenda->tz));
    schedule_write_heading(view, INK_DIM, where->str);
}

/* Whether the selection is narrowed at most to some days. Then a day without sessions is not left
 * out: it may have a title to show. */
static bool is_whole(const Selection *selection)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        bool narrows = selection->values[name] != NULL && name != SELECTION_DAY;
        if (narrows || selection->excluded[name] != NULL) {
            return false;
        }
    }
    return true;
}

static bool has_day(const View *view, const Day *day, const GPtrArray *groups)
{
    const GPtrArray *days = view->selection->values[SELECTION_DAY];

    return groups->len > 0 || (is_whole(view->selection) && day->title.n_variants > 0 &&
                               (days == NULL || g_ptr_array_find((GPtrArray *)days, day, NULL)));
}

void schedule_append(GString *out, const Agenda *agenda, const Selection *selection,
                     const ScheduleStyle *style)
{
    g_autoptr(GPtrArray) introduced = g_ptr_array_new();
    g_autoptr(GPtrArray) preparations = selection_dup_preparations(selection, agenda);
    g_autoptr(GString) body = g_string_new(NULL);
    View view = {
        .agenda = agenda, .selection = selection, .style = style, .introduced = introduced
    };

    /* The body comes first: whether there is anything to head shows only then. */
    printer_init(&view.printer, body, style->width, style->colour, style->ascii);
    for (guint i = 0; i < agenda->days->len; i++) {
        const Day *day = agenda->days->pdata[i];
        g_autoptr(GPtrArray) groups = dup_groups(&view, day);
        if (has_day(&view, day, groups)) {
            write_day(&view, day, groups);
        }
    }
    if (preparations->len > 0) {
        write_section(&view, "Preparations");
        schedule_write_preparations(&view, preparations);
    }
    if (body->len == 0) {
        g_string_append(out, "No session of this agenda matches.\n");
    } else {
        /* The same printer writes the header before the body that it has already written. */
        view.printer.out = out;
        write_header(&view);
        g_string_append_len(out, body->str, (gssize)body->len);
    }
    printer_clear(&view.printer);
}
