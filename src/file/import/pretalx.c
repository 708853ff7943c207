#include "file/import/pretalx.h"

#include <string.h>

#include "base/clip.h"
#include "file/import/foreign_agenda.h"
#include "file/import/foreign_text.h"
#include "file/import/foreign_times.h"
#include "file/import/pretalx_submission.h"

/* --- what is kept ------------------------------------------------------------------------ */

/* What becomes of a submission in a state. */
static const struct State {
    const char *word;
    SessionStatus status;
} STATES[] = {
    { "confirmed", SESSION_STATUS_CONFIRMED }, { "accepted", SESSION_STATUS_TENTATIVE },
    { "canceled", SESSION_STATUS_CANCELLED },  { "cancelled", SESSION_STATUS_CANCELLED },
    { "withdrawn", SESSION_STATUS_CANCELLED },
};

/* Finds the status of a submission; without a state it is in a public schedule. False if it is
 * left out. */
static bool find_status(const json_t *submission, SessionStatus *out)
{
    g_autofree char *state = json_source_dup(submission, "state");

    *out = SESSION_STATUS_CONFIRMED;
    for (gsize i = 0; i < G_N_ELEMENTS(STATES) && state != NULL; i++) {
        if (strcmp(STATES[i].word, state) == 0) {
            *out = STATES[i].status;
            return true;
        }
    }
    return state == NULL;
}

/* --- remarks ----------------------------------------------------------------------------- */

/* Answers are left out under the names of their questions; what they say may be private. */
static void leave_out_answers(const PretalxSource *source, const char *record, const json_t *object)
{
    gsize i;
    json_t *answer;

    json_array_foreach (json_object_get(object, "answers"), i, answer) {
        const json_t *question = json_object_get(answer, "question");
        const char *name =
            question != NULL ? pretalx_source_name(source, PRETALX_QUESTION, question) : NULL;
        g_autofree char *clipped = name != NULL ? clip_dup(name) : NULL;
        g_autofree char *what = g_strdup_printf(
            "%s/answers%s%s", record, clipped != NULL ? "/" : "", clipped != NULL ? clipped : "");
        foreign_leave_out(source->schedule, foreign_line(source->schedule, what), NULL);
    }
}

/* Remarks, of each record once, on what is not taken from it. */
static void leave_out(const PretalxSource *source, PretalxKind kind, const char *record,
                      const char *const *known)
{
    const GPtrArray *records = source->tables[kind].records;

    for (guint i = 0; i < records->len; i++) {
        json_source_leave_out(source->schedule, record, records->pdata[i], known);
        leave_out_answers(source, record, records->pdata[i]);
    }
}

static void leave_out_all(const PretalxSource *source)
{
    static const char *const SUBMISSION[] = {
        "abstract",
        "answers",
        "code",
        "content_locale",
        "created",
        "description",
        "duration",
        "end",
        "id",
        "image",
        "resources",
        "room",
        "slot",
        "slots",
        "speakers",
        "slot_count",
        "start",
        "state",
        "tag_ids",
        "tags",
        "title",
        "submission_type",
        "submission_type_id",
        "track",
        "track_id",
        "updated",
        NULL,
    };
    static const char *const SPEAKER[] = { "answers", "code", "name", "submissions", NULL };
    static const char *const ROOM[] = { "availabilities", "capacity", "guid", "id", "name",
                                        "position",       "url",      "uuid", NULL };
    static const char *const TRACK[] = { "color", "id", "name", "position", "requires_access_code",
                                         NULL };

    leave_out(source, PRETALX_SUBMISSION, "submission", SUBMISSION);
    leave_out(source, PRETALX_SPEAKER, "speaker", SPEAKER);
    leave_out(source, PRETALX_ROOM, "room", ROOM);
    leave_out(source, PRETALX_TRACK, "track", TRACK);
}

/* --- the conference ---------------------------------------------------------------------- */

