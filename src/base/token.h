#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Tokens: whoever knows one may see what it stands for. A token is 160 random bits, written as 32
 * letters and digits (RFC 4648 §6: base32, here in lower case and without padding), so that it can
 * be read aloud.
 */
#define TOKEN_LENGTH 32

/* The length of a digest: SHA-256 in hexadecimal digits. */
#define TOKEN_DIGEST_LENGTH 64

/* How many digits of a digest are shown to people, to tell it from others of the same agency. */
#define TOKEN_FINGERPRINT_LENGTH 8

/* A new random token. The caller owns it. */
char *token_new(void);

/* The digest under which a token is stored, or any text presented as a token: its SHA-256 in
 * hexadecimal digits, from which the token cannot be recovered. The caller owns it. */
char *token_digest(const char *text);

/* Octets in base32: eight letters for each five octets. `length` is a multiple of 5. The caller
 * owns the result. */
char *token_encode(const guint8 *octets, gsize length);
