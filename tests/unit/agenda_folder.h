#pragma once

/* A folder of agendas that a test works in. */

/* When their files were last changed: 2007-07-12T00:00:00Z. */
#define AGENDA_FOLDER_CHANGED 1184198400

/* The set-up and tear-down of a test that has a folder to itself and works in it. */
int agenda_folder_enter(void **state);
int agenda_folder_leave(void **state);

/* Writes an agenda of that id; `more` goes into its map. */
void agenda_folder_write(const char *path, const char *id, const char *more);
