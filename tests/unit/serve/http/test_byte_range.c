/* Covers src/serve/http/byte_range.c */
#include "serve/http/byte_range.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SIZE 1000

static void assert_part(const char *text, gsize first, gsize length)
{
    ByteRange range = byte_range_parse(text, SIZE);

    if (range.kind != BYTE_RANGE_PART || range.first != first || range.length != length) {
        fail_msg("%s is %d, %zu octets from %zu", text, range.kind, range.length, range.first);
    }
}

static void assert_kind(const char *text, gsize size, ByteRangeKind kind)
{
    ByteRange range = byte_range_parse(text, size);

    if (range.kind != kind) {
        fail_msg("%s of %zu is %d", text, size, range.kind);
    }
}

static void positions_are_those_of_the_first_and_the_last_octet(void **state)
{
    assert_part("bytes=0-0", 0, 1);
    assert_part("bytes=0-499", 0, 500);
    assert_part("bytes=500-999", 500, 500);
    assert_part("bytes=000-0009", 0, 10);
    assert_part("Bytes=1-2", 1, 2);
}

static void a_range_may_be_open_or_reach_beyond_the_end(void **state)
{
    assert_part("bytes=0-", 0, SIZE);
    assert_part("bytes=999-", 999, 1);
    assert_part("bytes=990-1000", 990, 10);
    assert_part("bytes=990-99999999999999999999999999", 990, 10);
}

static void a_suffix_is_so_many_octets_at_the_end(void **state)
{
    assert_part("bytes=-1", 999, 1);
    assert_part("bytes=-1000", 0, SIZE);
    assert_part("bytes=-1001", 0, SIZE);
    assert_part("bytes=-99999999999999999999999999", 0, SIZE);
}

static void what_begins_beyond_the_end_gets_the_whole(void **state)
{
    assert_kind("bytes=1000-", SIZE, BYTE_RANGE_WHOLE);
    assert_kind("bytes=1000-1000", SIZE, BYTE_RANGE_WHOLE);
    assert_kind("bytes=18446744073709551615-", SIZE, BYTE_RANGE_WHOLE);
    assert_kind("bytes=18446744073709551616-18446744073709551617", SIZE, BYTE_RANGE_WHOLE);
    assert_kind("bytes=-0", SIZE, BYTE_RANGE_WHOLE);
}

static void what_is_no_single_range_gets_the_whole(void **state)
{
    static const char *const texts[] = {
        "",           "bytes",         "bytes=",       "bytes=-",         "bytes=--1",
        "bytes=5",    "bytes=2-1",     "bytes=a-b",    "bytes=0-1,3-4",   "bytes=0-1,",
        "bytes=0x1-", "bytes=+0-1",    "bytes=0-+1",   "bytes= 0-1",      "bytes=0 - 1",
        "bytes=0-1 ", "items=0-1",     "bytes 0-1",    "bytes=0-1-2",     "bytes=-1-",
        "bytes=1.-2", "bytes:0-1",     "bytes=0-1;",   "bytes=\xc3\xa9-", "0-1",
        "bytes=-5 ",  "bytes=0-1, -1", "bytes==0-1",   "bytes=-5,0-1",    "byte=0-1",
        "=0-1",       "bytes=0–1",     "xbytes=0-499", "bytes=1-0",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        assert_kind(texts[i], SIZE, BYTE_RANGE_WHOLE);
    }
}

static void an_empty_body_has_no_parts(void **state)
{
    assert_kind("bytes=0-", 0, BYTE_RANGE_WHOLE);
    assert_kind("bytes=-1", 0, BYTE_RANGE_WHOLE);
}

/* What is true of every range, in whatever way it is found. */
static void any_two_positions_give_what_lies_between_them(void **state)
{
    for (gsize size = 1; size < 12; size++) {
        for (gsize first = 0; first < 14; first++) {
            for (gsize last = 0; last < 14; last++) {
                g_autofree char *text = g_strdup_printf("bytes=%zu-%zu", first, last);
                ByteRange range = byte_range_parse(text, size);

                if (last < first || first >= size) {
                    assert_int_equal(range.kind, BYTE_RANGE_WHOLE);
                } else {
                    assert_int_equal(range.kind, BYTE_RANGE_PART);
                    assert_int_equal(range.first, first);
                    assert_int_equal(range.length, MIN(last + 1, size) - first);
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_are_those_of_the_first_and_the_last_octet),
        cmocka_unit_test(a_range_may_be_open_or_reach_beyond_the_end),
        cmocka_unit_test(a_suffix_is_so_many_octets_at_the_end),
        cmocka_unit_test(what_begins_beyond_the_end_gets_the_whole),
        cmocka_unit_test(what_is_no_single_range_gets_the_whole),
        cmocka_unit_test(an_empty_body_has_no_parts),
        cmocka_unit_test(any_two_positions_give_what_lies_between_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
