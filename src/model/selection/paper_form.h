#pragma once

#include <glib.h>
#include <stdbool.h>

/* How a feed stands on sheets of paper. All zero is the form of sheets for which nothing is asked.
 */
typedef struct PaperForm {
    bool notes;  /* with abstracts, links and the notes of contributions */
    bool letter; /* on US letter; else on A4 */
} PaperForm;

/* Whether a form is the one of sheets for which nothing is asked. */
bool paper_form_is_plain(const PaperForm *form);

/* Appends the parameters with which an address asks for a form, as calendar_form_append does. */
void paper_form_append(GString *out, const PaperForm *form);
