#pragma once

#include <glib.h>
#include <stdbool.h>

/* Lines of the access log. Whatever a client sends stands in them as plain ASCII, cut if it is very
 * long, and without what could end a line or a field. */
typedef enum AccessFormat {
    ACCESS_FORMAT_COMBINED, /* as web servers have it; octets outside ASCII are "\xHH" */
    ACCESS_FORMAT_JSON,     /* an object; octets outside ASCII are U+0080 to U+00FF */
} AccessFormat;

/* "combined", "json"; false for another. */
bool access_format_parse(const char *word, AccessFormat *out_format);

/* A request that is over. Texts are as they were received, and may be NULL; they are shown as
 * redaction_dup has them. */
typedef struct AccessRecord {
    gint64 at; /* when its head was there, Unix seconds */
    const char *address;
    const char *method;
    const char *target;
    const char *version;
    const char *referer;
    const char *user_agent;
    guint status;
    bool is_cut; /* the connection ended before the answer did: how many octets is not known */
    guint64 octets;
    gint64 microseconds;
} AccessRecord;

/* Appends the line, with its end. */
void access_line_append(GString *out, AccessFormat format, const AccessRecord *record);
