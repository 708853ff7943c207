/* Covers src/site/gzip.c */
#include "site/gzip.h"

#include <string.h>
#include <zlib.h>

#include "random_agenda.h"
#include "support.h"

/* What zlib makes of it. */
static GBytes *inflate_all(GBytes *compressed, gsize room)
{
    gsize size;
    guint8 *octets = (guint8 *)g_bytes_get_data(compressed, &size);
    guint8 *body = g_malloc(room);
    z_stream stream = {
        .next_in = octets, .avail_in = (uInt)size, .next_out = body, .avail_out = (uInt)room
    };

    assert_int_equal(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.avail_in, 0);
    gsize length = stream.total_out;
    inflateEnd(&stream);
    return g_bytes_new_take(body, length);
}

static void a_body_comes_back_as_it_was(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);

    for (guint round = 0; round < 200; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        guint lines = (guint)g_rand_int_range(numbers, 100, 2000);
        for (guint i = 0; i < lines; i++) {
            g_string_append_printf(text, "LINE:%d\r\n", g_rand_int_range(numbers, 0, 1000));
        }
        g_autoptr(GBytes) body = g_bytes_new(text->str, text->len);
        g_autoptr(GBytes) compressed = gzip_compress(body);
        if (text->len < 1400) {
            assert_null(compressed);
            continue;
        }
        assert_non_null(compressed);
        assert_true(g_bytes_get_size(compressed) * 10 <= text->len * 9);
        g_autoptr(GBytes) again = inflate_all(compressed, text->len + 1);
        assert_true(g_bytes_equal(body, again));
    }
}

static void no_time_and_no_name_is_in_it(void **state)
{
    g_autofree char *text = g_strnfill(5000, 'a');
    g_autoptr(GBytes) body = g_bytes_new(text, 5000);
    g_autoptr(GBytes) compressed = gzip_compress(body);
    const guint8 *octets = g_bytes_get_data(compressed, NULL);
    static const guint8 HEAD[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0 };

    assert_memory_equal(octets, HEAD, sizeof HEAD);
}

static void what_is_small_or_dense_is_left_as_it_is(void **state)
{
    g_autoptr(GRand) numbers = random_agenda_rand_new(NULL);
    g_autoptr(GByteArray) noise = g_byte_array_new();
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    g_autoptr(GBytes) small = g_bytes_new("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 40);

    for (guint i = 0; i < 5000; i++) {
        guint8 octet = (guint8)g_rand_int_range(numbers, 0, 256);
        g_byte_array_append(noise, &octet, 1);
    }
    g_autoptr(GBytes) dense = g_bytes_new(noise->data, noise->len);
    assert_null(gzip_compress(nothing));
    assert_null(gzip_compress(small));
    assert_null(gzip_compress(dense));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_comes_back_as_it_was),
        cmocka_unit_test(no_time_and_no_name_is_in_it),
        cmocka_unit_test(what_is_small_or_dense_is_left_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
