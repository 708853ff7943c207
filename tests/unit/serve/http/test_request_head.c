/* Covers src/serve/http/request_head.c */
#include "serve/http/request_head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The fault of a head with these fields, in pairs of name and value. */
static HeadFault fault_of(const char *version, const char *const fields[])
{
    g_auto(RequestHead) head = { .max_octets = REQUEST_HEAD_OCTETS_DEFAULT };

    for (gsize i = 0; fields[i] != NULL; i += 2) {
        request_head_add(&head, fields[i], fields[i + 1]);
    }
    return request_head_fault(&head, version);
}

/* The fault of a head that would be fine without this field. */
static HeadFault fault_with(const char *name, const char *value)
{
    return fault_of("HTTP/1.1", (const char *const[]){ "Host", "a", name, value, NULL });
}

static void an_ordinary_head_is_fine(void **state)
{
    assert_int_equal(fault_with("Accept", "text/calendar, */*;q=0.1"), HEAD_FAULT_NONE);
    assert_int_equal(fault_with("User-Agent", ""), HEAD_FAULT_NONE);
    assert_int_equal(fault_with("X-Odd", "tab\there, caf\xc3\xa9"), HEAD_FAULT_NONE);
}

static void who_asks_and_from_where_is_kept(void **state)
{
    g_auto(RequestHead) head = { 0 };

    assert_null(head.user_agent);
    request_head_add(&head, "user-agent", "one");
    request_head_add(&head, "REFERER", "https://example.org/");
    request_head_add(&head, "User-Agent", "two");
    assert_string_equal(head.user_agent, "two");
    assert_string_equal(head.referer, "https://example.org/");
}

static void exactly_one_host_is_needed(void **state)
{
    assert_int_equal(fault_of("HTTP/1.1", (const char *const[]){ NULL }), HEAD_FAULT_HOST);
    assert_int_equal(fault_with("HOST", "a"), HEAD_FAULT_HOST);
}

static void http_1_0_needs_no_host_but_has_no_two(void **state)
{
    assert_int_equal(fault_of("HTTP/1.0", (const char *const[]){ NULL }), HEAD_FAULT_NONE);
    assert_int_equal(fault_of("HTTP/1.0", (const char *const[]){ "Host", "a", "Host", "b", NULL }),
                     HEAD_FAULT_HOST);
}

static void any_announced_body_is_a_fault(void **state)
{
    assert_int_equal(fault_with("Content-Length", "1"), HEAD_FAULT_BODY);
    assert_int_equal(fault_with("content-length", "00"), HEAD_FAULT_BODY);
    assert_int_equal(fault_with("Content-Length", ""), HEAD_FAULT_BODY);
    assert_int_equal(fault_with("Content-Length", "0, 0"), HEAD_FAULT_BODY);
    assert_int_equal(fault_with("Transfer-Encoding", "chunked"), HEAD_FAULT_BODY);
    assert_int_equal(fault_with("TRANSFER-ENCODING", ""), HEAD_FAULT_BODY);
    assert_int_equal(fault_with("Expect", "100-continue"), HEAD_FAULT_BODY);
}

static void a_body_of_no_octets_is_none(void **state)
{
    assert_int_equal(fault_with("Content-Length", "0"), HEAD_FAULT_NONE);
}

static void a_second_length_is_a_fault_even_if_it_says_the_same(void **state)
{
    assert_int_equal(fault_of("HTTP/1.1", (const char *const[]){ "Host", "a", "Content-Length", "0",
                                                                 "Content-Length", "0", NULL }),
                     HEAD_FAULT_BODY);
}

static void a_name_that_is_no_token_is_a_fault(void **state)
{
    static const char *const names[] = { "",     " X", "X ",  "Content-Length ",
                                         "X\t",  "X(", "X/Y", "caf\xc3\xa9",
                                         "X\x01" };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        assert_int_equal(fault_with(names[i], "1"), HEAD_FAULT_FIELD);
    }
}

static void a_control_character_in_a_value_is_a_fault(void **state)
{
    static const char *const values[] = { "a\rContent-Length: 5", "a\n", "\x01", "a\x7f" };

    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        assert_int_equal(fault_with("X", values[i]), HEAD_FAULT_FIELD);
    }
}

static void the_first_fault_is_told(void **state)
{
    assert_int_equal(fault_of("HTTP/1.1", (const char *const[]){ "X ", "1", "Expect", "x", NULL }),
                     HEAD_FAULT_FIELD);
    assert_int_equal(fault_of("HTTP/1.1", (const char *const[]){ "Expect", "x", "X ", "1", NULL }),
                     HEAD_FAULT_BODY);
}

