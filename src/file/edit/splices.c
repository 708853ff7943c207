#include "file/edit/splices.h"

typedef struct Splice {
    gsize start;
    gsize end;
    guint order;
    char *text;
} Splice;

struct Splices {
    GArray *all;
};

static void clear(gpointer splice)
{
    g_free(((Splice *)splice)->text);
}

Splices *splices_new(void)
{
    Splices *splices = g_new0(Splices, 1);

    splices->all = g_array_new(FALSE, FALSE, sizeof(Splice));
    g_array_set_clear_func(splices->all, clear);
    return splices;
}

void splices_free(Splices *splices)
{
    if (splices != NULL) {
        g_array_unref(splices->all);
        g_free(splices);
    }
}

void splices_put(Splices *splices, gsize start, gsize end, const char *text)
{
    Splice splice = { start, end, splices->all->len, g_strdup(text) };

    g_array_append_val(splices->all, splice);
}

static gint compare(gconstpointer a, gconstpointer b)
{
    const Splice *left = a;
    const Splice *right = b;
    bool left_adds = left->start == left->end;
    bool right_adds = right->start == right->end;

    if (left->start != right->start) {
        return left->start < right->start ? -1 : 1;
    }
    if (left_adds != right_adds) {
        return left_adds ? -1 : 1;
    }
    return left->order < right->order ? -1 : 1;
}

GString *splices_apply(Splices *splices, const char *data, gsize start, gsize end)
{
    g_autoptr(GString) out = g_string_sized_new(end - start);
    gsize done = start;

    g_array_sort(splices->all, compare);
    for (guint i = 0; i < splices->all->len; i++) {
        const Splice *splice = &g_array_index(splices->all, Splice, i);
        if (splice->start < done || splice->end < splice->start || splice->end > end) {
            return NULL;
        }
        g_string_append_len(out, data + done, (gssize)(splice->start - done));
        g_string_append(out, splice->text);
        done = splice->end;
    }
    g_string_append_len(out, data + done, (gssize)(end - done));
    return g_steal_pointer(&out);
}
