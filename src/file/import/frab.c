#include "file/import/frab.h"

#include <stdlib.h>
#include <string.h>

#include "file/import/foreign_text.h"
#include "file/import/foreign_times.h"

/* --- rows -------------------------------------------------------------------------------- */

/* What becomes of a text. */
typedef enum FrabUse {
    FRAB_USE_LINE,
    FRAB_USE_TERM,
    FRAB_USE_URL,
    FRAB_USE_LINK,     /* a link; its title is the row's */
    FRAB_USE_LANGUAGE, /* one, or several with commas between */
    FRAB_USE_RAW,      /* kept in FrabEvent until it ends */
    FRAB_USE_NONE,     /* what other values say too */
} FrabUse;

typedef struct FrabRow {
    const char *name;
    FrabUse use;
    gsize place;       /* offset of the member, of ForeignEvent or, raw, of FrabEvent */
    const char *title; /* of a link */
} FrabRow;

static const FrabRow ROWS[] = {
    { "id", FRAB_USE_LINE, offsetof(ForeignEvent, id), NULL },
    { "guid", FRAB_USE_LINE, offsetof(ForeignEvent, source), NULL },
    { "title", FRAB_USE_LINE, offsetof(ForeignEvent, title), NULL },
    { "subtitle", FRAB_USE_LINE, offsetof(ForeignEvent, subtitle), NULL },
    { "room", FRAB_USE_LINE, offsetof(ForeignEvent, room), NULL },
    { "track", FRAB_USE_LINE, offsetof(ForeignEvent, track), NULL },
    { "type", FRAB_USE_TERM, offsetof(ForeignEvent, type), NULL },
    { "language", FRAB_USE_LANGUAGE, 0, NULL },
    { "url", FRAB_USE_URL, offsetof(ForeignEvent, url), NULL },
    { "full_conf_url", FRAB_USE_URL, offsetof(ForeignEvent, url), NULL },
    { "video_download_url", FRAB_USE_LINK, 0, "Video" },
    { "date", FRAB_USE_RAW, offsetof(FrabEvent, date), NULL },
    { "start", FRAB_USE_RAW, offsetof(FrabEvent, start), NULL },
    { "duration", FRAB_USE_RAW, offsetof(FrabEvent, duration), NULL },
    { "abstract", FRAB_USE_RAW, offsetof(FrabEvent, abstract), NULL },
    { "description", FRAB_USE_RAW, offsetof(FrabEvent, description), NULL },
    { "feedback_url", FRAB_USE_RAW, offsetof(FrabEvent, feedback), NULL },
    { "end", FRAB_USE_NONE, 0, NULL },
};

static const FrabRow *find_row(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].name, name) == 0) {
            return &ROWS[i];
        }
    }
    return NULL;
}

static void add_languages(ForeignEvent *event, ForeignSchedule *schedule, const char *text)
{
    g_auto(GStrv) tags = g_strsplit(text, ",", -1);

    for (guint i = 0; tags[i] != NULL; i++) {
        const char *tag = foreign_language(schedule, "event/language", tags[i]);
        if (tag != NULL) {
            g_ptr_array_add(event->languages, (gpointer)tag);
        }
    }
}

/* Sets the member of a row. The first of several elements of a name stays. */
static void set_member(const FrabRow *row, gpointer record, const char *value)
{
    const char **member = G_STRUCT_MEMBER_P(record, row->place);

    *member = *member != NULL ? *member : value;
}

