#pragma once

#include "model/agenda/agenda.h"

/*
 * A selection of an agenda: what a feed holds.
 *
 * Within one name the values are alternatives; across names they narrow. A name without values
 * does not narrow. Plenaries and breaks are for everybody: they pass where `plenaries` or
 * `breaks` lets them, whatever agency, role or round table is asked for, but not outside the day,
 * room, session or kind that is. Without `plenaries`, a plenary stays in which a chosen agency has
 * a chosen role, as long as no round table is asked for: it is then like any session.
 */
typedef struct Selection {
    GPtrArray *agencies;     /* const Agency *, or NULL */
    GPtrArray *roles;        /* const Role *, or NULL */
    GPtrArray *round_tables; /* const RoundTable *, or NULL */
    GPtrArray *days;         /* const Day *, or NULL */
    GPtrArray *rooms;        /* const Room *, or NULL */
    GPtrArray *sessions;     /* const Session *, or NULL */
    guint kinds;             /* bits 1 << SessionKind; 0 is all */
    bool plenaries;
    bool breaks;
    bool undated; /* preparations without a date are in too */
} Selection;

/* What a feed of everything holds: nothing narrows, plenaries and breaks are in, preparations if
 * they have a date. */
void selection_init(Selection *selection);
void selection_clear(Selection *selection);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Selection, selection_clear)

void selection_add_agency(Selection *selection, const Agency *agency);
void selection_add_role(Selection *selection, const Role *role);
void selection_add_round_table(Selection *selection, const RoundTable *round_table);
void selection_add_day(Selection *selection, const Day *day);
void selection_add_room(Selection *selection, const Room *room);
void selection_add_session(Selection *selection, const Session *session);

bool selection_has_session(const Selection *selection, const Session *session);

/* A preparation can only be in a selection that no round table, day, room, session or kind narrows;
 * one without a date only where `undated` lets it. */
bool selection_has_preparation(const Selection *selection, const Preparation *preparation);

/* The selected sessions (const Session *) in the order of the agenda; the caller's own array. */
GPtrArray *selection_dup_sessions(const Selection *selection, const Agenda *agenda);

/* Whether it has one of the sessions that are marked: those for which `marks`, by their index, is
 * not 0. Cheap where few are. */
bool selection_has_marked_session(const Selection *selection, const Agenda *agenda,
                                  const guint8 *marks);

/* Whether it has any preparation. */
bool selection_has_preparations(const Selection *selection, const Agenda *agenda);

/* The selected preparations (const Preparation *); the caller's own array. */
GPtrArray *selection_dup_preparations(const Selection *selection, const Agenda *agenda);
