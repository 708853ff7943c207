#include "serve/http/content_coding.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define BLANKS " \t"

/* The octets of a token (RFC 9110 §5.6.2), which the name of a coding is. */
#define TOKEN                                                        \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" \
    "!#$%&'*+-.^_`|~"

/* Weights in thousandths (RFC 9110 §12.4.2); -1: not given. */
typedef struct Weights {
    gint gzip;
    gint identity;
    gint others; /* "*" */
} Weights;

/* "1", "0.5", "1.000": at most three digits after the point, at most 1. */
static bool parse_weight(const char *text, gint *out_weight)
{
    gint weight = *text == '1' ? 1000 : 0;
    gint unit = 100;

    if (*text != '0' && *text != '1') {
        return false;
    }
    if (text[1] == '\0') {
        *out_weight = weight;
        return true;
    }
    if (text[1] != '.' || strlen(text + 2) > 3) {
        return false;
    }
    for (const char *digit = text + 2; *digit != '\0'; digit++) {
        if (!g_ascii_isdigit(*digit)) {
            return false;
        }
        weight += (*digit - '0') * unit;
        unit /= 10;
    }
    *out_weight = weight;
    return weight <= 1000;
}

/* The weight after a coding: "" or ";q=0.5", with or without blanks around the semicolon. */
static bool parse_parameter(const char *text, gint *out_weight)
{
    text += strspn(text, BLANKS);
    if (*text == '\0') {
        *out_weight = 1000;
        return true;
    }
    if (*text != ';') {
        return false;
    }
    text += 1 + strspn(text + 1, BLANKS);
    return g_ascii_strncasecmp(text, "q=", 2) == 0 && parse_weight(text + 2, out_weight);
}

static void set_weight(Weights *weights, const char *coding, gint weight)
{
    if (g_ascii_strcasecmp(coding, "gzip") == 0 || g_ascii_strcasecmp(coding, "x-gzip") == 0) {
        weights->gzip = weight;
    } else if (g_ascii_strcasecmp(coding, "identity") == 0) {
        weights->identity = weight;
    } else if (strcmp(coding, "*") == 0) {
        weights->others = weight;
    }
}

static bool parse_part(const char *part, Weights *weights)
{
    gsize length = strspn(part, TOKEN);
    g_autofree char *coding = g_strndup(part, length);
    gint weight;

    if (length == 0 || !parse_parameter(part + length, &weight)) {
        return false;
    }
    set_weight(weights, coding, weight);
    return true;
}

/* Empty parts are skipped (RFC 9110 §5.6.1.2). */
static bool parse_list(const char *list, Weights *weights)
{
    /* One part more than is allowed shows that there are too many. */
    g_auto(GStrv) parts = g_strsplit(list, ",", CONTENT_CODING_MAX_PARTS + 1);

    if (g_strv_length(parts) > CONTENT_CODING_MAX_PARTS) {
        return false;
    }
    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (**part != '\0' && !parse_part(*part, weights)) {
            return false;
        }
    }
    return true;
}

ContentCoding content_coding_choose(const char *accept_encoding)
{
    Weights weights = { -1, -1, -1 };

    if (accept_encoding == NULL || !parse_list(accept_encoding, &weights)) {
        return CONTENT_CODING_IDENTITY;
    }
    gint gzip = weights.gzip >= 0 ? weights.gzip : weights.others;
    /* Identity is acceptable unless it is refused; anything asked for by name goes before it. */
    gint identity = weights.identity >= 0 ? weights.identity : 0;
    return gzip > 0 && gzip >= identity ? CONTENT_CODING_GZIP : CONTENT_CODING_IDENTITY;
}
