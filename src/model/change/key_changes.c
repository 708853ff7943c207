#include "model/change/key_changes.h"

static void find_texts(Change *change, gconstpointer before, gconstpointer after)
{
    const SchemaField *field = change->field;

    if (field->type == FIELD_TYPE_LINE || field->type == FIELD_TYPE_PROSE) {
        /* A text may differ in one language only; text_differs finds which. */
        text_differs(schema_field_member(field, (gpointer)before),
                     schema_field_member(field, (gpointer)after), &change->old_text,
                     &change->new_text);
    } else {
        change->old_text = schema_field_text(field, before, &change->old_value);
        change->new_text = schema_field_text(field, after, &change->new_value);
    }
}

void key_changes_append(GPtrArray *changes, const SchemaField *field, gconstpointer before,
                        gconstpointer after, const Change *like)
{
    if (field->reach == REACH_NOTHING) {
        return;
    }
    Change change = *like;
    change.kind = field->change;
    change.field = field;
    find_texts(&change, before, after);
    if (g_strcmp0(change.old_text, change.new_text) != 0) {
        Change *kept = g_memdup2(&change, sizeof change);
        /* Texts may lie inside the Change itself: point them at the copy. */
        find_texts(kept, before, after);
        g_ptr_array_add(changes, kept);
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
