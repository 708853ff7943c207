#include "model/table/table.h"

#include <string.h>

#include "model/agenda/participant.h"

#define NOWHERE G_MAXUINT

/* A line while it is not known yet whether anything stands in it, and so where it will stand. */
typedef struct Candidate {
    TableLine line;
    TableGroup group; /* to which it belongs; without `first` and `end` */
    guint position;   /* among the lines of its axis; NOWHERE if it is left out */
} Candidate;

/* A table on its way. Until its lines are known, an item's row is a candidate of the programme, and
 * its column one of the agencies. */
typedef struct Builder {
    const Agenda *agenda;
    const Selection *selection;
    GArray *programme; /* Candidate */
    GArray *agencies;  /* Candidate */
    guint *of_role;    /* the candidate of a role, by its index */
    guint *of_agency;
    guint people; /* the candidate of people without an agency */
    GArray *items;
} Builder;

/* --- lines --------------------------------------------------------------------------------- */

static guint add_candidate(GArray *candidates, TableLine line, TableGroup group)
{
    Candidate candidate = { .line = line, .group = group };

    g_array_append_val(candidates, candidate);
    return candidates->len - 1;
}

/* Roles in which nothing is prepared are no empty rows: most of them are built in. */
static void add_roles(Builder *builder, const GPtrArray *preparations)
{
    const GPtrArray *roles = builder->agenda->roles;
    const TableGroup group = { .kind = TABLE_GROUP_PREPARATIONS };
    g_autofree guint8 *used = g_new0(guint8, roles->len + 1);

    for (guint i = 0; i < preparations->len; i++) {
        used[((const Preparation *)preparations->pdata[i])->role->index] = 1;
    }
    builder->of_role = g_new0(guint, roles->len + 1);
    for (guint i = 0; i < roles->len; i++) {
        TableLine line = { .kind = TABLE_LINE_ROLE, .role = roles->pdata[i] };
        if (used[i] != 0) {
            builder->of_role[i] = add_candidate(builder->programme, line, group);
        }
    }
}

static guint add_session(Builder *builder, const Session *session)
{
    const TableGroup group = {
        .kind = session->round_table != NULL ? TABLE_GROUP_ROUND_TABLE : TABLE_GROUP_SESSIONS,
        .round_table = session->round_table,
    };
    const TableLine line = { .kind = TABLE_LINE_SESSION, .session = session };

    return add_candidate(builder->programme, line, group);
}

/* Whether an agency can have a line: where some are chosen, only these have. */
static bool is_chosen(const Selection *selection, const Participant *agency)
{
    GPtrArray *chosen = selection->values[SELECTION_AGENCY];
    GPtrArray *excluded = selection->excluded[SELECTION_AGENCY];

    return (chosen == NULL || g_ptr_array_find(chosen, agency, NULL)) &&
           (excluded == NULL || !g_ptr_array_find(excluded, agency, NULL));
}

/* By kind, then as in the agenda; people without an agency come last. */
static void add_agencies(Builder *builder)
{
    const GPtrArray *agencies = builder->agenda->agencies;
    const TableLine people = { .kind = TABLE_LINE_PEOPLE };
    const TableGroup of_people = { .kind = TABLE_GROUP_PEOPLE };

    builder->of_agency = g_new0(guint, agencies->len + 1);
    for (AgencyKind kind = AGENCY_KIND_AGENCY; kind <= AGENCY_KIND_OTHER; kind++) {
        const TableGroup group = { .kind = TABLE_GROUP_AGENCIES, .agency_kind = kind };
        for (guint i = 0; i < agencies->len; i++) {
            const Participant *agency = agencies->pdata[i];
            TableLine line = { .kind = TABLE_LINE_AGENCY, .agency = agency };
            if (agency->kind == kind && is_chosen(builder->selection, agency)) {
                builder->of_agency[i] = add_candidate(builder->agencies, line, group);
            }
        }
    }
    builder->people = add_candidate(builder->agencies, people, of_people);
}

/* --- items --------------------------------------------------------------------------------- */

