#include "model/address/address.h"

#include <string.h>

#include "model/address/id.h"

#define PRIVATE_FOLDER ADDRESS_PRIVATE "/"

/* The last segment of a path whose feed has no folder for its kind. */
#define AGENDA "agenda"
#define SELECTION "select"
#define TABLE "table"

/* Whether the first `octets` of a text are exactly `expected`. */
static bool has_octets(const char *text, gsize octets, const char *expected)
{
    return strlen(expected) == octets && memcmp(text, expected, octets) == 0;
}

/* The kind of feed from `rest`, the path after the agenda's id. */
static FeedKind kind_of_rest(const char *rest)
{
    gsize octets = strcspn(rest, "/");

    for (FeedKind kind = FEED_KIND_AGENDA; kind < FEED_KIND_SELECTION; kind++) {
        const char *folder = feed_kind_folder(kind);
        if (folder != NULL && has_octets(rest, octets, folder)) {
            return kind;
        }
    }
    return FEED_KIND_AGENDA;
}

/* Whether selections in a format stand at a path. `rest` is the path after the agenda's id; it has
 * `octets` octets before its extension. */
static bool is_of_selections(const char *rest, gsize octets, Format format)
{
    if (format == FORMAT_HTML) {
        return strcmp(rest, ADDRESS_INDEX) == 0;
    }
    return format_row(format)->selection_parameters != 0 && has_octets(rest, octets, SELECTION);
}

/* Whether the table in a format stands at a path; `rest` as above. */
static bool is_of_table(const char *rest, gsize octets, Format format)
{
    return format_row(format)->table_parameters != 0 && has_octets(rest, octets, TABLE);
}

Address address_parse(const char *path)
{
    const char *slash = strchr(path, '/');
    Format format = format_of_path(path);
    Address address = { .kind = ADDRESS_OTHER, .format = format };

    /* Without a known extension, the whole path. */
    address.stem_octets =
        strlen(path) - (format != N_FORMATS ? strlen(format_extension(format)) : 0);
    /* First of all, so that nothing in this folder can be taken for a public feed, whatever its
     * extension. */
    if (g_str_has_prefix(path, PRIVATE_FOLDER)) {
        address.kind = ADDRESS_PRIVATE_CALENDAR;
        address.feed_kind = FEED_KIND_AGENCY;
        return address;
    }
    /* Pages that belong to no feed, and files that pages need. */
    if (format == N_FORMATS || slash == NULL || slash == path ||
        strcmp(slash + 1, ADDRESS_CHANGES) == 0) {
        return address;
    }
    gsize rest_octets = address.stem_octets - (gsize)(slash + 1 - path);
    if (is_of_table(slash + 1, rest_octets, format)) {
        address.kind = ADDRESS_TABLE;
        return address;
    }
    if (format_row(format)->parameters == 0) {
        return address;
    }
    bool is_selection = is_of_selections(slash + 1, rest_octets, format);
    address.kind = is_selection ? ADDRESS_SELECTION : ADDRESS_FEED;
    address.feed_kind = is_selection ? FEED_KIND_SELECTION : kind_of_rest(slash + 1);
    return address;
}

ParameterSet address_parameters(const Address *address)
{
    switch (address->kind) {
    case ADDRESS_OTHER:
        return PARAMETER_DOWNLOAD;
    case ADDRESS_FEED:
        return format_row(address->format)->parameters;
    case ADDRESS_SELECTION:
        return format_row(address->format)->selection_parameters;
    case ADDRESS_TABLE:
        return format_row(address->format)->table_parameters;
    case ADDRESS_PRIVATE_CALENDAR:
        return address->format != N_FORMATS ? format_row(address->format)->private_parameters : 0;
    }
    g_assert_not_reached();
}

bool address_is_path(const char *path)
{
    /* "." and ".." consist of good octets, but would lead elsewhere in a tree of files. */
    for (const char *segment = path;; segment++) {
        gsize octets = 0;
        while (id_has_octet(segment[octets])) {
            octets++;
        }
        if (octets == 0 || has_octets(segment, octets, ".") || has_octets(segment, octets, "..")) {
            return false;
        }
        segment += octets;
        if (*segment != '/') {
            return *segment == '\0';
        }
    }
}

char *address_dup_agenda(const char *path)
{
    return g_strndup(path, strcspn(path, "/"));
}

char *address_dup_feed(const char *agenda_id, FeedKind kind, const char *id)
{
    const char *folder = feed_kind_folder(kind);

    return folder != NULL ? g_strconcat(agenda_id, "/", folder, "/", id, NULL)
                          : g_strconcat(agenda_id, "/",
                                        kind == FEED_KIND_SELECTION ? SELECTION : AGENDA, NULL);
}

/* Both share one page, which shows everything unless parameters narrow it. */
static bool is_index(FeedKind kind, Format format)
{
    return format == FORMAT_HTML && (kind == FEED_KIND_AGENDA || kind == FEED_KIND_SELECTION);
}

char *address_dup_feed_of(const Address *address, const char *path)
{
    if (address->kind == ADDRESS_SELECTION && address->format == FORMAT_HTML) {
        g_autofree char *agenda_id = address_dup_agenda(path);
        return address_dup_feed(agenda_id, FEED_KIND_AGENDA, NULL);
    }
    return g_strndup(path, address->stem_octets);
}

char *address_dup(const char *feed_path, FeedKind kind, Format format)
{
    if (is_index(kind, format)) {
        g_autofree char *agenda_id = address_dup_agenda(feed_path);
        return g_strconcat(agenda_id, "/" ADDRESS_INDEX, NULL);
    }
    return g_strconcat(feed_path, format_extension(format), NULL);
}

char *address_dup_table(const char *agenda_id, Format format)
{
    return g_strconcat(agenda_id, "/" TABLE, format_extension(format), NULL);
}

char *address_dup_private(const char *name, Format format)
{
    return g_strconcat(PRIVATE_FOLDER, name, format_extension(format), NULL);
}
