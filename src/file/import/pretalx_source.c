#include "file/import/pretalx_source.h"

#include <string.h>

#include "file/import/foreign_text.h"

/* --- kinds ------------------------------------------------------------------------------- */

static const struct {
    const char *key;   /* the member by which records are found */
    const char *name;  /* the member that is their name */
    const char *words; /* for remarks */
} KINDS[] = {
    [PRETALX_SUBMISSION] = { "code", "title", "a submission" },
    [PRETALX_SPEAKER] = { "code", "name", "a speaker" },
    [PRETALX_ROOM] = { "id", "name", "the room of a session" },
    [PRETALX_TRACK] = { "id", "name", "the track of a session" },
    [PRETALX_TYPE] = { "id", "name", "the type of a session" },
    [PRETALX_TAG] = { "id", "tag", "a tag" },
    [PRETALX_QUESTION] = { "id", "question", "a question" },
};

/* --- tables ------------------------------------------------------------------------------ */

/* Adds a record unless a fuller one of its id is there. One without an id cannot be found. */
static void add_record(PretalxSource *source, PretalxKind kind, const json_t *record)
{
    PretalxTable *table = &source->tables[kind];
    g_autofree char *id = json_source_dup(record, KINDS[kind].key);

    if (id == NULL) {
        return;
    }
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(table->places, id));
    if (place == 0) {
        g_ptr_array_add(table->records, (gpointer)record);
        g_hash_table_insert(table->places, g_steal_pointer(&id),
                            GUINT_TO_POINTER(table->records->len));
    } else if (json_object_size(record) > json_object_size(table->records->pdata[place - 1])) {
        table->records->pdata[place - 1] = (gpointer)record;
    }
}

const json_t *pretalx_source_find(const PretalxSource *source, PretalxKind kind, const char *id)
{
    const PretalxTable *table = &source->tables[kind];
    gpointer place = id != NULL ? g_hash_table_lookup(table->places, id) : NULL;

    return place != NULL ? table->records->pdata[GPOINTER_TO_UINT(place) - 1] : NULL;
}

/* --- records ----------------------------------------------------------------------------- */

static bool has(const json_t *object, const char *name)
{
    return json_object_get(object, name) != NULL;
}

/* What stands in these members is of their kind. The other members are of any. */
static const struct {
    const char *name;
    PretalxKind kind;
} ENDPOINTS[] = {
    { "speakers", PRETALX_SPEAKER },      { "rooms", PRETALX_ROOM },
    { "tracks", PRETALX_TRACK },          { "submission-types", PRETALX_TYPE },
    { "submission_types", PRETALX_TYPE }, { "tags", PRETALX_TAG },
    { "questions", PRETALX_QUESTION },
};

/* Finds the kind of a record that is neither a submission nor an event. */
static bool find_kind(const char *name, const json_t *object, PretalxKind *out)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ENDPOINTS) && name != NULL; i++) {
        if (strcmp(ENDPOINTS[i].name, name) == 0) {
            *out = ENDPOINTS[i].kind;
            return true;
        }
    }
    *out = has(object, "code")               ? PRETALX_SPEAKER
           : has(object, "tag")              ? PRETALX_TAG
           : has(object, "variant")          ? PRETALX_QUESTION
           : has(object, "default_duration") ? PRETALX_TYPE
           : has(object, "color")            ? PRETALX_TRACK
                                             : PRETALX_ROOM;
    return has(object, "name") || *out == PRETALX_TAG || *out == PRETALX_QUESTION;
}

static void add_slot(PretalxSource *source, const json_t *slot, const char *code)
{
    PretalxSlot record = { .slot = slot, .code = g_strdup(code) };

    g_array_append_val(source->slots, record);
}

/* Adds what stands in a list, or alone, in place of its id. */
static void add_inner(PretalxSource *source, PretalxKind kind, const json_t *value)
{
    gsize i;
    json_t *item;

    if (json_is_object(value)) {
        add_record(source, kind, value);
    }
    json_array_foreach (value, i, item) {
        if (json_is_object(item)) {
            add_record(source, kind, item);
        }
    }
}

static void add_submission(PretalxSource *source, const json_t *submission)
{
    g_autofree char *code = json_source_dup(submission, "code");
    const json_t *slot = json_object_get(submission, "slot");
    gsize i;
    json_t *item;

    add_record(source, PRETALX_SUBMISSION, submission);
    add_inner(source, PRETALX_SPEAKER, json_object_get(submission, "speakers"));
    if (has(submission, "start")) {
        add_slot(source, submission, code);
    }
    if (json_is_object(slot)) {
        add_slot(source, slot, code);
    }
    json_array_foreach (json_object_get(submission, "slots"), i, item) {
        if (json_is_object(item)) {
            add_slot(source, item, code);
            add_inner(source, PRETALX_ROOM, json_object_get(item, "room"));
        }
    }
}

/* A slot that does not stand in its submission. */
static void add_lone_slot(PretalxSource *source, const json_t *slot)
{
    const json_t *submission = json_object_get(slot, "submission");
    g_autofree char *code = json_is_object(submission) ? json_source_dup(submission, "code")
                                                       : json_source_dup_value(submission);

    if (json_is_object(submission) && code != NULL) {
        add_submission(source, submission);
    }
    add_slot(source, slot, code);
    add_inner(source, PRETALX_ROOM, json_object_get(slot, "room"));
}

