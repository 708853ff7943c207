#include "model/table/table_form.h"

bool table_form_is_plain(const TableForm *form)
{
    return !form->is_transposed && !form->with_empty && !form->with_notes && form->part <= 1;
}

void table_form_append(GString *out, const TableForm *form)
{
    g_string_append(out, form->is_transposed ? "&transpose=yes" : "");
    g_string_append(out, form->with_empty ? "&empty=yes" : "");
    g_string_append(out, form->with_notes ? "&notes=yes" : "");
    if (form->part > 1) {
        g_string_append_printf(out, "&part=%u", form->part);
    }
}
