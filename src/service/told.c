#include "service/told.h"

#include <stdbool.h>

#include "service/message.h"

/* Of more things than a person would read of, nothing is said. */
#define THINGS_MAX 1000

struct Told {
    GHashTable *texts; /* thing → what was said of it last */
};

Told *told_new(void)
{
    Told *told = g_new0(Told, 1);

    told->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return told;
}

void told_free(Told *told)
{
    if (told != NULL) {
        g_hash_table_unref(told->texts);
        g_free(told);
    }
}

void told_error(Told *told, const char *thing, const char *text)
{
    const char *last = g_hash_table_lookup(told->texts, thing);
    bool is_too_much = last == NULL && g_hash_table_size(told->texts) >= THINGS_MAX;

    if (!is_too_much && g_strcmp0(last, text) != 0) {
        g_hash_table_insert(told->texts, g_strdup(thing), g_strdup(text));
        message_error("%s", text);
    }
}

void told_forget(Told *told, const char *thing)
{
    g_hash_table_remove(told->texts, thing);
}

void told_forget_all(Told *told)
{
    g_hash_table_remove_all(told->texts);
}
