#include "base/suggest.h"

#include <stdbool.h>
#include <string.h>

/* Longer words are not compared: whoever wrote one did more than slip. This also bounds the table
 * in count_slips. */
#define SUGGEST_MAX_LENGTH 64

/* How many slips may separate two words, if the longer has `length` octets. Words of one or two
 * letters are too short to tell a slip from another word. */
static guint slips_allowed(gsize length)
{
    if (length < 3) {
        return 0;
    }
    if (length < 6) {
        return 1;
    }
    return length < 12 ? 2 : 3;
}

static bool same_letter(char a, char b)
{
    return g_ascii_tolower(a) == g_ascii_tolower(b);
}

/* The smallest number of letters added, left out, replaced, or swapped with their neighbour that
 * turns one word into the other (optimal string alignment distance). */
static guint count_slips(const char *a, gsize length_a, const char *b, gsize length_b)
{
    /* The recurrence reaches back two rows at most, so three are enough, used in turn. */
    guint rows[3][SUGGEST_MAX_LENGTH + 1];

    for (gsize j = 0; j <= length_b; j++) {
        rows[0][j] = (guint)j;
    }
    for (gsize i = 1; i <= length_a; i++) {
        guint *row = rows[i % 3];
        const guint *above = rows[(i + 2) % 3];
        const guint *two_above = rows[(i + 1) % 3];
        row[0] = (guint)i;
        for (gsize j = 1; j <= length_b; j++) {
            guint slips = above[j - 1] + (same_letter(a[i - 1], b[j - 1]) ? 0 : 1);
            slips = MIN(slips, MIN(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1])) {
                slips = MIN(slips, two_above[j - 2] + 1);
            }
            row[j] = slips;
        }
    }
    return rows[length_a % 3][length_b];
}

const char *suggest_nearest(const char *word, const char *const *candidates, gsize n_candidates)
{
    const char *nearest = NULL;
    guint least = G_MAXUINT;
    gsize length = strlen(word);

    if (length > SUGGEST_MAX_LENGTH) {
        return NULL;
    }
    for (gsize i = 0; i < n_candidates; i++) {
        gsize other = strlen(candidates[i]);
        guint allowed = slips_allowed(MAX(length, other));
        /* Each slip changes the length by one at most, which rules out most words cheaply. */
        if (other > SUGGEST_MAX_LENGTH || MAX(length, other) - MIN(length, other) > allowed) {
            continue;
        }
        guint slips = count_slips(word, length, candidates[i], other);
        if (slips <= allowed && slips < least) {
            nearest = candidates[i];
            least = slips;
        }
    }
    return nearest;
}
