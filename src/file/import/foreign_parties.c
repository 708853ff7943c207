#include "file/import/foreign_parties.h"

#include <string.h>

#include "file/import/id_pool.h"

const char *const FOREIGN_AGENCIES_WORDS[] = { "organisations", "speakers", "tracks", "none",
                                               NULL };

bool foreign_agencies_parse(const char *word, ForeignAgencies *out)
{
    for (guint i = 0; FOREIGN_AGENCIES_WORDS[i] != NULL; i++) {
        if (strcmp(FOREIGN_AGENCIES_WORDS[i], word) == 0) {
            *out = (ForeignAgencies)i;
            return true;
        }
    }
    return false;
}

/* Those of one kind. */
typedef struct Group {
    GArray *participants; /* ForeignParticipant; by id once they have ids */
    GHashTable *places;   /* key → its place in the array, plus 1; until they have ids */
    GHashTable *ids;      /* key → id */
    IdPool *pool;
    const char *word; /* "person" */
} Group;

struct ForeignParties {
    ForeignSchedule *schedule;
    ForeignAgencies agencies_are;
    Group agencies;
    Group people;
};

/* --- who there is ------------------------------------------------------------------------ */

static void group_init(Group *group, const char *word)
{
    group->participants = g_array_new(FALSE, FALSE, sizeof(ForeignParticipant));
    group->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    group->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    group->pool = id_pool_new();
    group->word = word;
}

static void group_clear(Group *group)
{
    g_array_unref(group->participants);
    g_hash_table_unref(group->places);
    g_hash_table_unref(group->ids);
    id_pool_free(group->pool);
}

/* What tells a participant from others: no source's id begins with a line feed. */
static char *dup_key(const char *source, const char *name)
{
    return source != NULL ? g_strdup(source) : g_strconcat("\n", name, NULL);
}

/* Adds one unless it is there. What is not known of it yet is taken from this place. */
static void group_add(Group *group, const ForeignParticipant *participant)
{
    g_autofree char *key = dup_key(participant->source, participant->name);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(group->places, key));

    if (place == 0) {
        g_array_append_val(group->participants, *participant);
        g_hash_table_insert(group->places, g_steal_pointer(&key),
                            GUINT_TO_POINTER(group->participants->len));
        return;
    }
    ForeignParticipant *known = &g_array_index(group->participants, ForeignParticipant, place - 1);
    known->url = known->url != NULL ? known->url : participant->url;
    known->agency = known->agency != NULL ? known->agency : participant->agency;
    known->short_name = known->short_name != NULL ? known->short_name : participant->short_name;
}

static void add_organisation(ForeignParties *parties, const ForeignParticipant *organisation)
{
    /* By the name alone: people name theirs so. */
    ForeignParticipant nameless = *organisation;

    nameless.source = NULL;
    group_add(&parties->agencies, &nameless);
}

/* Until there are ids, the agency of a person is its name. */
static void add_person(ForeignParties *parties, const ForeignParty *party)
{
    ForeignParticipant person = { .source = party->source, .name = party->name, .url = party->url };

    if (parties->agencies_are == FOREIGN_AGENCIES_SPEAKERS) {
        group_add(&parties->agencies, &person);
        return;
    }
    if (parties->agencies_are == FOREIGN_AGENCIES_ORGANISATIONS && party->organisation != NULL) {
        person.agency = party->organisation;
        add_organisation(parties, &(ForeignParticipant){ .name = party->organisation });
    } else if (party->organisation != NULL) {
        foreign_remark(parties->schedule, "the organisation of a person",
                       "is left out: it would be an agency with --agencies organisations",
                       party->organisation);
    }
    group_add(&parties->people, &person);
}

static bool wants_organisations(const ForeignParties *parties)
{
    return parties->agencies_are == FOREIGN_AGENCIES_ORGANISATIONS ||
           parties->agencies_are == FOREIGN_AGENCIES_SPEAKERS;
}

static void add_party(ForeignParties *parties, const ForeignParty *party)
{
    if (party->type == FOREIGN_PARTY_PERSON) {
        add_person(parties, party);
    } else if (wants_organisations(parties)) {
        add_organisation(parties, &(ForeignParticipant){ .name = party->name,
                                                         .short_name = party->short_name,
                                                         .url = party->url });
    } else {
        foreign_remark(parties->schedule, "an organisation",
                       "is left out: it would be an agency with --agencies organisations",
                       party->name);
    }
}

static void add_event(ForeignParties *parties, const ForeignEvent *event)
{
    for (guint i = 0; i < event->parties->len; i++) {
        add_party(parties, &g_array_index(event->parties, ForeignParty, i));
    }
    if (parties->agencies_are == FOREIGN_AGENCIES_TRACKS && event->track != NULL) {
        add_organisation(parties, &(ForeignParticipant){ .name = event->track });
    }
}

/* --- ids --------------------------------------------------------------------------------- */