void frab_event_set(FrabEvent *frab, ForeignSchedule *schedule, const char *name, const char *text)
{
    const FrabRow *row = find_row(name);
    FrabUse use = row != NULL ? row->use : FRAB_USE_NONE;
    g_autofree char *what = g_strconcat("event/", name, NULL);

    if (row == NULL && foreign_line(schedule, text) != NULL) {
        foreign_leave_out(schedule, foreign_intern(schedule, what), text);
    } else if (use == FRAB_USE_LINE) {
        set_member(row, frab->event, foreign_line(schedule, text));
    } else if (use == FRAB_USE_TERM) {
        set_member(row, frab->event, foreign_term(schedule, text));
    } else if (use == FRAB_USE_URL) {
        set_member(row, frab->event, foreign_url(schedule, foreign_intern(schedule, what), text));
    } else if (use == FRAB_USE_LINK) {
        frab_event_add_link(frab, schedule, text, row->title, NULL);
    } else if (use == FRAB_USE_LANGUAGE) {
        add_languages(frab->event, schedule, text);
    } else if (use == FRAB_USE_RAW) {
        char **member = G_STRUCT_MEMBER_P(frab, row->place);
        g_free(*member);
        *member = g_strdup(text);
    }
}

/* --- lists ------------------------------------------------------------------------------- */

void frab_event_add_person(FrabEvent *frab, ForeignSchedule *schedule, const char *source,
                           const char *name)
{
    const char *clean = foreign_line(schedule, name);

    if (clean == NULL) {
        foreign_remark(schedule, "a person", "is left out: it has no name", source);
        return;
    }
    ForeignParty *person = foreign_add_party(frab->event, FOREIGN_PARTY_PERSON);
    person->source = foreign_line(schedule, source);
    person->name = clean;
    person->role = "speaker";
}

void frab_event_add_link(FrabEvent *frab, ForeignSchedule *schedule, const char *url,
                         const char *title, const char *type)
{
    const char *address = foreign_url(schedule, "event/links", url);
    const char *words = foreign_line(schedule, title);
    const char *kind = foreign_line(schedule, type);

    if (address == NULL) {
        return;
    }
    if (words != NULL && kind != NULL) {
        g_autofree char *both = g_strdup_printf("%s (%s)", words, kind);
        words = foreign_line(schedule, both);
    }
    foreign_add_link(frab->event, address, words != NULL ? words : kind);
}

/* --- times ------------------------------------------------------------------------------- */

/* Reads "HH:MM" or "HH:MM:SS". Hours may be many. */
static bool parse_clock(const char *text, gint32 *out_seconds)
{
    g_auto(GStrv) parts = g_strsplit(text != NULL ? text : "", ":", 4);
    guint n_parts = g_strv_length(parts);
    gint64 seconds = 0;

    if (n_parts != 2 && n_parts != 3) {
        return false;
    }
    for (guint i = 0; i < n_parts; i++) {
        g_strstrip(parts[i]);
        if (*parts[i] == '\0' || strspn(parts[i], "0123456789") != strlen(parts[i]) ||
            strlen(parts[i]) > 4) {
            return false;
        }
        seconds = seconds * 60 + strtol(parts[i], NULL, 10);
    }
    *out_seconds = (gint32)(n_parts == 2 ? seconds * 60 : seconds);
    return true;
}

/* Reads what the date of an event is: a stamp with an offset, one without, which is what clocks
 * show, or only a day. */
static ForeignTime parse_date(const char *text, const FrabEvent *frab)
{
    ForeignTime time = foreign_times_parse(text);
    g_autofree char *day = g_strndup(text, strlen("YYYY-MM-DD"));
    CivilDate date;
    gint32 clock;

    if (time.type == FOREIGN_TIME_NONE && civil_parse_date(day, &date) &&
        parse_clock(frab->start, &clock)) {
        time = (ForeignTime){ FOREIGN_TIME_LOCAL, civil_at(date, clock) };
    }
    return time;
}

/* When an event without a date begins: on the day in which it stands, or in the night after it. */
static ForeignTime start_on_day(const FrabEvent *frab, const FrabDay *day)
{
    gint32 clock;

    if (!day->has_date || !parse_clock(frab->start, &clock)) {
        return (ForeignTime){ .type = FOREIGN_TIME_NONE };
    }
    gint32 night = clock < day->day_change ? CIVIL_DAY_SECONDS : 0;
    return (ForeignTime){ FOREIGN_TIME_LOCAL, civil_at(day->date, clock + night) };
}

