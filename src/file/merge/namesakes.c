#include "file/merge/namesakes.h"

#include <string.h>

#include "file/merge/record_references.h"

typedef enum ThingKind {
    THING_AGENCY,
    THING_PERSON,
    THING_ROOM,
    THING_ROUND_TABLE,
    THING_SESSION,
    N_THING_KINDS,
} ThingKind;

/* Agendas' words for them in canonical form. */
static const char *const WORDS[] = { "agency", "person", "room", "round-table", "session" };

typedef struct Thing {
    const char *id;
    const char *source; /* or NULL */
    char *name;         /* folded; or NULL */
    char *full_name;    /* likewise, of an agency; or NULL */
} Thing;

struct Namesakes {
    GPtrArray *things[N_THING_KINDS]; /* Thing * */
    GStringChunk *strings;
};

static void thing_free(gpointer data)
{
    Thing *thing = data;

    g_free(thing->name);
    g_free(thing->full_name);
    g_free(thing);
}

/* --- things ------------------------------------------------------------------------------ */

/* A name without what people write in several ways; the caller's own. NULL if it is absent. */
static char *dup_folded(const Text *name)
{
    const char *first = text_first(name);

    if (first == NULL) {
        return NULL;
    }
    g_autofree char *composed = g_utf8_normalize(first, -1, G_NORMALIZE_ALL);
    g_autofree char *folded = g_utf8_casefold(composed != NULL ? composed : first, -1);
    g_auto(GStrv) words = g_strsplit_set(folded, " \t\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        g_string_append_printf(out, "%s%s", out->len > 0 && **word != '\0' ? " " : "", *word);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static Thing *add_thing(GPtrArray *things, const char *id, const char *source, const Text *name)
{
    Thing *thing = g_new0(Thing, 1);

    *thing = (Thing){ .id = id, .source = source, .name = dup_folded(name) };
    g_ptr_array_add(things, thing);
    return thing;
}

static void add_participants(GPtrArray *things, const GPtrArray *participants)
{
    for (guint i = 0; i < participants->len; i++) {
        const Participant *participant = participants->pdata[i];
        Thing *thing = add_thing(things, participant->id, participant->source, &participant->label);
        thing->full_name = dup_folded(&participant->name);
    }
}

static void add_sessions(GPtrArray *things, const GPtrArray *sessions)
{
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        Thing *thing = add_thing(things, session->id, session->source, &session->title);
        g_autofree char *title = g_steal_pointer(&thing->name);
        g_autofree char *room = session->room != NULL ? dup_folded(&session->room->name) : NULL;
        thing->name = g_strdup_printf("%s %" G_GINT64_FORMAT " %s", title != NULL ? title : "",
                                      session->start_utc, room != NULL ? room : "");
    }
}

/* The things of an agenda, of a kind. The caller owns the array. */
static GPtrArray *dup_things(const Agenda *agenda, ThingKind kind)
{
    GPtrArray *things = g_ptr_array_new_with_free_func(thing_free);

    switch (kind) {
    case THING_AGENCY:
        add_participants(things, agenda->agencies);
        break;
    case THING_PERSON:
        add_participants(things, agenda->people);
        break;
    case THING_ROOM:
        for (guint i = 0; i < agenda->rooms->len; i++) {
            const Room *room = agenda->rooms->pdata[i];
            add_thing(things, room->id, room->source, &room->name);
        }
        break;
    case THING_ROUND_TABLE:
        for (guint i = 0; i < agenda->round_tables->len; i++) {
            const RoundTable *table = agenda->round_tables->pdata[i];
            add_thing(things, table->id, NULL, &table->title);
        }
        break;
    case THING_SESSION:
        add_sessions(things, agenda->sessions);
        break;
    case N_THING_KINDS:
        g_assert_not_reached();
    }
    return things;
}

Namesakes *namesakes_new(const Agenda *here)
{
    Namesakes *namesakes = g_new0(Namesakes, 1);

    for (ThingKind kind = 0; kind < N_THING_KINDS; kind++) {
        namesakes->things[kind] = dup_things(here, kind);
    }
    namesakes->strings = g_string_chunk_new(1024);
    return namesakes;
}

void namesakes_free(Namesakes *namesakes)
{
    if (namesakes == NULL) {
        return;
    }
    for (ThingKind kind = 0; kind < N_THING_KINDS; kind++) {
        g_ptr_array_unref(namesakes->things[kind]);
    }
    g_string_chunk_free(namesakes->strings);
    g_free(namesakes);
}

/* --- matching ---------------------------------------------------------------------------- */

/* By what things are taken for the same, the surest first. */
typedef const char *(*GetMark)(const Thing *thing);

static const char *get_source(const Thing *thing)
{
    return thing->source;
}

static const char *get_id(const Thing *thing)
{
    return thing->id;
}

static const char *get_name(const Thing *thing)
{
    return thing->name;
}

static const char *get_full_name(const Thing *thing)
{
    return thing->full_name;
}

static const GetMark MARKS[] = { get_source, get_id, get_name, get_full_name };

/* Things on two sides, and those that are matched. */
typedef struct Matching {
    const GPtrArray *here;
    const GPtrArray *others;
    const Thing **matches; /* of the others, in order: one here, or NULL */
    GHashTable *taken;     /* const Thing * of those here */
} Matching;

/* Those that are still free by a mark; NULL for one that several have. The caller owns the map. */
static GHashTable *index_free(const GPtrArray *things, GHashTable *taken, GetMark get)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < things->len; i++) {
        const Thing *thing = things->pdata[i];
        const char *mark = get(thing);
        if (mark != NULL && !(taken != NULL && g_hash_table_contains(taken, thing))) {
            bool is_known = g_hash_table_contains(index, mark);
            g_hash_table_insert(index, (gpointer)mark, is_known ? NULL : (gpointer)thing);
        }
    }
    return index;
}