static void conditions_are_kept_and_lists_joined(void **state)
{
    g_auto(RequestHead) head = { .max_octets = REQUEST_HEAD_OCTETS_DEFAULT };

    request_head_add(&head, "if-none-match", "\"a\"");
    request_head_add(&head, "If-Modified-Since", "then");
    request_head_add(&head, "If-None-Match", "\"b\"");
    assert_string_equal(head.if_none_match, "\"a\", \"b\"");
    assert_string_equal(head.if_modified_since, "then");
    request_head_add(&head, "IF-MATCH", "\"c\"");
    request_head_add(&head, "If-Unmodified-Since", "before");
    request_head_add(&head, "If-Match", "*");
    assert_string_equal(head.if_match, "\"c\", *");
    assert_string_equal(head.if_unmodified_since, "before");
}

static void two_dates_are_none(void **state)
{
    g_auto(RequestHead) head = { .max_octets = REQUEST_HEAD_OCTETS_DEFAULT };

    request_head_add(&head, "If-Modified-Since", "then");
    request_head_add(&head, "If-Modified-Since", "then");
    request_head_add(&head, "If-Unmodified-Since", "then");
    request_head_add(&head, "If-Unmodified-Since", "later");
    assert_string_equal(head.if_modified_since, "");
    assert_string_equal(head.if_unmodified_since, "");
}

static void ranges_are_kept_and_two_of_them_are_none(void **state)
{
    g_auto(RequestHead) head = { .max_octets = REQUEST_HEAD_OCTETS_DEFAULT };

    request_head_add(&head, "range", "bytes=0-1");
    request_head_add(&head, "If-Range", "\"a\"");
    assert_string_equal(head.range, "bytes=0-1");
    assert_string_equal(head.if_range, "\"a\"");
    request_head_add(&head, "Range", "bytes=2-3");
    assert_string_equal(head.range, "bytes=0-1, bytes=2-3");
}

static void who_forwarded_a_request_is_kept_only_if_it_is_wanted(void **state)
{
    g_auto(RequestHead) head = { .max_octets = REQUEST_HEAD_OCTETS_DEFAULT };
    g_auto(RequestHead) wanting = { .keeps_forwarded = true };

    request_head_add(&head, "X-Forwarded-For", "192.0.2.1");
    assert_null(head.forwarded_for);
    request_head_add(&wanting, "x-forwarded-for", "192.0.2.1");
    request_head_add(&wanting, "X-Forwarded-For", "192.0.2.2");
    assert_string_equal(wanting.forwarded_for, "192.0.2.1, 192.0.2.2");
}

static void more_fields_than_anybody_sends_are_a_fault(void **state)
{
    g_auto(RequestHead) head = { .max_octets = 1120, .octets = 1120 };

    request_head_add(&head, "Host", "a");
    for (guint i = 1; i < 10; i++) {
        request_head_add(&head, "X", "1");
    }
    assert_int_equal(request_head_fault(&head, "HTTP/1.1"), HEAD_FAULT_NONE);
    head.octets++;
    assert_int_equal(request_head_fault(&head, "HTTP/1.1"), HEAD_FAULT_SIZE);
    head.octets--;
    request_head_add(&head, "X ", "1");
    assert_int_equal(request_head_fault(&head, "HTTP/1.1"), HEAD_FAULT_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ordinary_head_is_fine),
        cmocka_unit_test(who_asks_and_from_where_is_kept),
        cmocka_unit_test(exactly_one_host_is_needed),
        cmocka_unit_test(http_1_0_needs_no_host_but_has_no_two),
        cmocka_unit_test(any_announced_body_is_a_fault),
        cmocka_unit_test(a_body_of_no_octets_is_none),
        cmocka_unit_test(a_second_length_is_a_fault_even_if_it_says_the_same),
        cmocka_unit_test(a_name_that_is_no_token_is_a_fault),
        cmocka_unit_test(a_control_character_in_a_value_is_a_fault),
        cmocka_unit_test(the_first_fault_is_told),
        cmocka_unit_test(conditions_are_kept_and_lists_joined),
        cmocka_unit_test(two_dates_are_none),
        cmocka_unit_test(more_fields_than_anybody_sends_are_a_fault),
        cmocka_unit_test(ranges_are_kept_and_two_of_them_are_none),
        cmocka_unit_test(who_forwarded_a_request_is_kept_only_if_it_is_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
