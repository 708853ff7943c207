#pragma once

#include "model/agenda/clash.h"
#include "model/selection/selection.h"
#include "model/table/table_form.h"

/*
 * Who contributes what, as a table (Annex 2 of the note that the forum's agenda is made of): kinds
 * of preparation and sessions down, agencies across, or the other way round, and in each cell what
 * the agency contributes.
 *
 * This is the data alone. Whatever shows it, as a page, as CSV, in a terminal or on paper, goes by
 * this, by table_plan.h where it has to be cut into sheets, and by render/table_words.h for its
 * words.
 */

/* What a row or a column is of. */
typedef enum TableLineKind {
    TABLE_LINE_ROLE,    /* preparations in a role */
    TABLE_LINE_SESSION, /* contributions to a session */
    TABLE_LINE_AGENCY,  /* what an agency contributes */
    TABLE_LINE_PEOPLE,  /* and what people contribute for no agency */
} TableLineKind;

typedef struct TableLine {
    TableLineKind kind;
    guint group;               /* index in the groups of its axis */
    const Role *role;          /* of TABLE_LINE_ROLE, otherwise NULL; and so on */
    const Session *session;    /* of TABLE_LINE_SESSION */
    const Participant *agency; /* of TABLE_LINE_AGENCY */
    guint n_items;             /* how many items stand in it; 0 only in a table with empty ones */
} TableLine;

typedef enum TableGroupKind {
    TABLE_GROUP_PREPARATIONS,
    TABLE_GROUP_ROUND_TABLE,
    TABLE_GROUP_SESSIONS, /* those without a round table, breaks and most plenaries among them */
    TABLE_GROUP_AGENCIES, /* of one kind */
    TABLE_GROUP_PEOPLE,
} TableGroupKind;

/* Lines that follow one another, from `first` until before `end`. */
typedef struct TableGroup {
    TableGroupKind kind;
    const RoundTable *round_table; /* of TABLE_GROUP_ROUND_TABLE, otherwise NULL */
    AgencyKind agency_kind;        /* of TABLE_GROUP_AGENCIES */
    guint first;
    guint end;
} TableGroup;

/* The rows or the columns. */
typedef struct TableAxis {
    GArray *lines;  /* TableLine */
    GArray *groups; /* TableGroup, none of them empty */
    guint n_hidden; /* how many lines were left out because nothing stands in them */
} TableAxis;

/* Something in a cell: a contribution or a preparation; the other is NULL. */
typedef struct TableItem {
    guint row;
    guint column;
    const Contribution *contribution;
    const Preparation *preparation;
    const Clash *clash; /* in which the contribution is, if clashes are told; or NULL */
} TableItem;

typedef struct Table {
    const Agenda *agenda;
    bool is_transposed; /* as in TableForm, and the next */
    bool with_empty;
    TableAxis rows;
    TableAxis columns;
    GArray *items;       /* TableItem, by row, then by column, then as in the agenda */
    guint *starts;       /* of each row, and at the end: where its items begin */
    ClashIndex *clashes; /* or NULL: they are not told */
} Table;

/*
 * The table of what a selection holds of an agenda, which must live longer.
 *
 * Preparations come first, in the order of their roles; then the sessions of each round table, then
 * those of none. Agencies stand by kind, then as in the agenda; people who contribute for no agency
 * share one line at the end. A contribution is there if its session is selected, and its agency,
 * person and role are asked for. Where agencies are chosen, only they have lines.
 */
Table *table_new(const Agenda *agenda, const Selection *selection, const TableForm *form,
                 bool with_clashes);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

const TableLine *table_row(const Table *table, guint row);
const TableLine *table_column(const Table *table, guint column);

/* What stands in a cell; borrowed. `n_items` is 0 if that is nothing. */
typedef struct TableCell {
    const TableItem *items;
    guint n_items;
} TableCell;

TableCell table_cell(const Table *table, guint row, guint column);

/* Whether anything stands in a row, from the column `first` until before `end`. */
bool table_row_has_any(const Table *table, guint row, guint first, guint end);

/* The lines of sessions and preparations, or those of agencies, whichever way they lie. */
const TableAxis *table_programme(const Table *table);
const TableAxis *table_agencies(const Table *table);

/* The first clash of a session for its room, if clashes are told; or NULL. */
const Clash *table_room_clash(const Table *table, const Session *session);
