#pragma once

#include <glib.h>

/*
 * What was said about things that are tried again and again, so that a lasting fault is reported
 * once.
 */
typedef struct MessageMemory MessageMemory;

MessageMemory *message_memory_new(void);
void message_memory_free(MessageMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessageMemory, message_memory_free)

/* Prints an error, unless it was the last one printed about the same thing. */
void message_memory_error(MessageMemory *memory, const char *thing, const char *text);

/* All is well with a thing, or with all: the next error is printed again. */
void message_memory_forget(MessageMemory *memory, const char *thing);
void message_memory_forget_all(MessageMemory *memory);
