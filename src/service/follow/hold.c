#include "service/follow/hold.h"

#include <string.h>

#include "model/address/participant_key.h"

/* At most this many sessions are named. */
#define NAMES_MAX 3

static void append_doubt(GString *text, const Extent *extent, const Extent *last)
{
    switch (extent_doubt(extent, last)) {
    case EXTENT_DOUBT_NONE:
        return;
    case EXTENT_DOUBT_OPEN_LINE:
        g_string_append_printf(text, "its last line, %u, has no end, as if it were not all saved",
                               extent->n_breaks + 1);
        return;
    case EXTENT_DOUBT_SHRUNK:
        g_string_append_printf(text,
                               "it shrank from %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT " octets",
                               last->size, extent->size);
        return;
    case EXTENT_DOUBT_CUT:
        g_string_append_printf(text, "it is what it was up to line %u, and ends there",
                               extent->n_breaks);
        return;
    }
    g_assert_not_reached();
}

static void append_omission(GString *text, const Omission *omission)
{
    /* There may be fewer names than sessions: those that not everybody sees have none. */
    guint named = MIN(omission->names->len, NAMES_MAX);

    g_string_append_printf(text, "%s%u of %u sessions are not in it any more",
                           text->len > 0 ? ", and " : "", omission->gone, omission->stood);
    for (guint i = 0; i < named; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : ": ",
                               (const char *)omission->names->pdata[i]);
    }
    if (named > 0 && omission->gone > named) {
        g_string_append_printf(text, " and %u more", omission->gone - named);
    }
}

char *hold_reason_dup(const Extent *extent, const Extent *last, const Omission *omission,
                      const char *withdrawn)
{
    GString *text = g_string_new(NULL);

    append_doubt(text, extent, last);
    if (omission != NULL) {
        append_omission(text, omission);
    }
    if (withdrawn != NULL) {
        g_string_append_printf(text, "%sit would publish %s", text->len > 0 ? ", and " : "",
                               withdrawn);
    }
    return g_string_free(text, FALSE);
}

/* As a word of a shell: quoted only if it must be, so that usual paths stay readable. */
static char *dup_word(const char *text)
{
    bool is_plain = *text != '\0';

    for (const char *at = text; *at != '\0'; at++) {
        is_plain = is_plain && (g_ascii_isalnum(*at) || strchr("/._-+:@%,=", *at) != NULL);
    }
    return is_plain ? g_strdup(text) : g_shell_quote(text);
}

char *hold_confirmation_dup(const char *file, const char *history)
{
    g_autofree char *file_word = dup_word(file);
    g_autofree char *history_word = dup_word(history);

    return g_strdup_printf("confeed publish --accept %s --history %s", file_word, history_word);
}

char *hold_withdrawal_dup(const Withdrawal *withdrawal, const char *agenda, const char *history)
{
    bool is_part = withdrawal->kind == WITHDRAWAL_CONTRIBUTION;
    g_autofree char *id = dup_word(withdrawal->id);
    bool is_person = is_part && participant_key_kind(withdrawal->key) == FEED_KIND_PERSON;
    g_autofree char *who = is_part ? dup_word(participant_key_id(withdrawal->key)) : NULL;
    g_autofree char *history_word = dup_word(history);

    return g_strdup_printf("confeed withdraw %s --%s %s%s%s --history %s", agenda,
                           is_part ? "session" : withdrawal_kind_word(withdrawal->kind), id,
                           is_person ? " --person "
                           : is_part ? " --agency "
                                     : "",
                           is_part ? who : "", history_word);
}
