#pragma once

#include <glib.h>

/*
 * What was said of things that are tried again and again: what stays wrong is said once.
 */
typedef struct MessageMemory MessageMemory;

MessageMemory *message_memory_new(void);
void message_memory_free(MessageMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessageMemory, message_memory_free)

/* Says an error, unless it was the last that was said of the same thing. */
void message_memory_error(MessageMemory *memory, const char *thing, const char *text);

/* It went well: what goes wrong next is said again. */
void message_memory_forget(MessageMemory *memory, const char *thing);
void message_memory_forget_all(MessageMemory *memory);
