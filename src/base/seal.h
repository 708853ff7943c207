#pragma once

#include <glib.h>

/*
 * A text that only who knows another can read, sealed without that other at hand.
 *
 * Each token has a lock, which can be kept anywhere: nobody can tell the token from it, and a text
 * that was sealed for it opens with the token alone (X25519, libsodium's sealed boxes). Locks and
 * sealed texts are hexadecimal digits.
 */

/* The lock of a token; the caller's own. */
char *seal_lock_of(const char *token);

/* Seals a text for the owner of a lock, each time differently; the caller's own. NULL if that is no
 * lock. */
char *seal_close(const char *text, const char *lock);

/* The sealed text; the caller's own. NULL if it was not sealed for this token, or is damaged. */
char *seal_open(const char *sealed, const char *token);