/* Adds an item, and counts it in its lines. */
static void add_item(Builder *builder, TableItem item, const Participant *agency)
{
    item.column = agency != NULL ? builder->of_agency[agency->index] : builder->people;
    TableLine *line = &g_array_index(builder->agencies, Candidate, item.column).line;
    /* What is of an agency that is not chosen is not selected. */
    g_assert(line->agency == agency);
    line->n_items++;
    g_array_index(builder->programme, Candidate, item.row).line.n_items++;
    g_array_append_val(builder->items, item);
}

static void add_preparations(Builder *builder, const GPtrArray *preparations)
{
    for (guint i = 0; i < preparations->len; i++) {
        const Preparation *preparation = preparations->pdata[i];
        TableItem item = { .row = builder->of_role[preparation->role->index],
                           .preparation = preparation };
        add_item(builder, item, preparation->agency);
    }
}

static void add_sessions(Builder *builder)
{
    g_autoptr(GPtrArray) sessions = selection_dup_sessions(builder->selection, builder->agenda);

    g_ptr_array_sort(sessions, session_compare_by_table);
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        guint row = add_session(builder, session);
        for (guint j = 0; j < session->contributions->len; j++) {
            const Contribution *contribution = session->contributions->pdata[j];
            TableItem item = { .row = row, .contribution = contribution };
            if (selection_has_contribution(builder->selection, contribution)) {
                add_item(builder, item, contribution->agency);
            }
        }
    }
}

/* --- the axes ------------------------------------------------------------------------------ */

static bool is_same_group(const TableGroup *a, const TableGroup *b)
{
    return a->kind == b->kind && a->round_table == b->round_table &&
           a->agency_kind == b->agency_kind;
}

/* Puts a line at the end of an axis, into its group. */
static void append_line(TableAxis *axis, const Candidate *candidate)
{
    guint n_groups = axis->groups->len;
    TableGroup *last = n_groups > 0 ? &g_array_index(axis->groups, TableGroup, n_groups - 1) : NULL;
    TableLine line = candidate->line;

    if (last == NULL || !is_same_group(last, &candidate->group)) {
        TableGroup group = candidate->group;
        group.first = axis->lines->len;
        g_array_append_val(axis->groups, group);
        last = &g_array_index(axis->groups, TableGroup, n_groups);
    }
    last->end = axis->lines->len + 1;
    line.group = axis->groups->len - 1;
    g_array_append_val(axis->lines, line);
}

/* The axis of the candidates that have a line, and sets where each of them stands. */
static TableAxis lay_out(GArray *candidates, bool with_empty)
{
    TableAxis axis = {
        .lines = g_array_new(FALSE, FALSE, sizeof(TableLine)),
        .groups = g_array_new(FALSE, FALSE, sizeof(TableGroup)),
    };

    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = &g_array_index(candidates, Candidate, i);
        /* That nobody contributes for no agency is as it should be. */
        bool is_shown = candidate->line.n_items > 0 ||
                        (with_empty && candidate->line.kind != TABLE_LINE_PEOPLE);
        candidate->position = is_shown ? axis.lines->len : NOWHERE;
        if (is_shown) {
            append_line(&axis, candidate);
        } else if (candidate->line.kind != TABLE_LINE_PEOPLE) {
            axis.n_hidden++;
        }
    }
    return axis;
}

static void axis_clear(TableAxis *axis)
{
    g_array_unref(axis->lines);
    g_array_unref(axis->groups);
}

/* --- clashes ------------------------------------------------------------------------------- */

/* Only roles that need somebody in the room clash. */
static const Clash *find_clash(const Table *table, const Contribution *contribution)
{
    const GPtrArray *clashes = table->clashes != NULL && contribution->role->present
                                   ? clash_index_find(table->clashes, contribution->session)
                                   : NULL;

    for (guint i = 0; clashes != NULL && i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        if (clash->participant != NULL && contribution_is_of(contribution, clash->participant)) {
            return clash;
        }
    }
    return NULL;
}

const Clash *table_room_clash(const Table *table, const Session *session)
{
    const GPtrArray *clashes =
        table->clashes != NULL ? clash_index_find(table->clashes, session) : NULL;

    for (guint i = 0; clashes != NULL && i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        if (clash->room != NULL) {
            return clash;
        }
    }
    return NULL;
}

/* --- the whole ----------------------------------------------------------------------------- */

