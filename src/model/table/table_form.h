#pragma once

#include <glib.h>
#include <stdbool.h>

/* How a table is laid out and what of it is shown. All zero is the form of tables for which nothing
 * is asked. */
typedef struct TableForm {
    bool is_transposed; /* agencies down, sessions across */
    bool with_empty;    /* also rows and columns in which nothing stands */
    bool with_notes;    /* with the notes of contributions and preparations */
    guint part;         /* of a table that is shown in parts, from 1 on; 0 is the first, too */
} TableForm;

/* Whether a form is the one of tables for which nothing is asked. */
bool table_form_is_plain(const TableForm *form);

/* Appends the parameters with which an address asks for a form, each after an ampersand; nothing
 * for the plain form. Two forms are written alike exactly if they are equal. */
void table_form_append(GString *out, const TableForm *form);
