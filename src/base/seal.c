#include "base/seal.h"

#include <sodium.h>
#include <string.h>

/* Mixed into the hash, so that no other use of a token can yield this key. */
#define PURPOSE "confeed: what takes the place of this token"

typedef struct KeyPair {
    guint8 public[crypto_box_PUBLICKEYBYTES];
    guint8 secret[crypto_box_SECRETKEYBYTES];
} KeyPair;

static void key_pair_clear(KeyPair *pair)
{
    sodium_memzero(pair, sizeof *pair);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KeyPair, key_pair_clear)

static void start(void)
{
    /* Safe to call more than once, and from several threads. */
    int is_ready = sodium_init();

    g_assert(is_ready >= 0);
}

/* The key pair that belongs to a token, always the same one. A token has 160 random bits, so a
 * plain hash suffices: there is nothing to gain from a slow one, as for passwords. */
static void key_pair_init(KeyPair *pair, const char *token)
{
    guint8 seed[crypto_box_SEEDBYTES];
    guint8 purpose[crypto_generichash_KEYBYTES];

    start();
    crypto_generichash(purpose, sizeof purpose, (const guint8 *)PURPOSE, strlen(PURPOSE), NULL, 0);
    crypto_generichash(seed, sizeof seed, (const guint8 *)token, strlen(token), purpose,
                       sizeof purpose);
    crypto_box_seed_keypair(pair->public, pair->secret, seed);
    /* The seed is as secret as the key; the compiler may drop a memset here, but not this. */
    sodium_memzero(seed, sizeof seed);
}

static char *to_hex(const guint8 *octets, gsize length)
{
    char *hex = g_malloc(2 * length + 1);

    return sodium_bin2hex(hex, 2 * length + 1, octets, length);
}

/* Decodes a string that consists of hexadecimal digits only; NULL if it is anything else. */
static guint8 *from_hex(const char *hex, gsize *out_length)
{
    gsize digits = strlen(hex);
    /* One octet more than needed, so that an empty string is no allocation of 0, which yields NULL.
     * */
    g_autofree guint8 *octets = g_malloc(digits / 2 + 1);
    gsize length;

    if (sodium_hex2bin(octets, digits / 2 + 1, hex, digits, NULL, &length, NULL) != 0) {
        return NULL;
    }
    *out_length = length;
    return g_steal_pointer(&octets);
}

char *seal_lock_of(const char *token)
{
    g_auto(KeyPair) pair;

    key_pair_init(&pair, token);
    return to_hex(pair.public, sizeof pair.public);
}

char *seal_close(const char *text, const char *lock)
{
    gsize length = 0;
    g_autofree guint8 *key = from_hex(lock, &length);
    gsize sealed_length = strlen(text) + crypto_box_SEALBYTES;
    g_autofree guint8 *sealed = g_malloc(sealed_length);

    start();
    if (key == NULL || length != crypto_box_PUBLICKEYBYTES ||
        crypto_box_seal(sealed, (const guint8 *)text, strlen(text), key) != 0) {
        return NULL;
    }
    return to_hex(sealed, sealed_length);
}

char *seal_open(const char *sealed, const char *token)
{
    gsize length = 0;
    g_autofree guint8 *octets = from_hex(sealed, &length);
    g_auto(KeyPair) pair;

    key_pair_init(&pair, token);
    if (octets == NULL || length < crypto_box_SEALBYTES) {
        return NULL;
    }
    /* The sealed text has no NUL of its own. */
    g_autofree char *text = g_malloc0(length - crypto_box_SEALBYTES + 1);
    return crypto_box_seal_open((guint8 *)text, octets, length, pair.public, pair.secret) == 0
               ? g_steal_pointer(&text)
               : NULL;
}