/* By row, then by column. The sort is stable: the rest stays as it was added. */
static gint compare_items(gconstpointer a, gconstpointer b)
{
    const TableItem *left = a;
    const TableItem *right = b;

    if (left->row != right->row) {
        return left->row < right->row ? -1 : 1;
    }
    return left->column == right->column ? 0 : left->column < right->column ? -1 : 1;
}

/* Gives each item its place, and says where those of each row begin. */
static void place_items(Table *table, const Builder *builder)
{
    guint n_rows = table->rows.lines->len;

    for (guint i = 0; i < table->items->len; i++) {
        TableItem *item = &g_array_index(table->items, TableItem, i);
        guint programme = g_array_index(builder->programme, Candidate, item->row).position;
        guint agency = g_array_index(builder->agencies, Candidate, item->column).position;
        item->row = table->is_transposed ? agency : programme;
        item->column = table->is_transposed ? programme : agency;
        item->clash = item->contribution != NULL ? find_clash(table, item->contribution) : NULL;
    }
    g_array_sort(table->items, compare_items);
    table->starts = g_new0(guint, n_rows + 1);
    for (guint i = 0; i < table->items->len; i++) {
        table->starts[g_array_index(table->items, TableItem, i).row + 1]++;
    }
    for (guint row = 0; row < n_rows; row++) {
        table->starts[row + 1] += table->starts[row];
    }
}

Table *table_new(const Agenda *agenda, const Selection *selection, const TableForm *form,
                 bool with_clashes)
{
    g_autoptr(GPtrArray) preparations = selection_dup_preparations(selection, agenda);
    g_autoptr(GArray) programme = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autoptr(GArray) agencies = g_array_new(FALSE, FALSE, sizeof(Candidate));
    Builder builder = { .agenda = agenda, .selection = selection, .programme = programme };
    Table *table = g_new0(Table, 1);

    builder.agencies = agencies;
    builder.items = g_array_new(FALSE, FALSE, sizeof(TableItem));
    add_roles(&builder, preparations);
    add_agencies(&builder);
    add_preparations(&builder, preparations);
    add_sessions(&builder);
    TableAxis down = lay_out(programme, form->with_empty);
    TableAxis across = lay_out(agencies, form->with_empty);
    table->agenda = agenda;
    table->is_transposed = form->is_transposed;
    table->with_empty = form->with_empty;
    table->rows = form->is_transposed ? across : down;
    table->columns = form->is_transposed ? down : across;
    table->items = builder.items;
    table->clashes = with_clashes ? clash_index_new(agenda) : NULL;
    place_items(table, &builder);
    g_free(builder.of_role);
    g_free(builder.of_agency);
    return table;
}

void table_free(Table *table)
{
    if (table == NULL) {
        return;
    }
    axis_clear(&table->rows);
    axis_clear(&table->columns);
    g_array_unref(table->items);
    g_clear_pointer(&table->clashes, clash_index_free);
    g_free(table->starts);
    g_free(table);
}

const TableLine *table_row(const Table *table, guint row)
{
    return &g_array_index(table->rows.lines, TableLine, row);
}

const TableLine *table_column(const Table *table, guint column)
{
    return &g_array_index(table->columns.lines, TableLine, column);
}

/* The first item of a row that does not stand before a column. */
static guint find_item(const Table *table, guint row, guint column)
{
    guint from = table->starts[row];
    guint to = table->starts[row + 1];

    while (from < to) {
        guint middle = from + (to - from) / 2;
        if (g_array_index(table->items, TableItem, middle).column < column) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

TableCell table_cell(const Table *table, guint row, guint column)
{
    guint first = find_item(table, row, column);
    guint end = find_item(table, row, column + 1);

    return (TableCell){ &g_array_index(table->items, TableItem, first), end - first };
}

bool table_row_has_any(const Table *table, guint row, guint first, guint end)
{
    return find_item(table, row, first) < find_item(table, row, end);
}

const TableAxis *table_programme(const Table *table)
{
    return table->is_transposed ? &table->columns : &table->rows;
}

const TableAxis *table_agencies(const Table *table)
{
    return table->is_transposed ? &table->rows : &table->columns;
}