static bool visit(const char *name, const json_t *object, gpointer data)
{
    PretalxSource *source = data;
    PretalxKind kind;
    bool is_submission = has(object, "code") && (has(object, "title") || has(object, "slots") ||
                                                 has(object, "submission_type"));

    if (is_submission) {
        add_submission(source, object);
    } else if (has(object, "slug") && has(object, "name")) {
        source->event = source->event != NULL ? source->event : object;
    } else if (has(object, "start")) {
        add_lone_slot(source, object);
    } else if (find_kind(name, object, &kind)) {
        add_record(source, kind, object);
    } else {
        source->timezone =
            source->timezone != NULL ? source->timezone : json_source_dup(object, "timezone");
        return true;
    }
    return false;
}

/* --- the whole --------------------------------------------------------------------------- */

static char *dup_locale(const json_t *event)
{
    char *locale = json_source_dup(event, "locale");
    const json_t *first = json_array_get(json_object_get(event, "locales"), 0);

    locale = locale != NULL ? locale : json_source_dup_value(first);
    return locale != NULL ? locale : g_strdup("en");
}

/* The address of the event's page: said, or told from its domain or an address of the API. */
static char *dup_base(const json_t *event, const char *page)
{
    static const char API[] = "/api/events/";
    char *base = json_source_dup(json_object_get(event, "urls"), "base");
    g_autofree char *domain = json_source_dup(event, "custom_domain");
    g_autofree char *slug = json_source_dup(event, "slug");
    const char *path = page != NULL ? strstr(page, API) : NULL;

    if (base == NULL && domain != NULL && *domain != '\0' && slug != NULL) {
        base = g_strdup_printf("%s%s%s/", domain, g_str_has_suffix(domain, "/") ? "" : "/", slug);
    } else if (base == NULL && path != NULL) {
        const char *name = path + strlen(API);
        base =
            g_strdup_printf("%.*s/%.*s/", (int)(path - page), page, (int)strcspn(name, "/?"), name);
    }
    return base;
}

static void clear_slot(gpointer slot)
{
    g_free(((PretalxSlot *)slot)->code);
}

void pretalx_source_init(PretalxSource *source, ForeignSchedule *schedule, const json_t *documents)
{
    JsonWalk walk = { .visit = visit, .data = source };

    *source = (PretalxSource){ .schedule = schedule };
    source->slots = g_array_new(FALSE, FALSE, sizeof(PretalxSlot));
    g_array_set_clear_func(source->slots, clear_slot);
    for (guint kind = 0; kind < PRETALX_N_KINDS; kind++) {
        source->tables[kind].records = g_ptr_array_new();
        source->tables[kind].places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    json_source_walk(&walk, documents);
    source->locale = dup_locale(source->event);
    source->base = dup_base(source->event, walk.url);
}

void pretalx_source_clear(PretalxSource *source)
{
    for (guint kind = 0; kind < PRETALX_N_KINDS; kind++) {
        g_ptr_array_unref(source->tables[kind].records);
        g_hash_table_unref(source->tables[kind].places);
    }
    g_array_unref(source->slots);
    g_free(source->timezone);
    g_free(source->locale);
    g_free(source->base);
}

/* --- texts ------------------------------------------------------------------------------- */

static const json_t *find_text(const json_t *texts, const char *locale)
{
    const json_t *text = json_object_get(texts, locale);

    return json_string_length(text) > 0 ? text : NULL;
}

char *pretalx_source_dup_text(const PretalxSource *source, const json_t *value)
{
    const json_t *chosen = find_text(value, source->locale);
    const char *locale;
    json_t *text;

    chosen = chosen != NULL ? chosen : find_text(value, "en");
    json_object_foreach ((json_t *)value, locale, text) {
        chosen = chosen != NULL ? chosen : find_text(value, locale);
        if (json_string_length(text) > 0 && !json_equal(text, chosen)) {
            foreign_remark(source->schedule, "a text in another language",
                           "is left out: the agenda has that of the conference",
                           json_string_value(text));
        }
    }
    return json_source_dup_value(json_is_object(value) ? chosen : value);
}

const char *pretalx_source_line(const PretalxSource *source, const json_t *object, const char *name)
{
    g_autofree char *text = pretalx_source_dup_text(source, json_object_get(object, name));

    return foreign_line(source->schedule, text);
}

const char *pretalx_source_name(const PretalxSource *source, PretalxKind kind, const json_t *value)
{
    g_autofree char *id = json_source_dup_value(value);
    g_autofree char *text = pretalx_source_dup_text(source, value);
    const json_t *found = pretalx_source_find(source, kind, id);
    const json_t *record = found != NULL ? found : value;

    if (json_object_get(record, KINDS[kind].name) != NULL) {
        return pretalx_source_line(source, record, KINDS[kind].name);
    }
    if (json_is_number(value)) {
        foreign_remark(source->schedule, KINDS[kind].words, "is left out: only its number is there",
                       id);
        return NULL;
    }
    return foreign_line(source->schedule, text);
}