static void read_head(const PretalxSource *source)
{
    static const char *const KNOWN[] = {
        "content_locales",
        "custom_domain",
        "date_from",
        "date_to",
        "email",
        "header_image",
        "is_public",
        "locale",
        "locales",
        "logo",
        "name",
        "og_image",
        "slug",
        "primary_color",
        "timezone",
        "urls",
        NULL,
    };
    static const char *const IMAGES[] = { "logo", "og_image", "header_image" };
    ForeignSchedule *schedule = source->schedule;
    const char *zone = json_source_line(schedule, source->event, "timezone");

    schedule->id = json_source_line(schedule, source->event, "slug");
    schedule->title = pretalx_source_line(source, source->event, "name");
    schedule->timezone = zone != NULL ? zone : foreign_line(schedule, source->timezone);
    schedule->url = foreign_url(schedule, "event/urls", source->base);
    /* It stands below each page of the event. */
    schedule->contact = json_source_line(schedule, source->event, "email");
    schedule->track_noun = "Track";
    for (gsize i = 0; i < G_N_ELEMENTS(IMAGES) && schedule->image == NULL; i++) {
        schedule->image = json_source_url(schedule, source->base, source->event, IMAGES[i]);
    }
    json_source_leave_out(schedule, "event", source->event, KNOWN);
}

static void read_rooms(const PretalxSource *source)
{
    const GPtrArray *records = source->tables[PRETALX_ROOM].records;

    for (guint i = 0; i < records->len; i++) {
        const json_t *record = records->pdata[i];
        const char *name = pretalx_source_line(source, record, "name");
        const char *guid = json_source_line(source->schedule, record, "guid");
        if (name != NULL) {
            ForeignPlace *room = foreign_add_room(source->schedule, name);
            room->source = guid != NULL ? guid : json_source_line(source->schedule, record, "uuid");
            room->capacity = (guint)CLAMP(json_source_number(record, "capacity"), 0, G_MAXINT32);
        }
    }
}

/* --- slots ------------------------------------------------------------------------------- */

static ForeignTime time_of(const json_t *slot, const char *name)
{
    g_autofree char *text = json_source_dup(slot, name);

    return foreign_times_parse(text);
}

/* An end that is not said comes after the duration, in minutes. */
static void read_times(const json_t *slot, const json_t *submission, ForeignEvent *event)
{
    gint64 own = json_source_number(slot, "duration");
    gint64 minutes = own > 0 ? own : json_source_number(submission, "duration");

    event->start = time_of(slot, "start");
    event->end = time_of(slot, "end");
    if (event->end.type == FOREIGN_TIME_NONE) {
        event->end = event->start;
        event->end.seconds += CLAMP(minutes, 0, CIVIL_MAX_CLOCK) * 60;
    }
}

/* The room, by its id if the slot says that beside its name. */
static const char *room_of(const PretalxSource *source, const json_t *slot)
{
    g_autofree char *id = json_source_dup(slot, "room_id");
    const json_t *known = pretalx_source_find(source, PRETALX_ROOM, id);

    return known != NULL ? pretalx_source_line(source, known, "name")
                         : pretalx_source_name(source, PRETALX_ROOM, json_object_get(slot, "room"));
}

/* A slot without a submission is a break. Those that only block a room are nobody's. */
static bool read_break(const PretalxSource *source, const json_t *slot, ForeignEvent *event)
{
    const char *title = pretalx_source_line(source, slot, "title");
    const char *id = json_source_line(source->schedule, slot, "id");
    g_autofree char *own = id != NULL ? g_strconcat("break-", id, NULL) : NULL;
    const char *type = json_string_value(json_object_get(slot, "slot_type"));

    title = title != NULL ? title : pretalx_source_line(source, slot, "description");
    event->kind = SESSION_KIND_BREAK;
    event->title = title != NULL ? title : "Break";
    event->id = foreign_intern(source->schedule, own);
    event->source = id;
    return g_strcmp0(type, "blocker") != 0;
}

/* What tells the slots of a source apart: it may have one several times, in several pages. */
static char *dup_key(const PretalxSlot *slot, const ForeignEvent *event)
{
    return g_strdup_printf("%s\n%d %" G_GINT64_FORMAT "\n%s",
                           slot->code != NULL ? slot->code : event->title, event->start.type,
                           event->start.seconds, event->room != NULL ? event->room : "");
}

