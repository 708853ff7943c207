#include "model/selection/paper_form.h"

bool paper_form_is_plain(const PaperForm *form)
{
    return !form->notes && !form->letter;
}

void paper_form_append(GString *out, const PaperForm *form)
{
    g_string_append(out, form->notes ? "&notes=yes" : "");
    g_string_append(out, form->letter ? "&paper=letter" : "");
}
