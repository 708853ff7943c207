#pragma once

#include <glib.h>
#include <stdbool.h>

/* Lines of the access log. Whatever a client sends stands in them as plain ASCII, cut if it is very
 * long, and without anything that could end a line or a field. */
typedef enum AccessFormat {
    ACCESS_FORMAT_COMBINED, /* as web servers write it; octets outside ASCII are "\xHH" */
    ACCESS_FORMAT_JSON,     /* an object; octets outside ASCII are U+0080 to U+00FF */
} AccessFormat;

/* Reads "combined" or "json"; false for anything else. */
bool access_format_parse(const char *word, AccessFormat *out_format);

/* A request that is over. Texts are as they were received, and may be NULL; they are shown as
 * redaction_dup has them. */
typedef struct AccessRecord {
    gint64 at; /* when its head was whole, Unix seconds */
    const char *address;
    const char *method;
    const char *target;
    const char *version;
    const char *referer;
    const char *user_agent;
    guint status;
    bool is_cut; /* the connection ended before the answer did, whose octets are not known */
    guint64 octets;
    gint64 microseconds;
} AccessRecord;

/* Appends the line of a request, with its line feed. */
void access_line_append(GString *out, AccessFormat format, const AccessRecord *record);
