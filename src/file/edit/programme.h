#pragma once

#include "file/yaml/node.h"

/* The sessions of an agenda in canonical form (agenda_records.h), each with its place. */
typedef struct ProgrammeEntry {
    const char *id;
    const Node *session;
    const Node *slot;
    const char *date;
    const char *key;   /* of the slot, under which it has its sessions */
    const char *place; /* programme_dup_place */
} ProgrammeEntry;

typedef struct Programme Programme;

/* Borrows the tree. */
Programme *programme_new(const Node *agenda);
void programme_free(Programme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Programme, programme_free)

/* A session by its id, and the day of a date; NULL if there is none. */
const ProgrammeEntry *programme_find(const Programme *programme, const char *id);
const Node *programme_find_day(const Programme *programme, const char *date);

/* The day, times and key of a slot; with the session of one that holds no list. What is equal is
 * one slot in canonical form. The caller owns it. */
char *programme_dup_place(const Node *day, const Node *slot);

/* The index of the key under which a slot has its sessions: "sessions", "plenary" or "break";
 * G_MAXUINT if there is none. */
guint programme_find_content(const Node *slot);

/* The sessions of such a key: a list, or just one. NULL behind the last. */
const Node *programme_session(const Node *content, guint index);

/* The text of a key; NULL if it is missing or no text. */
const char *programme_text(const Node *mapping, const char *key);

/* The list of a key; NULL if it is missing or no list. */
const Node *programme_list(const Node *mapping, const char *key);
