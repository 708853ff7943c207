#include "base/token.h"

#include <sodium.h>

#define TOKEN_OCTETS 20
#define BLOCK_OCTETS 5
#define BLOCK_LETTERS 8
#define LETTER_BITS 5

char *token_encode(const guint8 *octets, gsize length)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz234567";
    GString *text = g_string_new(NULL);

    /* No padding, so no partial blocks. */
    g_assert(length % BLOCK_OCTETS == 0);
    for (gsize i = 0; i < length; i += BLOCK_OCTETS) {
        guint64 block = 0;
        for (gsize j = 0; j < BLOCK_OCTETS; j++) {
            block = block << 8 | octets[i + j];
        }
        /* Five octets are 40 bits, or eight letters, the highest bits first. */
        for (int letter = BLOCK_LETTERS - 1; letter >= 0; letter--) {
            g_string_append_c(text, LETTERS[block >> (letter * LETTER_BITS) & 31]);
        }
    }
    return g_string_free(text, FALSE);
}

char *token_new(void)
{
    guint8 octets[TOKEN_OCTETS];
    int is_ready = sodium_init();

    g_assert(is_ready >= 0);
    randombytes_buf(octets, sizeof octets);
    char *token = token_encode(octets, sizeof octets);
    /* The octets are the token. */
    sodium_memzero(octets, sizeof octets);
    return token;
}

char *token_digest(const char *text)
{
    /* A plain hash is enough for 160 random bits; a slow one only helps weak passwords. */
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}
