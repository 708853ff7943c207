#pragma once

#include "model/agenda/agenda.h"

/* The names by which a selection can be narrowed; selection_name.h says more of each. */
typedef enum SelectionName {
    SELECTION_AGENCY,
    SELECTION_PERSON,
    SELECTION_ROLE,
    SELECTION_ROUND_TABLE,
    SELECTION_DAY,
    SELECTION_ROOM,
    SELECTION_SESSION,
    SELECTION_KIND,
    SELECTION_TYPE,
    SELECTION_TAG,
    SELECTION_LANGUAGE, /* spoken, or interpreted into */
    N_SELECTION_NAMES,
} SelectionName;

/*
 * Which entries of an agenda are meant.
 *
 * Values of one name are alternatives; names narrow each other. A name without values (NULL) does
 * not narrow; an empty array selects nothing.
 *
 * Plenaries and breaks are for everybody. Where `plenaries` or `breaks` allows them, they pass
 * whatever agency, person, role or round table is chosen, but still only on the chosen day and in
 * the chosen room, session or kind. So they do whatever type, tag or language is chosen. Without
 * `plenaries`, a plenary passes like any session if a chosen agency and person have a chosen role
 * in it, or if it has a chosen term, as long as no round table is chosen.
 *
 * What is excluded is out, plenaries and breaks as well: each entry that a value would name if it
 * were asked for by itself. But where agencies or people are chosen, an excluded role is one of
 * theirs only.
 */
typedef struct Selection {
    GPtrArray *values[N_SELECTION_NAMES];   /* the records of each name (selection_name_find); NULL:
                                             * it does not narrow */
    GPtrArray *excluded[N_SELECTION_NAMES]; /* likewise, of what is out; or NULL */
    bool plenaries;
    bool breaks;
    bool undated; /* preparations without a date pass, too */
} Selection;

/* Starts with everything: nothing narrows, plenaries and breaks pass, and so do preparations that
 * have a date. */
void selection_init(Selection *selection);
void selection_clear(Selection *selection);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Selection, selection_clear)

/* Adds a record of the agenda to a name, which then narrows. */
void selection_add(Selection *selection, SelectionName name, gconstpointer record);

/* Takes what a record of the agenda names out. */
void selection_exclude(Selection *selection, SelectionName name, gconstpointer record);

/* Makes a name narrow to nothing, until a record is added. */
void selection_add_nothing(Selection *selection, SelectionName name);

/* What stands for a kind of session among the records of SELECTION_KIND. Static. */
gconstpointer selection_kind_record(SessionKind kind);

bool selection_has_session(const Selection *selection, const Session *session);

/* Whether a contribution to a selected session is one of those that are asked for: by its agency,
 * its person and its role. */
bool selection_has_contribution(const Selection *selection, const Contribution *contribution);

/* A preparation passes only if no round table, day, room, session or kind is chosen and, if it has
 * no date, only with `undated`. */
bool selection_has_preparation(const Selection *selection, const Preparation *preparation);

/* The selected sessions (const Session *) in the order of the agenda. The caller owns the array. */
GPtrArray *selection_dup_sessions(const Selection *selection, const Agenda *agenda);

/* Whether a selection holds any marked session: one for which `marks`, by the session's index, is
 * not 0. Cheap if few sessions are marked. */
bool selection_has_marked_session(const Selection *selection, const Agenda *agenda,
                                  const guint8 *marks);

/* Whether a selection holds any preparation. */
bool selection_has_preparations(const Selection *selection, const Agenda *agenda);

/* The selected preparations (const Preparation *) in the order of the agenda. The caller owns the
 * array. */
GPtrArray *selection_dup_preparations(const Selection *selection, const Agenda *agenda);
