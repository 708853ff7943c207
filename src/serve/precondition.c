#include "serve/precondition.h"

#include <string.h>

#include "serve/http_date.h"

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* RFC 9110 §8.8.3: etagc = %x21 / %x23-7E / obs-text. */
static bool is_etag_octet(guchar octet)
{
    return octet == 0x21 || (octet >= 0x23 && octet <= 0x7e) || octet >= 0x80;
}

/* Reads one entity tag with its quotes, without W/; returns what follows, or NULL. */
static const char *read_etag(const char *text, const char **out_opaque, gsize *out_length)
{
    const char *end;

    if (g_str_has_prefix(text, "W/")) {
        text += 2;
    }
    if (*text != '"') {
        return NULL;
    }
    end = text + 1;
    while (is_etag_octet((guchar)*end)) {
        end++;
    }
    if (*end != '"') {
        return NULL;
    }
    end++;
    *out_opaque = text;
    *out_length = (gsize)(end - text);
    return end;
}

typedef enum Match {
    MATCH_YES,
    MATCH_NO,
    MATCH_MALFORMED, /* as if there were no such header */
} Match;

/* If-None-Match (RFC 9110 §13.1.2); empty elements of the list are let through (§5.6.1.2). */
static Match match_list(const char *list, const char *etag)
{
    const char *wanted = g_str_has_prefix(etag, "W/") ? etag + 2 : etag;
    gsize wanted_length = strlen(wanted);
    const char *rest = skip_blanks(list);
    bool any = false;
    bool found = false;

    if (*rest == '*') {
        return *skip_blanks(rest + 1) == '\0' ? MATCH_YES : MATCH_MALFORMED;
    }
    while (*rest != '\0') {
        const char *opaque;
        gsize length;

        if (*rest != ',') {
            rest = read_etag(rest, &opaque, &length);
            if (rest == NULL) {
                return MATCH_MALFORMED;
            }
            any = true;
            found |= length == wanted_length && memcmp(opaque, wanted, length) == 0;
            rest = skip_blanks(rest);
            if (*rest != ',' && *rest != '\0') {
                return MATCH_MALFORMED;
            }
        }
        if (*rest == ',') {
            rest = skip_blanks(rest + 1);
        }
    }
    if (!any) {
        return MATCH_MALFORMED;
    }
    return found ? MATCH_YES : MATCH_NO;
}

bool precondition_not_modified(const char *if_none_match, const char *if_modified_since,
                               const char *etag, gint64 last_modified)
{
    Match match = if_none_match != NULL ? match_list(if_none_match, etag) : MATCH_MALFORMED;
    gint64 since;

    if (match != MATCH_MALFORMED) {
        return match == MATCH_YES;
    }
    return if_modified_since != NULL && http_date_parse(if_modified_since, &since) &&
           last_modified <= since;
}

bool precondition_range_holds(const char *if_range, const char *etag, gint64 last_modified)
{
    gint64 date;

    if (if_range == NULL) {
        return true;
    }
    if (*if_range == '"') {
        return strcmp(if_range, etag) == 0;
    }
    return http_date_parse(if_range, &date) && date == last_modified;
}
