#include "model/selection/cancelled_form.h"

#include <glib.h>

/* These words are part of addresses that people have subscribed to: they must not change. */
static const char *const WORDS[] = {
    [CANCELLED_MARK] = "mark",
    [CANCELLED_DROP] = "drop",
    [CANCELLED_TITLE] = "title",
};

bool cancelled_form_parse(const char *word, CancelledForm *out_form)
{
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_str_equal(word, WORDS[i])) {
            *out_form = (CancelledForm)i;
            return true;
        }
    }
    return false;
}

const char *cancelled_form_word(CancelledForm form)
{
    g_assert(form < G_N_ELEMENTS(WORDS));
    return WORDS[form];
}