static void remove_last(ForeignSchedule *schedule)
{
    g_ptr_array_set_size(schedule->events, (gint)schedule->events->len - 1);
}

/* More slots than this no submission has. */
#define SLOTS_MAX 100

/* The slots that were read. */
typedef struct Seen {
    GHashTable *keys;   /* of dup_key, a set */
    GHashTable *counts; /* code → how many slots the submission has; the codes are interned */
} Seen;

/* Whether a slot is the first of its key, and not one too many of its submission. */
static bool note_slot(const PretalxSource *source, Seen *seen, const PretalxSlot *slot,
                      const ForeignEvent *event)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(seen->counts, event->id));

    if (!g_hash_table_add(seen->keys, dup_key(slot, event))) {
        return false;
    }
    if (slot->code != NULL && count == SLOTS_MAX) {
        foreign_remark(source->schedule, "a slot", "is left out: its submission has too many",
                       slot->code);
        return false;
    }
    g_hash_table_insert(seen->counts, (gpointer)event->id, GUINT_TO_POINTER(count + 1));
    return true;
}

/* Adds what is in a slot, unless it is known. */
static void read_slot(const PretalxSource *source, const PretalxSlot *slot, Seen *seen)
{
    const json_t *submission = pretalx_source_find(source, PRETALX_SUBMISSION, slot->code);
    ForeignEvent *event = foreign_add_event(source->schedule);

    read_times(slot->slot, submission, event);
    event->room = room_of(source, slot->slot);
    event->id = event->source = foreign_line(source->schedule, slot->code);
    event->place = event->source;
    bool is_kept = slot->code == NULL ? read_break(source, slot->slot, event)
                                      : find_status(submission, &event->status);
    if (slot->code != NULL && submission == NULL) {
        foreign_remark(source->schedule, "a submission", "is left out: there is only its code",
                       slot->code);
        is_kept = false;
    }
    if (!is_kept || !note_slot(source, seen, slot, event)) {
        remove_last(source->schedule);
    } else if (submission != NULL) {
        pretalx_submission_read(source, submission, event);
    }
}

static void read_slots(const PretalxSource *source)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_direct_hash, g_direct_equal);
    Seen seen = { keys, counts };

    for (guint i = 0; i < source->slots->len; i++) {
        read_slot(source, &g_array_index(source->slots, PretalxSlot, i), &seen);
    }
}

/* Remarks on submissions that are not in the agenda. */
static void remark_on_missing(const PretalxSource *source)
{
    const GPtrArray *records = source->tables[PRETALX_SUBMISSION].records;
    g_autoptr(GHashTable) placed = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < source->slots->len; i++) {
        const char *code = g_array_index(source->slots, PretalxSlot, i).code;
        if (code != NULL) {
            g_hash_table_add(placed, (gpointer)code);
        }
    }
    for (guint i = 0; i < records->len; i++) {
        g_autofree char *code = json_source_dup(records->pdata[i], "code");
        g_autofree char *state = json_source_dup(records->pdata[i], "state");
        SessionStatus status;
        if (!find_status(records->pdata[i], &status)) {
            foreign_remark(source->schedule, "a submission", "is left out: it is not accepted",
                           state);
        } else if (!g_hash_table_contains(placed, code)) {
            foreign_remark(source->schedule, "a submission", "is left out: it has no slot", code);
        }
    }
}

static bool read_documents(const json_t *documents, ForeignSchedule *schedule, GError **error)
{
    g_auto(PretalxSource) source;

    pretalx_source_init(&source, schedule, documents);
    if (source.slots->len == 0 && source.tables[PRETALX_SUBMISSION].records->len == 0) {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE,
                            "it has no submissions, talks or slots; expected what the API of "
                            "pretalx answers");
        return false;
    }
    read_head(&source);
    read_rooms(&source);
    read_slots(&source);
    remark_on_missing(&source);
    leave_out_all(&source);
    return true;
}

bool pretalx_read(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    json_t *documents = json_source_load(data, size, error);
    bool is_read = documents != NULL && read_documents(documents, schedule, error);

    json_decref(documents);
    return is_read;
}
