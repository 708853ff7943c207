#pragma once

#include "model/agenda/agenda.h"

/*
 * Agendas that are all alike, drafted in numbers, so that they can be edited at random: for tests
 * of what differs between two.
 */
#define DRAFT_SESSIONS 6
#define DRAFT_AGENCIES 3
#define DRAFT_ROOMS 2
#define DRAFT_TABLES 2
#define DRAFT_ROLES 3
#define DRAFT_DAYS 2
#define DRAFT_PREPARATIONS 3

#define DRAFT_FRENCH 16U

typedef struct DraftSession {
    guint is_there, day, start, all_day, kind, status, title, abstract, url, room, table;
    guint parts[DRAFT_AGENCIES][DRAFT_ROLES]; /* 0 none, else 1 + status */
    guint notes[DRAFT_AGENCIES][DRAFT_ROLES];
} DraftSession;

typedef struct DraftPreparation {
    guint is_there, agency, role, status, title, note, url, timing, date;
} DraftPreparation;

/* All that an agenda says, as numbers: 0 is often "none". What texts say in French is in the bits
 * from DRAFT_FRENCH on. */
typedef struct Draft {
    guint title, short_name, description, url, location;
    guint agencies[DRAFT_AGENCIES], shorts[DRAFT_AGENCIES], names[DRAFT_AGENCIES],
        delegations[DRAFT_AGENCIES];
    guint rooms[DRAFT_ROOMS], room_names[DRAFT_ROOMS], capacities[DRAFT_ROOMS];
    guint tables[DRAFT_TABLES], table_titles[DRAFT_TABLES];
    guint labels[DRAFT_ROLES];
    guint days[DRAFT_DAYS];
    DraftSession sessions[DRAFT_SESSIONS];
    DraftPreparation preparations[DRAFT_PREPARATIONS];
} Draft;

/* Two sessions, an agency in the first, a room, round tables "0" and "1", a preparation. */
Draft draft_plain(void);

/* The agenda of a draft; `backwards` writes its sessions and preparations in the other order. */
Agenda *draft_build(const Draft *draft, bool backwards);

/* Sets one of its numbers at random. */
void draft_edit(Draft *draft, GRand *numbers);
