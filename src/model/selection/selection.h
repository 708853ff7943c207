#pragma once

#include "model/agenda/agenda.h"

/*
 * Which entries of an agenda are meant.
 *
 * Values of one name are alternatives; names narrow each other. A name without values (NULL) does
 * not narrow; an empty array selects nothing.
 *
 * Plenaries and breaks are for everybody. Where `plenaries` or `breaks` allows them, they pass
 * whatever agency, person, role or round table is chosen, but still only on the chosen day and in
 * the chosen room, session or kind. Without `plenaries`, a plenary passes like any session if a
 * chosen agency and person have a chosen role in it, as long as no round table is chosen.
 */
typedef struct Selection {
    GPtrArray *agencies;     /* const Participant *, or NULL */
    GPtrArray *people;       /* const Participant *, or NULL */
    GPtrArray *roles;        /* const Role *, or NULL */
    GPtrArray *round_tables; /* const RoundTable *, or NULL */
    GPtrArray *days;         /* const Day *, or NULL */
    GPtrArray *rooms;        /* const Room *, or NULL */
    GPtrArray *sessions;     /* const Session *, or NULL */
    guint kinds;             /* bits 1 << SessionKind; 0 for all */
    bool plenaries;
    bool breaks;
    bool undated; /* preparations without a date pass, too */
} Selection;

/* Starts with everything: nothing narrows, plenaries and breaks pass, and so do preparations that
 * have a date. */
void selection_init(Selection *selection);
void selection_clear(Selection *selection);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Selection, selection_clear)

void selection_add_agency(Selection *selection, const Participant *agency);
void selection_add_person(Selection *selection, const Participant *person);
void selection_add_role(Selection *selection, const Role *role);
void selection_add_round_table(Selection *selection, const RoundTable *round_table);
void selection_add_day(Selection *selection, const Day *day);
void selection_add_room(Selection *selection, const Room *room);
void selection_add_session(Selection *selection, const Session *session);

bool selection_has_session(const Selection *selection, const Session *session);

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
