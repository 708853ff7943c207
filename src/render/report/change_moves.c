#include "render/report/change_moves.h"

#include <string.h>

#include "render/report/json_value.h"

static void move_free(gpointer data)
{
    ChangeMove *move = data;

    g_free(move->session);
    g_free(move->room);
    g_free(move);
}

/* Reads a date under a key; false if there is none. */
static bool read_date(const json_t *object, const char *key, CivilDate *out_date)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL && civil_parse_date(text, out_date);
}

/* Reads "2007-07-09T10:00:00"; false if there is no such text. */
static bool read_time(const json_t *object, const char *key, CivilTime *out_time)
{
    const char *text = json_string_value(json_object_get(object, key));
    g_autofree char *stamp = text != NULL ? g_strconcat(text, "Z", NULL) : NULL;

    /* A CivilTime is as Unix seconds would be in UTC. */
    return stamp != NULL && civil_parse_stamp(stamp, out_time);
}

static bool read_old_time(const json_t *old, ChangeMove *move)
{
    if (!read_date(old, "date", &move->date)) {
        return false;
    }
    /* change_json gives an all-day session dates alone, and the last only if it is another one. */
    move->is_all_day = !read_time(old, "start", &move->start) || !read_time(old, "end", &move->end);
    if (!read_date(old, "until", &move->until)) {
        move->until = move->date;
    }
    return true;
}

/* Reads what change_json_new wrote; false if it is not the move of a session. */
static bool read_move(const json_t *change, ChangeMove *move)
{
    const char *kind = json_string_value(json_object_get(change, "kind"));
    const char *session = json_string_value(json_object_get(change, "session"));
    const json_t *old = json_object_get(change, "old");

    move->is_of_room = g_strcmp0(kind, "room") == 0;
    if (session == NULL || (!move->is_of_room && g_strcmp0(kind, "moved") != 0)) {
        return false;
    }
    move->session = g_strdup(session);
    move->room = g_strdup(json_string_value(json_object_get(old, "name")));
    return move->is_of_room || read_old_time(old, move);
}

/* Whether a note is worth parsing: one with many changes is long, and most notes have no moves. */
static bool may_have_moves(const ChangeNote *note)
{
    return strstr(note->json, "\"moved\"") != NULL || strstr(note->json, "\"room\"") != NULL;
}

GPtrArray *change_moves_of(const ChangeNote *note)
{
    GPtrArray *moves = g_ptr_array_new_with_free_func(move_free);
    json_t *changes = may_have_moves(note) ? json_loads(note->json, 0, NULL) : NULL;

    for (gsize i = 0; i < json_array_size(changes); i++) {
        ChangeMove *move = g_new0(ChangeMove, 1);
        if (read_move(json_array_get(changes, i), move)) {
            g_ptr_array_add(moves, move);
        } else {
            move_free(move);
        }
    }
    json_decref(changes);
    return moves;
}
