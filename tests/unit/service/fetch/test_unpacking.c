/* Covers src/service/fetch/unpacking.c */
#include "service/fetch/unpacking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>
#include <zlib.h>

/* Packs a text; the caller owns it. */
static GByteArray *pack(const char *text)
{
    GByteArray *packed = g_byte_array_new();
    z_stream stream = { 0 };
    guint8 chunk[4096];

    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (guint8 *)text;
    stream.avail_in = (uInt)strlen(text);
    stream.next_out = chunk;
    stream.avail_out = sizeof chunk;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    g_byte_array_append(packed, chunk, (guint)(sizeof chunk - stream.avail_out));
    deflateEnd(&stream);
    return packed;
}

static bool collect(gconstpointer octets, gsize size, gpointer data)
{
    g_string_append_len(data, octets, (gssize)size);
    return true;
}

static bool refuse(gconstpointer octets, gsize size, gpointer data)
{
    return false;
}

static void text_comes_out_however_it_comes_in(void **state)
{
    g_autoptr(GByteArray) one = pack("One text. ");
    g_autoptr(GByteArray) two = pack("Another.");

    g_byte_array_append(one, two->data, two->len);
    for (gsize step = 1; step <= one->len; step++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(Unpacking) unpacking = unpacking_new(collect, text);
        for (gsize at = 0; at < one->len; at += step) {
            assert_true(unpacking_feed(unpacking, one->data + at, MIN(step, one->len - at)));
        }
        assert_true(unpacking_is_whole(unpacking));
        assert_string_equal(text->str, "One text. Another.");
    }
}

static void whatever_is_cut_off_is_not_whole(void **state)
{
    g_autoptr(GByteArray) packed = pack("One text.");

    for (gsize length = 0; length < packed->len; length++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(Unpacking) unpacking = unpacking_new(collect, text);
        assert_true(unpacking_feed(unpacking, packed->data, length));
        assert_false(unpacking_is_whole(unpacking));
    }
}

static void what_is_not_packed_is_refused(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Unpacking) unpacking = unpacking_new(collect, text);

    assert_false(unpacking_feed(unpacking, "plain text", 10));
}

static void a_long_text_comes_out_whole(void **state)
{
    /* As long as what is unpacked at once, and one more. */
    g_autofree char *zeros = g_strnfill(64 * 1024 + 1, '0');

    for (gsize length = 64 * 1024 - 1; length <= 64 * 1024 + 1; length++) {
        g_autofree char *part = g_strndup(zeros, length);
        g_autoptr(GByteArray) packed = pack(part);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(Unpacking) unpacking = unpacking_new(collect, text);
        assert_true(unpacking_feed(unpacking, packed->data, packed->len));
        assert_true(unpacking_is_whole(unpacking));
        assert_string_equal(text->str, part);
    }
}

static void it_ends_once_the_sink_has_had_enough(void **state)
{
    g_autoptr(GByteArray) packed = pack("One text.");
    g_autoptr(Unpacking) unpacking = unpacking_new(refuse, NULL);

    assert_false(unpacking_feed(unpacking, packed->data, packed->len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_comes_out_however_it_comes_in),
        cmocka_unit_test(whatever_is_cut_off_is_not_whole),
        cmocka_unit_test(what_is_not_packed_is_refused),
        cmocka_unit_test(a_long_text_comes_out_whole),
        cmocka_unit_test(it_ends_once_the_sink_has_had_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
