#include "serve/watch/access_line.h"

#include <string.h>

#include "model/time/civil.h"
#include "serve/watch/redaction.h"

/* At most this many octets of what a client sends are shown. */
#define TARGET_OCTETS 2048
#define FIELD_OCTETS 1024
#define METHOD_OCTETS 32
#define CUT "..."

bool access_format_parse(const char *word, AccessFormat *out_format)
{
    if (strcmp(word, "combined") == 0) {
        *out_format = ACCESS_FORMAT_COMBINED;
        return true;
    }
    *out_format = ACCESS_FORMAT_JSON;
    return strcmp(word, "json") == 0;
}

/* --- texts of clients --------------------------------------------------------------------- */

/* How octets are written that may not stand in a text as they are. */
typedef enum Style {
    STYLE_TEXT, /* "\x1b" */
    STYLE_WORD, /* the same, and blanks as well: libmicrohttpd lets them into a target */
    STYLE_JSON, /* "\u001b" */
} Style;

static void append_octet(GString *out, Style style, guchar octet)
{
    bool is_plain = octet > ' ' || (octet == ' ' && style != STYLE_WORD);

    /* Anything that could end the field, or begin an escape, is escaped. */
    if (is_plain && octet < 0x7F && octet != '"' && octet != '\\') {
        g_string_append_c(out, (char)octet);
    } else {
        g_string_append_printf(out, style == STYLE_JSON ? "\\u%04x" : "\\x%02x", octet);
    }
}

static void append_text(GString *out, Style style, const char *text, gsize limit)
{
    /* Before it is cut: half a token must not be shown either. */
    g_autofree char *shown = redaction_dup(text);
    gsize octets = strlen(shown);

    for (gsize i = 0; i < MIN(octets, limit); i++) {
        append_octet(out, style, (guchar)shown[i]);
    }
    if (octets > limit) {
        g_string_append(out, CUT);
    }
}

/* --- combined ----------------------------------------------------------------------------- */

/* "10/Jul/2007:09:00:00 +0000" */
static void append_time(GString *out, gint64 utc)
{
    static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    CivilParts parts = civil_parts(utc);

    g_string_append_printf(out, "%02d/%.3s/%04d:%02d:%02d:%02d +0000", parts.day,
                           MONTHS + 3 * (parts.month - 1), parts.year, parts.hour, parts.minute,
                           parts.second);
}

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static void append_combined(GString *out, const AccessRecord *record)
{
    g_string_append_printf(out, "%s - - [", or_dash(record->address));
    append_time(out, record->at);
    g_string_append(out, "] \"");
    append_text(out, STYLE_WORD, or_dash(record->method), METHOD_OCTETS);
    g_string_append_c(out, ' ');
    append_text(out, STYLE_WORD, or_dash(record->target), TARGET_OCTETS);
    g_string_append_c(out, ' ');
    append_text(out, STYLE_WORD, or_dash(record->version), METHOD_OCTETS);
    g_string_append_printf(out, "\" %u ", record->status);
    /* As web servers do where the size is not known. */
    if (record->is_cut) {
        g_string_append_c(out, '-');
    } else {
        g_string_append_printf(out, "%" G_GUINT64_FORMAT, record->octets);
    }
    g_string_append(out, " \"");
    append_text(out, STYLE_WORD, or_dash(record->referer), FIELD_OCTETS);
    g_string_append(out, "\" \"");
    append_text(out, STYLE_TEXT, or_dash(record->user_agent), FIELD_OCTETS);
    g_string_append(out, "\"\n");
}

/* --- JSON --------------------------------------------------------------------------------- */

static void append_member(GString *out, const char *name, const char *value, gsize limit)
{
    if (value == NULL) {
        g_string_append_printf(out, ",\"%s\":null", name);
        return;
    }
    g_string_append_printf(out, ",\"%s\":\"", name);
    append_text(out, STYLE_JSON, value, limit);
    g_string_append_c(out, '"');
}

static void append_json(GString *out, const AccessRecord *record)
{
    g_autofree char *time = civil_stamp_to_text(record->at);

    g_string_append_printf(out, "{\"time\":\"%s\"", time);
    append_member(out, "address", record->address, FIELD_OCTETS);
    append_member(out, "method", record->method, METHOD_OCTETS);
    append_member(out, "target", record->target, TARGET_OCTETS);
    append_member(out, "version", record->version, METHOD_OCTETS);
    g_string_append_printf(out, ",\"status\":%u,\"octets\":", record->status);
    if (record->is_cut) {
        g_string_append(out, "null");
    } else {
        g_string_append_printf(out, "%" G_GUINT64_FORMAT, record->octets);
    }
    append_member(out, "referer", record->referer, FIELD_OCTETS);
    append_member(out, "user_agent", record->user_agent, FIELD_OCTETS);
    g_string_append_printf(out, ",\"duration_us\":%" G_GINT64_FORMAT "}\n", record->microseconds);
}

void access_line_append(GString *out, AccessFormat format, const AccessRecord *record)
{
    if (format == ACCESS_FORMAT_JSON) {
        append_json(out, record);
    } else {
        append_combined(out, record);
    }
}
