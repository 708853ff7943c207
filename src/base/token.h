#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Tokens: who knows one may see what it stands for. 160 random bits, written as 32 letters and
 * digits (RFC 4648 §6, base32 in small letters, without padding), so that they can be read out.
 */
#define TOKEN_LENGTH 32

/* Octets of a SHA-256 in hexadecimal digits. */
#define TOKEN_DIGEST_LENGTH 64

/* How many digits of a digest tell it from the others of an agency to a person. */
#define TOKEN_FINGERPRINT_LENGTH 8

/* A new token; the caller's own. */
char *token_new(void);

/* What is kept of a token, or of any text that is shown as one: its SHA-256 in hexadecimal digits,
 * from which nobody can tell it; the caller's own. */
char *token_digest(const char *text);

/* Octets in base32, five for each eight letters; `length` is a multiple of 5. The caller's own. */
char *token_encode(const guint8 *octets, gsize length);
