#include "serve/http/precondition.h"

#include <string.h>

#include "serve/http/http_date.h"

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* RFC 9110 §8.8.3: etagc = %x21 / %x23-7E / obs-text. */
static bool is_etag_octet(guchar octet)
{
    return octet == 0x21 || (octet >= 0x23 && octet <= 0x7e) || octet >= 0x80;
}

/* An entity tag in a text, with its quotes, without W/. */
typedef struct Tag {
    const char *opaque;
    gsize length;
    bool is_weak;
} Tag;

/* Reads an entity tag; returns what follows, or NULL if there is none. */
static const char *read_etag(const char *text, Tag *out_tag)
{
    const char *end;
    bool is_weak = g_str_has_prefix(text, "W/");

    if (is_weak) {
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
    *out_tag = (Tag){ text, (gsize)(end - text), is_weak };
    return end;
}

/* RFC 9110 §8.8.3.2. */
typedef enum Comparison {
    COMPARISON_WEAK,
    COMPARISON_STRONG, /* a weak tag is equal to none */
} Comparison;

/* What Apache adds to the tag of what it compresses (mod_deflate, mod_brotli). It hands the longer
 * tag on to us when a client asks with it. */
static const char *const SUFFIXES[] = { "", "-gzip", "-br" };

/* Whether a tag is the same text, without its suffix. */
static bool is_with_suffix(const Tag *one, const char *opaque, const char *suffix)
{
    gsize length = strlen(opaque) - 1; /* without the last quote */
    gsize added = strlen(suffix);

    return one->length == length + added + 1 && memcmp(one->opaque, opaque, length) == 0 &&
           memcmp(one->opaque + length, suffix, added) == 0;
}

static bool are_equal(const Tag *one, const char *etag, Comparison comparison)
{
    bool is_weak = g_str_has_prefix(etag, "W/");
    const char *opaque = is_weak ? etag + 2 : etag;

    if (comparison == COMPARISON_STRONG && (one->is_weak || is_weak)) {
        return false;
    }
    /* Compressed octets are others, so only the plain tag will do for a strong comparison. */
    gsize n_suffixes = comparison == COMPARISON_STRONG ? 1 : G_N_ELEMENTS(SUFFIXES);
    for (gsize i = 0; i < n_suffixes; i++) {
        if (is_with_suffix(one, opaque, SUFFIXES[i])) {
            return true;
        }
    }
    return false;
}

typedef enum Match {
    MATCH_YES,
    MATCH_NO,
    MATCH_MALFORMED, /* as if there were no such field */
} Match;

/* If-Match and If-None-Match (RFC 9110 §13.1.1, §13.1.2). Empty elements of the list are skipped
 * (RFC 9110 §5.6.1.2). */
static Match match_list(const char *list, const char *etag, Comparison comparison)
{
    const char *rest = skip_blanks(list);
    bool any = false;
    bool found = false;

    if (*rest == '*') {
        return *skip_blanks(rest + 1) == '\0' ? MATCH_YES : MATCH_MALFORMED;
    }
    while (*rest != '\0') {
        Tag tag;

        if (*rest != ',') {
            rest = read_etag(rest, &tag);
            if (rest == NULL) {
                return MATCH_MALFORMED;
            }
            any = true;
            found |= are_equal(&tag, etag, comparison);
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

/* A list that is missing is like one that is malformed. */
static Match match(const char *list, const char *etag, Comparison comparison)
{
    return list != NULL ? match_list(list, etag, comparison) : MATCH_MALFORMED;
}

bool precondition_failed(const char *if_match, const char *if_unmodified_since, const char *etag,
                         gint64 last_modified)
{
    Match of_tags = match(if_match, etag, COMPARISON_STRONG);
    gint64 since;

    if (of_tags != MATCH_MALFORMED) {
        return of_tags == MATCH_NO;
    }
    return if_unmodified_since != NULL && http_date_parse(if_unmodified_since, &since) &&
           last_modified > since;
}

bool precondition_not_modified(const char *if_none_match, const char *if_modified_since,
                               const char *etag, gint64 last_modified)
{
    Match of_tags = match(if_none_match, etag, COMPARISON_WEAK);
    gint64 since;

    if (of_tags != MATCH_MALFORMED) {
        return of_tags == MATCH_YES;
    }
    /* Only the very date that was sent. A later one is of a client's own clock, by which something
     * may have changed in the second in which it asked. */
    return if_modified_since != NULL && http_date_parse(if_modified_since, &since) &&
           last_modified == since;
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
    /* A weak tag, W/"…", is no date either. */
    return http_date_parse(if_range, &date) && date == last_modified;
}
