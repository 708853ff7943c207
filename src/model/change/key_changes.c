#include "model/change/key_changes.h"

bool key_changes_find_noun(const Agenda *before, const Agenda *after, const char **out_before,
                           const char **out_after)
{
    return text_differs(&before->words.round_table.one, &after->words.round_table.one, out_before,
                        out_after);
}

static void find_texts(Change *change, gconstpointer before, gconstpointer after)
{
    const SchemaField *field = change->field;

    if (schema_field_is_text(field)) {
        /* A text may differ in one language only; text_differs finds which. */
        text_differs(schema_field_member(field, (gpointer)before),
                     schema_field_member(field, (gpointer)after), &change->old_text,
                     &change->new_text);
        return;
    }
    if (field->change == CHANGE_KIND_ROUND_TABLE_NOUN) {
        /* Of the agenda's words, calendars have this one. */
        key_changes_find_noun(before, after, &change->old_text, &change->new_text);
        return;
    }
    change->old_text = change->old_value = schema_field_dup_text(field, before);
    change->new_text = change->new_value = schema_field_dup_text(field, after);
}

void key_changes_append(GPtrArray *changes, const SchemaField *field, gconstpointer before,
                        gconstpointer after, const Change *like)
{
    if (field->reach == REACH_NOTHING) {
        return;
    }
    Change *change = g_memdup2(like, sizeof *like);
    change->kind = field->change;
    change->field = field;
    find_texts(change, before, after);
    if (g_strcmp0(change->old_text, change->new_text) != 0) {
        g_ptr_array_add(changes, change);
    } else {
        change_free(change);
    }
}

static guint rank(ChangeKind kind)
{
    /* Keys without words of their own are the least important. */
    return kind == CHANGE_KIND_KEY ? G_MAXUINT : (guint)kind;
}

static gint compare_kinds(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer user)
{
    guint left = rank((*(const Change *const *)a)->kind);
    guint right = rank((*(const Change *const *)b)->kind);

    return left == right ? 0 : left < right ? -1 : 1;
}

void key_changes_sort(GPtrArray *changes, guint first)
{
    /* It is stable, so the changes of one kind keep the order of the agenda. */
    g_qsort_with_data(changes->pdata + first, (gint)(changes->len - first), sizeof(gpointer),
                      compare_kinds, NULL);
}
