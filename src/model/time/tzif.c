#include "model/time/tzif.h"

#include <string.h>

#define HEADER_SIZE 44
#define TYPE_SIZE 6

GQuark tzif_error_quark(void)
{
    return g_quark_from_static_string("confeed-tzif-error");
}

/* What is left to read. */
typedef struct Cursor {
    const guint8 *at;
    gsize left;
} Cursor;

/* The header of a data block and, after take_block, where its parts are (RFC 9636 §3.1, §3.2). */
typedef struct Block {
    guint8 version;
    guint32 n_ut;
    guint32 n_std;
    guint32 n_leaps;
    guint32 n_times;
    guint32 n_types;
    guint32 n_chars;
    gsize time_size;
    const guint8 *times;
    const guint8 *indices;
    const guint8 *types;
    const guint8 *chars;
    const guint8 *std;
    const guint8 *ut;
} Block;

static bool fail(GError **error, const char *text)
{
    g_set_error(error, TZIF_ERROR, TZIF_ERROR_BAD_FILE, "not a valid zone file: %s", text);
    return false;
}

/* RFC 9636 §3: numbers are in network byte order, and signed ones in two's complement. */
static guint64 read_unsigned(const guint8 *at, gsize size)
{
    guint64 value = 0;

    for (gsize i = 0; i < size; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

static gint64 read_signed(const guint8 *at, gsize size)
{
    guint64 value = read_unsigned(at, size);

    return size == 4 ? (gint32)(guint32)value : (gint64)value;
}

static const guint8 *take(Cursor *cursor, gsize size)
{
    const guint8 *taken = cursor->at;

    /* Callers compare sizes with what is left first; a file must not get us here. */
    g_assert(size <= cursor->left);
    cursor->at += size;
    cursor->left -= size;
    return taken;
}

/* --- header and block -------------------------------------------------------------------- */

static bool take_header(Cursor *cursor, Block *block, GError **error)
{
    if (cursor->left < HEADER_SIZE) {
        return fail(error, "it ends within a header");
    }
    const guint8 *at = take(cursor, HEADER_SIZE);
    if (memcmp(at, "TZif", 4) != 0) {
        return fail(error, "it does not begin with TZif");
    }
    /* Version 1 is a NUL, the others are digits. */
    if (at[4] != 0 && (at[4] < '2' || at[4] > '4')) {
        return fail(error, "its version is none of 1 to 4");
    }
    *block = (Block){
        .version = at[4],
        .n_ut = (guint32)read_unsigned(at + 20, 4),
        .n_std = (guint32)read_unsigned(at + 24, 4),
        .n_leaps = (guint32)read_unsigned(at + 28, 4),
        .n_times = (guint32)read_unsigned(at + 32, 4),
        .n_types = (guint32)read_unsigned(at + 36, 4),
        .n_chars = (guint32)read_unsigned(at + 40, 4),
    };
    return true;
}

/* Counts have 32 bits, so 64 hold the sum of all of them, each times a dozen at most. */
static bool take_block(Cursor *cursor, Block *block, gsize time_size, GError **error)
{
    guint64 size = (guint64)block->n_times * (time_size + 1) + (guint64)block->n_types * TYPE_SIZE +
                   block->n_chars + (guint64)block->n_leaps * (time_size + 4) + block->n_std +
                   block->n_ut;

    if (size > cursor->left) {
        return fail(error, "it ends within its data");
    }
    block->time_size = time_size;
    block->times = take(cursor, block->n_times * time_size);
    block->indices = take(cursor, block->n_times);
    block->types = take(cursor, (gsize)block->n_types * TYPE_SIZE);
    block->chars = take(cursor, block->n_chars);
    /* Skipped: check_counts refuses leap seconds, which Unix time does not count. */
    take(cursor, block->n_leaps * (time_size + 4));
    block->std = take(cursor, block->n_std);
    block->ut = take(cursor, block->n_ut);
    return true;
}

static bool check_counts(const Block *block, GError **error)
{
    /* A transition names its type in one octet. */
    if (block->n_types < 1 || block->n_types > 256) {
        g_autofree char *text =
            g_strdup_printf("it has %u kinds of local time, not 1 to 256", block->n_types);
        return fail(error, text);
    }
    if ((block->n_std != 0 && block->n_std != block->n_types) ||
        (block->n_ut != 0 && block->n_ut != block->n_types)) {
        return fail(error, "it has indicators for some kinds of local time only");
    }
    if (block->n_leaps > 0) {
        return fail(error, "it counts leap seconds");
    }
    return true;
}

/* RFC 9636 §3.2: a UT indicator of 1 demands a standard indicator of 1. */
static bool check_indicators(const Block *block, GError **error)
{
    for (guint i = 0; i < block->n_types; i++) {
        guint std = block->n_std > 0 ? block->std[i] : 0;
        guint ut = block->n_ut > 0 ? block->ut[i] : 0;
        if (std > 1 || ut > 1 || ut > std) {
            return fail(error, "its indicators contradict each other");
        }
    }
    return true;
}

/* --- parts of a block -------------------------------------------------------------------- */

static bool read_abbreviation(const Block *block, guint index, char *out_abbreviation,
                              GError **error)
{
    if (index >= block->n_chars) {
        return fail(error, "an abbreviation lies outside of it");
    }
    const char *first = (const char *)block->chars + index;
    const char *end = memchr(first, '\0', block->n_chars - index);
    if (end == NULL) {
        return fail(error, "an abbreviation does not end");
    }
    gsize length = (gsize)(end - first);
    /* POSIX: an abbreviation has three characters or more. */
    if (length < 3 || length >= POSIX_TZ_ABBREVIATION_SIZE) {
        g_autofree char *text =
            g_strdup_printf("an abbreviation has %" G_GSIZE_FORMAT " characters, not 3 to %d",
                            length, POSIX_TZ_ABBREVIATION_SIZE - 1);
        return fail(error, text);
    }
    for (const char *c = first; c < end; c++) {
        /* POSIX allows these only; they end up in TZNAME. */
        if (!g_ascii_isalnum(*c) && *c != '+' && *c != '-') {
            return fail(error, "an abbreviation holds more than letters, digits, + and -");
        }
    }
    memcpy(out_abbreviation, first, length + 1);
    return true;
}

static bool read_types(const Block *block, GArray *types, GError **error)
{
    for (guint i = 0; i < block->n_types; i++) {
        const guint8 *at = block->types + (gsize)i * TYPE_SIZE;
        gint32 offset = (gint32)read_signed(at, 4);
        TzifType type = { .offset = offset, .is_dst = at[4] == 1 };

        /* Tz relies on this when it looks for instants near a wall time. */
        if (offset <= TZIF_MIN_OFFSET || offset >= TZIF_MAX_OFFSET) {
            g_autofree char *text =
                g_strdup_printf("an offset of %d seconds is out of bounds", offset);
            return fail(error, text);
        }
        if (at[4] > 1) {
            return fail(error, "a DST indicator is neither 0 nor 1");
        }
        if (!read_abbreviation(block, at[5], type.abbreviation, error)) {
            return false;
        }
        g_array_append_val(types, type);
    }
    return true;
}

static bool read_transitions(const Block *block, GArray *transitions, GError **error)
{
    for (guint i = 0; i < block->n_times; i++) {
        TzifTransition transition = {
            .at = read_signed(block->times + i * block->time_size, block->time_size),
            .type = block->indices[i],
        };
        if (transition.type >= block->n_types) {
            return fail(error, "a transition leads to a kind of local time that is not there");
        }
        if (transition.at < -TZIF_FARTHEST || transition.at > TZIF_FARTHEST) {
            return fail(error, "a transition is out of bounds");
        }
        /* Tz looks transitions up by binary search. */
        if (i > 0 && transition.at <= g_array_index(transitions, TzifTransition, i - 1).at) {
            return fail(error, "its transitions are not in order");
        }
        g_array_append_val(transitions, transition);
    }
    return true;
}

/* --- footer ------------------------------------------------------------------------------ */

bool tzif_footer_agrees(const Tzif *tzif)
{
    guint n_transitions = tzif->transitions->len;

    if (!tzif->has_footer || n_transitions == 0) {
        return true;
    }
    const TzifTransition *last =
        &g_array_index(tzif->transitions, TzifTransition, n_transitions - 1);
    const TzifType *type = &g_array_index(tzif->types, TzifType, last->type);
    PosixTzSpan span = posix_tz_span_at(&tzif->footer, last->at);
    const PosixTzRegime *regime = span.is_dst ? &tzif->footer.dst : &tzif->footer.standard;

    return span.is_dst == type->is_dst && regime->offset == type->offset &&
           strcmp(regime->abbreviation, type->abbreviation) == 0;
}

static bool take_footer(Cursor *cursor, Tzif *tzif, GError **error)
{
    if (cursor->left < 2 || cursor->at[0] != '\n' || cursor->at[cursor->left - 1] != '\n') {
        return fail(error, "its footer does not stand between line feeds");
    }
    tzif->has_footer = cursor->left > 2;
    if (tzif->has_footer &&
        !posix_tz_parse((const char *)cursor->at + 1, cursor->left - 2, &tzif->footer)) {
        return fail(error, "its footer is no POSIX TZ string");
    }
    tzif->footer_text = g_strndup((const char *)cursor->at + 1, cursor->left - 2);
    return tzif_footer_agrees(tzif) || fail(error, "its footer contradicts its last transition");
}

/* --- the file ---------------------------------------------------------------------------- */

/* Reads the block that counts: in version 1 the only one, in later versions the second, with times
 * of 64 bits. The first is then for old readers only. */
static bool take_last_block(Cursor *cursor, Block *block, GError **error)
{
    if (!take_header(cursor, block, error) || !take_block(cursor, block, 4, error)) {
        return false;
    }
    guint8 version = block->version;
    if (version == 0) {
        return true;
    }
    if (!take_header(cursor, block, error) || !take_block(cursor, block, 8, error)) {
        return false;
    }
    return block->version == version || fail(error, "its headers differ in version");
}

bool tzif_parse(const guint8 *data, gsize size, Tzif *out_tzif, GError **error)
{
    Cursor cursor = { data, size };
    Block block;

    if (size > TZIF_MAX_SIZE) {
        g_autofree char *text = g_strdup_printf("it is larger than %d octets", TZIF_MAX_SIZE);
        return fail(error, text);
    }
    /* Check before memory is taken for what the counts promise. */
    if (!take_last_block(&cursor, &block, error) || !check_counts(&block, error) ||
        !check_indicators(&block, error)) {
        return false;
    }

    g_auto(Tzif) tzif = {
        .types = g_array_sized_new(FALSE, FALSE, sizeof(TzifType), block.n_types),
        .transitions = g_array_sized_new(FALSE, FALSE, sizeof(TzifTransition), block.n_times),
    };
    if (!read_types(&block, tzif.types, error) ||
        !read_transitions(&block, tzif.transitions, error)) {
        return false;
    }
    if (block.version == 0) {
        if (cursor.left > 0) {
            return fail(error, "something follows its end");
        }
    } else if (!take_footer(&cursor, &tzif, error)) {
        return false;
    }
    if (tzif.footer_text == NULL) {
        tzif.footer_text = g_strdup("");
    }
    *out_tzif = tzif;
    /* The caller has it now: leave nothing for the clean-up. */
    tzif = (Tzif){ .types = NULL };
    return true;
}

void tzif_clear(Tzif *tzif)
{
    g_clear_pointer(&tzif->types, g_array_unref);
    g_clear_pointer(&tzif->transitions, g_array_unref);
    g_clear_pointer(&tzif->footer_text, g_free);
}
