#include "file/import/json_source.h"

#include <string.h>

#include "base/clip.h"
#include "file/import/foreign_agenda.h"
#include "file/import/foreign_text.h"

/* --- documents --------------------------------------------------------------------------- */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static gsize skip_blanks(const char *data, gsize size, gsize at)
{
    while (at < size && strchr(" \t\r\n", data[at]) != NULL && data[at] != '\0') {
        at++;
    }
    return at;
}

static json_t *load_one(const char *data, gsize size, gsize *at, GError **error)
{
    json_error_t fault;
    json_t *document = json_loadb(data + *at, size - *at, JSON_DISABLE_EOF_CHECK, &fault);

    if (document == NULL) {
        g_set_error(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE, "line %d, column %d%s: %s",
                    fault.line, fault.column, *at > 0 ? " of what follows the first document" : "",
                    fault.text);
        return NULL;
    }
    *at = skip_blanks(data, size, *at + (gsize)fault.position);
    return document;
}

json_t *json_source_load(const char *data, gsize size, GError **error)
{
    bool has_mark = size >= 3 && memcmp(data, BYTE_ORDER_MARK, 3) == 0;
    gsize at = skip_blanks(data, size, has_mark ? 3 : 0);
    json_t *documents = json_array();

    do {
        json_t *document = load_one(data, size, &at, error);
        if (document == NULL) {
            json_decref(documents);
            return NULL;
        }
        json_array_append_new(documents, document);
    } while (at < size);
    return documents;
}

char *json_source_dup_next(const char *data, gsize size)
{
    json_t *page = json_loadb(data, size, 0, NULL);
    char *next = g_strdup(json_string_value(json_object_get(page, "next")));

    json_decref(page);
    return next;
}

/* --- walks ------------------------------------------------------------------------------- */

/* Exports have a list of documents, pages, their results, and an object of endpoints around. */
#define DEPTH_MAX 10

static void note_url(JsonWalk *walk, const json_t *page)
{
    static const char *const NAMES[] = { "url", "next", "previous" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES) && walk->url == NULL; i++) {
        walk->url = json_string_value(json_object_get(page, NAMES[i]));
    }
}

static void walk_value(JsonWalk *walk, const char *name, const json_t *value, guint depth)
{
    const json_t *results = json_object_get(value, "results");
    const char *key;
    gsize i;
    json_t *item;

    if (depth > DEPTH_MAX) {
        return;
    }
    json_array_foreach (value, i, item) {
        walk_value(walk, name, item, depth + 1);
    }
    if (results != NULL) {
        note_url(walk, value);
        walk_value(walk, name, results, depth + 1);
    } else if (json_is_object(value) && walk->visit(name, value, walk->data)) {
        json_object_foreach ((json_t *)value, key, item) {
            walk_value(walk, key, item, depth + 1);
        }
    }
}

void json_source_walk(JsonWalk *walk, const json_t *documents)
{
    walk_value(walk, NULL, documents, 0);
}

/* --- members ----------------------------------------------------------------------------- */

/* Greater numbers a double does not tell apart from their neighbours. */
#define REAL_MAX ((double)(G_GINT64_CONSTANT(1) << 53))

/* The whole part of a number. */
static bool get_number(const json_t *value, gint64 *out)
{
    double real = json_real_value(value);

    if (json_is_integer(value)) {
        *out = json_integer_value(value);
        return true;
    }
    if (json_is_real(value) && real >= -REAL_MAX && real <= REAL_MAX) {
        *out = (gint64)real;
        return true;
    }
    return false;
}

char *json_source_dup_value(const json_t *value)
{
    gint64 number;

    if (json_is_string(value)) {
        return g_strdup(json_string_value(value));
    }
    return get_number(value, &number) ? g_strdup_printf("%" G_GINT64_FORMAT, number) : NULL;
}

char *json_source_dup(const json_t *object, const char *name)
{
    return json_source_dup_value(json_object_get(object, name));
}

const char *json_source_line(ForeignSchedule *schedule, const json_t *object, const char *name)
{
    g_autofree char *text = json_source_dup(object, name);

    return foreign_line(schedule, text);
}

gint64 json_source_number(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    gint64 number = 0;

    if (!get_number(value, &number) && json_is_string(value)) {
        number = g_ascii_strtoll(json_string_value(value), NULL, 10);
    }
    return number;
}

/* The scheme and the host of an address, as a length; 0 if it has none. */
static gsize origin_length(const char *base)
{
    const char *host = base != NULL ? strstr(base, "://") : NULL;

    return host != NULL ? (gsize)(host - base) + 3 + strcspn(host + 3, "/?#") : 0;
}

const char *json_source_url(ForeignSchedule *schedule, const char *base, const json_t *object,
                            const char *name)
{
    g_autofree char *raw = json_source_dup(object, name);
    bool is_path = raw != NULL && raw[0] == '/' && raw[1] != '/';
    gsize length = is_path ? origin_length(base) : 0;

    if (length > 0) {
        g_autofree char *whole = g_strdup_printf("%.*s%s", (int)length, base, raw);
        return foreign_url(schedule, name, whole);
    }
    return foreign_url(schedule, name, raw);
}

/* --- what is left out -------------------------------------------------------------------- */

/* What is nobody's business, whatever it belongs to. */
static const char *const PRIVATE[] = {
    "access_code",      "address",        "allowed",   "email",
    "emailHash",        "emails",         "fax",       "invitations",
    "invitation_token", "internal_notes", "notes",     "phone",
    "review_code",      "reviews",        "telephone", NULL,
};

static bool says_something(const json_t *value)
{
    bool is_empty = json_is_null(value) || json_is_false(value) ||
                    (json_is_string(value) && json_string_length(value) == 0) ||
                    (json_is_array(value) && json_array_size(value) == 0) ||
                    (json_is_object(value) && json_object_size(value) == 0);

    return !is_empty;
}

void json_source_leave_out(ForeignSchedule *schedule, const char *record, const json_t *object,
                           const char *const *known)
{
    const char *name;
    json_t *value;

    json_object_foreach ((json_t *)object, name, value) {
        if (!says_something(value) || *name == '_' || g_strv_contains(known, name)) {
            continue;
        }
        g_autofree char *clipped = clip_dup(name);
        g_autofree char *path = g_strconcat(record, "/", clipped, NULL);
        const char *what = foreign_line(schedule, path);
        g_autofree char *example = json_source_dup_value(value);
        if (g_strv_contains(PRIVATE, name)) {
            foreign_remark(schedule, what, "is left out: it is private", NULL);
        } else {
            foreign_leave_out(schedule, what, example);
        }
    }
}
