#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Unpacks gzip (RFC 1952) as it comes. libcurl would do so itself, but takes what was cut off for
 * whole.
 */
typedef struct Unpacking Unpacking;

/* Takes octets as they come out; returns whether to go on. */
typedef bool UnpackingSink(gconstpointer octets, gsize size, gpointer data);

Unpacking *unpacking_new(UnpackingSink *sink, gpointer data);
void unpacking_free(Unpacking *unpacking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unpacking, unpacking_free)

/* Unpacks what comes next. False if it is not gzip, or the sink has had enough. */
bool unpacking_feed(Unpacking *unpacking, gconstpointer octets, gsize size);

/* Whether what came is whole. */
bool unpacking_is_whole(const Unpacking *unpacking);
