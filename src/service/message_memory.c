#include "service/message_memory.h"

#include <stdbool.h>

#include "service/message.h"

/* Nobody would read about more things than this: nothing is said of the others. */
#define THINGS_MAX 1000

struct MessageMemory {
    GHashTable *texts; /* thing → the last text that was printed about it */
};

MessageMemory *message_memory_new(void)
{
    MessageMemory *memory = g_new0(MessageMemory, 1);

    memory->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return memory;
}

void message_memory_free(MessageMemory *memory)
{
    if (memory != NULL) {
        g_hash_table_unref(memory->texts);
        g_free(memory);
    }
}

void message_memory_error(MessageMemory *memory, const char *thing, const char *text)
{
    const char *last = g_hash_table_lookup(memory->texts, thing);
    /* A thing that is known may still change its text. */
    bool is_too_much = last == NULL && g_hash_table_size(memory->texts) >= THINGS_MAX;

    if (!is_too_much && g_strcmp0(last, text) != 0) {
        g_hash_table_insert(memory->texts, g_strdup(thing), g_strdup(text));
        message_error("%s", text);
    }
}

void message_memory_forget(MessageMemory *memory, const char *thing)
{
    g_hash_table_remove(memory->texts, thing);
}

void message_memory_forget_all(MessageMemory *memory)
{
    g_hash_table_remove_all(memory->texts);
}