static void set_times(FrabEvent *frab, const FrabDay *day)
{
    ForeignEvent *event = frab->event;
    g_autofree char *date = g_strstrip(g_strdup(frab->date != NULL ? frab->date : ""));
    gint32 length = 0;

    event->has_day = day->has_date;
    event->day = day->date;
    event->start = *date != '\0' ? parse_date(date, frab) : start_on_day(frab, day);
    parse_clock(frab->duration, &length);
    event->end = event->start;
    event->end.seconds += length;
}

/* --- events ------------------------------------------------------------------------------ */

void frab_event_init(FrabEvent *frab, ForeignSchedule *schedule, const FrabDay *day)
{
    *frab = (FrabEvent){ .event = foreign_add_event(schedule) };
    frab->event->place = day->room;
}

static void set_abstract(FrabEvent *frab, ForeignSchedule *schedule)
{
    const char *abstract = foreign_prose(schedule, "event/abstract", frab->abstract);
    const char *more = foreign_prose(schedule, "event/description", frab->description);

    frab->event->abstract = foreign_prose_join(schedule, "event/description", abstract, more);
}

void frab_event_finish(FrabEvent *frab, ForeignSchedule *schedule, const FrabDay *day)
{
    if (frab->event->room == NULL) {
        frab->event->room = day->room;
    }
    set_times(frab, day);
    set_abstract(frab, schedule);
    frab_event_add_link(frab, schedule, frab->feedback, "Feedback", NULL);
    g_free(frab->date);
    g_free(frab->start);
    g_free(frab->duration);
    g_free(frab->abstract);
    g_free(frab->description);
    g_free(frab->feedback);
}

/* --- places ------------------------------------------------------------------------------ */

ForeignPlace *frab_add_room(ForeignSchedule *schedule, const char *name, const char *slug,
                            const char *guid)
{
    const char *clean = foreign_line(schedule, name);

    if (clean == NULL) {
        return NULL;
    }
    ForeignPlace *room = foreign_add_room(schedule, clean);
    room->id = foreign_line(schedule, slug);
    room->source = foreign_line(schedule, guid);
    return room;
}

void frab_add_track(ForeignSchedule *schedule, const char *name)
{
    const char *clean = foreign_line(schedule, name);

    if (clean != NULL) {
        foreign_add_track(schedule, clean);
    }
}

/* --- the conference ---------------------------------------------------------------------- */

/* Adds to the place of the conference: a hall, then a city. */
static void add_location(ForeignSchedule *schedule, const char *text)
{
    g_autofree char *both = schedule->location != NULL && text != NULL
                                ? g_strconcat(schedule->location, ", ", text, NULL)
                                : g_strdup(text != NULL ? text : schedule->location);

    schedule->location = foreign_line(schedule, both);
}

void frab_set_conference(ForeignSchedule *schedule, FrabDay *day, const char *name,
                         const char *text)
{
    static const char *const DERIVED[] = {
        "start", "end", "days", "daysCount", "timeslot_duration", "rooms", "tracks", "colors", NULL
    };
    const char *line = foreign_line(schedule, text);

    if (line == NULL || g_strv_contains(DERIVED, name)) {
        return;
    }
    if (strcmp(name, "acronym") == 0) {
        schedule->id = line;
    } else if (strcmp(name, "title") == 0) {
        schedule->title = line;
    } else if (strcmp(name, "time_zone_name") == 0) {
        schedule->timezone = line;
    } else if (strcmp(name, "url") == 0 || strcmp(name, "base_url") == 0) {
        schedule->url = foreign_url(schedule, "conference/url", text);
    } else if (strcmp(name, "venue") == 0 || strcmp(name, "city") == 0) {
        add_location(schedule, line);
    } else if (strcmp(name, "day_change") == 0) {
        parse_clock(line, &day->day_change);
    } else {
        g_autofree char *what = g_strconcat("conference/", name, NULL);
        foreign_leave_out(schedule, foreign_intern(schedule, what), line);
    }
}
