#include "file/import/foreign.h"

#include "base/clip.h"

struct ForeignIndex {
    GStringChunk *strings;
    GHashTable *rooms;   /* name → ForeignPlace */
    GHashTable *tracks;  /* likewise */
    GHashTable *remarks; /* "WHAT WHY" → ForeignRemark; the keys are interned */
};

static void free_event(gpointer data)
{
    ForeignEvent *event = data;

    g_ptr_array_unref(event->tags);
    g_ptr_array_unref(event->languages);
    g_ptr_array_unref(event->interpretation);
    g_array_unref(event->links);
    g_array_unref(event->parties);
    g_free(event);
}

ForeignSchedule *foreign_schedule_new(void)
{
    ForeignSchedule *schedule = g_new0(ForeignSchedule, 1);

    schedule->rooms = g_ptr_array_new_with_free_func(g_free);
    schedule->tracks = g_ptr_array_new_with_free_func(g_free);
    schedule->events = g_ptr_array_new_with_free_func(free_event);
    schedule->remarks = g_ptr_array_new_with_free_func(g_free);
    schedule->lookup = g_new0(struct ForeignIndex, 1);
    schedule->lookup->strings = g_string_chunk_new(4096);
    schedule->lookup->rooms = g_hash_table_new(g_str_hash, g_str_equal);
    schedule->lookup->tracks = g_hash_table_new(g_str_hash, g_str_equal);
    schedule->lookup->remarks = g_hash_table_new(g_str_hash, g_str_equal);
    return schedule;
}

void foreign_schedule_free(ForeignSchedule *schedule)
{
    if (schedule == NULL) {
        return;
    }
    g_free(schedule->agenda);
    g_ptr_array_unref(schedule->rooms);
    g_ptr_array_unref(schedule->tracks);
    g_ptr_array_unref(schedule->events);
    g_ptr_array_unref(schedule->remarks);
    g_hash_table_unref(schedule->lookup->rooms);
    g_hash_table_unref(schedule->lookup->tracks);
    g_hash_table_unref(schedule->lookup->remarks);
    g_string_chunk_free(schedule->lookup->strings);
    g_free(schedule->lookup);
    g_free(schedule);
}

const char *foreign_intern(ForeignSchedule *schedule, const char *string)
{
    return string != NULL ? g_string_chunk_insert_const(schedule->lookup->strings, string) : NULL;
}

ForeignEvent *foreign_add_event(ForeignSchedule *schedule)
{
    ForeignEvent *event = g_new0(ForeignEvent, 1);

    event->tags = g_ptr_array_new();
    event->languages = g_ptr_array_new();
    event->interpretation = g_ptr_array_new();
    event->links = g_array_new(FALSE, FALSE, sizeof(ForeignLink));
    event->parties = g_array_new(FALSE, TRUE, sizeof(ForeignParty));
    g_ptr_array_add(schedule->events, event);
    return event;
}

ForeignParty *foreign_add_party(ForeignEvent *event, ForeignPartyType type)
{
    g_array_set_size(event->parties, event->parties->len + 1);
    ForeignParty *party = &g_array_index(event->parties, ForeignParty, event->parties->len - 1);
    party->type = type;
    return party;
}

void foreign_add_link(ForeignEvent *event, const char *url, const char *title)
{
    ForeignLink link = { .url = url, .title = title };

    g_array_append_val(event->links, link);
}

/* --- places ------------------------------------------------------------------------------ */

static ForeignPlace *add_place(GPtrArray *places, GHashTable *lookup, const char *name)
{
    ForeignPlace *place = g_hash_table_lookup(lookup, name);

    if (place == NULL) {
        place = g_new0(ForeignPlace, 1);
        place->name = name;
        g_ptr_array_add(places, place);
        g_hash_table_insert(lookup, (gpointer)name, place);
    }
    return place;
}

ForeignPlace *foreign_add_room(ForeignSchedule *schedule, const char *name)
{
    return add_place(schedule->rooms, schedule->lookup->rooms, name);
}

ForeignPlace *foreign_add_track(ForeignSchedule *schedule, const char *name)
{
    return add_place(schedule->tracks, schedule->lookup->tracks, name);
}

/* --- remarks ----------------------------------------------------------------------------- */

/* The most remarks that differ: a source can have names of its own without end. */
#define REMARKS_MAX 500

void foreign_remark(ForeignSchedule *schedule, const char *what, const char *why,
                    const char *example)
{
    static const char MORE[] = "more";
    g_autofree char *key = g_strconcat(what, " ", why, NULL);
    ForeignRemark *remark = g_hash_table_lookup(schedule->lookup->remarks, key);

    if (remark == NULL && schedule->remarks->len >= REMARKS_MAX && what != MORE) {
        foreign_remark(schedule, MORE, "is left out or changed than is told here", NULL);
        return;
    }
    if (remark == NULL) {
        g_autofree char *line = example != NULL ? g_strstrip(g_utf8_make_valid(example, -1)) : NULL;
        g_autofree char *shown = line != NULL ? clip_dup(line) : NULL;
        remark = g_new0(ForeignRemark, 1);
        remark->what = what;
        remark->why = why;
        remark->example = foreign_intern(schedule, shown);
        g_ptr_array_add(schedule->remarks, remark);
        g_hash_table_insert(schedule->lookup->remarks, (gpointer)foreign_intern(schedule, key),
                            remark);
    }
    remark->count++;
}

void foreign_leave_out(ForeignSchedule *schedule, const char *what, const char *example)
{
    foreign_remark(schedule, what, "is left out: nothing in an agenda holds it", example);
}