/* Numbers as such. */
static gint compare_sources(const char *left, const char *right)
{
    gsize left_length = left != NULL ? strlen(left) : 0;
    gsize right_length = right != NULL ? strlen(right) : 0;

    if (left_length != right_length) {
        return left_length < right_length ? -1 : 1;
    }
    return g_strcmp0(left, right);
}

/* Who is older at the source comes first, and has the shorter id. */
static gint compare_by_age(gconstpointer a, gconstpointer b)
{
    const ForeignParticipant *left = a;
    const ForeignParticipant *right = b;
    gint order = compare_sources(left->source, right->source);

    return order != 0 ? order : strcmp(left->name, right->name);
}

static gint compare_by_id(gconstpointer a, gconstpointer b)
{
    return strcmp(((const ForeignParticipant *)a)->id, ((const ForeignParticipant *)b)->id);
}

/* The short name as an id; with the name where several have that short name, or it is a number. */
static char *dup_wish(const Group *group, const ForeignParticipant *participant,
                      GHashTable *short_names)
{
    const char *short_name = participant->short_name;
    bool is_free = short_name != NULL && g_ascii_isalpha(*short_name) &&
                   GPOINTER_TO_UINT(g_hash_table_lookup(short_names, short_name)) == 1;

    return id_pool_dup_slug(is_free ? short_name : participant->name, group->word);
}

/* How many have each short name. */
static GHashTable *count_short_names(const Group *group)
{
    GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < group->participants->len; i++) {
        const char *name = g_array_index(group->participants, ForeignParticipant, i).short_name;
        if (name != NULL) {
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name));
            g_hash_table_insert(counts, (gpointer)name, GUINT_TO_POINTER(count + 1));
        }
    }
    return counts;
}

static void group_give_ids(Group *group)
{
    g_autoptr(GHashTable) short_names = count_short_names(group);

    g_array_sort(group->participants, compare_by_age);
    for (guint i = 0; i < group->participants->len; i++) {
        ForeignParticipant *participant =
            &g_array_index(group->participants, ForeignParticipant, i);
        g_autofree char *wish = dup_wish(group, participant, short_names);
        g_autofree char *more =
            participant->source != NULL ? id_pool_dup_slug(participant->source, group->word) : NULL;
        participant->id = id_pool_take(group->pool, wish, more);
        g_hash_table_insert(group->ids, dup_key(participant->source, participant->name),
                            (gpointer)participant->id);
    }
    g_array_sort(group->participants, compare_by_id);
}

static const char *find_id(const Group *group, const char *source, const char *name)
{
    g_autofree char *key = dup_key(source, name);

    return g_hash_table_lookup(group->ids, key);
}

/* Puts the ids of agencies in place of their names. */
static void join_agencies(ForeignParties *parties)
{
    for (guint i = 0; i < parties->people.participants->len; i++) {
        ForeignParticipant *person =
            &g_array_index(parties->people.participants, ForeignParticipant, i);
        if (person->agency != NULL) {
            person->agency = find_id(&parties->agencies, NULL, person->agency);
        }
    }
}

/* --- handing out ------------------------------------------------------------------------- */

ForeignParties *foreign_parties_new(ForeignSchedule *schedule, ForeignAgencies agencies)
{
    ForeignParties *parties = g_new0(ForeignParties, 1);

    parties->schedule = schedule;
    parties->agencies_are = agencies;
    group_init(&parties->agencies, "agency");
    group_init(&parties->people, "person");
    for (guint i = 0; i < schedule->events->len; i++) {
        add_event(parties, schedule->events->pdata[i]);
    }
    group_give_ids(&parties->agencies);
    group_give_ids(&parties->people);
    join_agencies(parties);
    return parties;
}

void foreign_parties_free(ForeignParties *parties)
{
    if (parties != NULL) {
        group_clear(&parties->agencies);
        group_clear(&parties->people);
        g_free(parties);
    }
}

const GArray *foreign_parties_agencies(const ForeignParties *parties)
{
    return parties->agencies.participants;
}

const GArray *foreign_parties_people(const ForeignParties *parties)
{
    return parties->people.participants;
}

ForeignPartyIds foreign_parties_ids(const ForeignParties *parties, const ForeignParty *party)
{
    ForeignPartyIds ids = { 0 };

    if (party->type == FOREIGN_PARTY_ORGANISATION) {
        ids.agency = find_id(&parties->agencies, NULL, party->name);
    } else if (parties->agencies_are == FOREIGN_AGENCIES_SPEAKERS) {
        ids.agency = find_id(&parties->agencies, party->source, party->name);
    } else {
        ids.person = find_id(&parties->people, party->source, party->name);
        ids.agency = party->organisation != NULL
                         ? find_id(&parties->agencies, NULL, party->organisation)
                         : NULL;
    }
    return ids;
}

const char *foreign_parties_track(const ForeignParties *parties, const char *track)
{
    return parties->agencies_are == FOREIGN_AGENCIES_TRACKS && track != NULL
               ? find_id(&parties->agencies, NULL, track)
               : NULL;
}