/* Ids are short, and may be those of something else by now. */
static bool contradict(const Thing *one, const Thing *other)
{
    return one->source != NULL && other->source != NULL && !g_str_equal(one->source, other->source);
}

static void match_by(Matching *matching, GetMark get)
{
    g_autoptr(GHashTable) here = index_free(matching->here, matching->taken, get);
    g_autoptr(GHashTable) others = index_free(matching->others, NULL, get);

    for (guint i = 0; i < matching->others->len; i++) {
        const Thing *other = matching->others->pdata[i];
        const char *mark = matching->matches[i] == NULL ? get(other) : NULL;
        const Thing *same = mark != NULL ? g_hash_table_lookup(here, mark) : NULL;
        if (same != NULL && g_hash_table_lookup(others, mark) == other &&
            !(get == get_id && contradict(same, other))) {
            matching->matches[i] = same;
            g_hash_table_add(matching->taken, (gpointer)same);
        }
    }
}

/* --- names ------------------------------------------------------------------------------- */

/* An id that none of some things has yet. */
static const char *find_free_id(Namesakes *namesakes, GHashTable *ids, const char *wish)
{
    g_autofree char *id = g_strdup(wish);

    for (guint i = 2; g_hash_table_contains(ids, id); i++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", wish, i);
    }
    return g_string_chunk_insert(namesakes->strings, id);
}

/* All ids that things of a kind have on either side. */
static GHashTable *index_ids(const Matching *matching)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < matching->here->len; i++) {
        g_hash_table_add(ids, (gpointer)((const Thing *)matching->here->pdata[i])->id);
    }
    return ids;
}

/* Names the things of a kind; what is new is added to those here. */
static void name_things(Namesakes *namesakes, ThingKind kind, const Matching *matching,
                        GHashTable *names)
{
    g_autoptr(GHashTable) ids = index_ids(matching);
    GPtrArray *here = namesakes->things[kind];

    for (guint i = 0; i < matching->others->len; i++) {
        const Thing *other = matching->others->pdata[i];
        const Thing *same = matching->matches[i];
        const char *id = same != NULL ? same->id : find_free_id(namesakes, ids, other->id);
        if (!g_str_equal(id, other->id)) {
            g_hash_table_insert(names, record_references_dup_name(WORDS[kind], other->id),
                                (gpointer)id);
        }
        if (same == NULL) {
            Thing *added = g_new(Thing, 1);
            *added = (Thing){
                .id = g_string_chunk_insert(namesakes->strings, id),
                .source = other->source,
                .name = g_strdup(other->name),
                .full_name = g_strdup(other->full_name),
            };
            g_hash_table_add(ids, (gpointer)added->id);
            g_ptr_array_add(here, added);
        }
    }
}

static void match_things(Namesakes *namesakes, ThingKind kind, const Agenda *agenda,
                         GHashTable *names)
{
    g_autoptr(GPtrArray) others = dup_things(agenda, kind);
    g_autofree const Thing **matches = g_new0(const Thing *, MAX(others->len, 1));
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Matching matching = { namesakes->things[kind], others, matches, taken };

    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        match_by(&matching, MARKS[i]);
    }
    name_things(namesakes, kind, &matching, names);
}

GHashTable *namesakes_match(Namesakes *namesakes, const Agenda *agenda)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (ThingKind kind = 0; kind < N_THING_KINDS; kind++) {
        match_things(namesakes, kind, agenda, names);
    }
    return names;
}
