#include "serve/watch/access_line.h"

#include <string.h>

#include "support.h"

static AccessRecord plain_record(void)
{
    return (AccessRecord){
        .at = 1184061600,
        .address = "192.0.2.1",
        .method = "GET",
        .target = "/forum/agenda.ics?rev=1",
        .version = "HTTP/1.1",
        .referer = "https://example.org/",
        .user_agent = "Google-Calendar-Importer",
        .status = 200,
        .octets = 12345678901,
        .microseconds = 250,
    };
}

static void assert_line(AccessFormat format, const AccessRecord *record, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    access_line_append(out, format, record);
    assert_string_equal(out->str, expected);
}

/* How a target is shown in the combined format. */
static void assert_target(const char *target, const char *expected)
{
    AccessRecord record = plain_record();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *part = g_strdup_printf("\"GET %s HTTP/1.1\" 200 ", expected);

    record.target = target;
    access_line_append(out, ACCESS_FORMAT_COMBINED, &record);
    if (strstr(out->str, part) == NULL) {
        print_error("%s\nis not in %s", part, out->str);
        fail();
    }
}

static void a_request_is_one_line_in_each_format(void **state)
{
    AccessRecord record = plain_record();

    assert_line(ACCESS_FORMAT_COMBINED, &record,
                "192.0.2.1 - - [10/Jul/2007:10:00:00 +0000] \"GET /forum/agenda.ics?rev=1 "
                "HTTP/1.1\" 200 12345678901 \"https://example.org/\" "
                "\"Google-Calendar-Importer\"\n");
    assert_line(ACCESS_FORMAT_JSON, &record,
                "{\"time\":\"2007-07-10T10:00:00Z\",\"address\":\"192.0.2.1\",\"method\":\"GET\","
                "\"target\":\"/forum/agenda.ics?rev=1\",\"version\":\"HTTP/1.1\",\"status\":200,"
                "\"octets\":12345678901,\"referer\":\"https://example.org/\","
                "\"user_agent\":\"Google-Calendar-Importer\",\"duration_us\":250}\n");
}

static void what_is_not_known_is_told_as_such(void **state)
{
    AccessRecord record = { .status = 404, .is_cut = true };

    assert_line(ACCESS_FORMAT_COMBINED, &record,
                "- - - [01/Jan/1970:00:00:00 +0000] \"- - -\" 404 - \"-\" \"-\"\n");
    assert_line(ACCESS_FORMAT_JSON, &record,
                "{\"time\":\"1970-01-01T00:00:00Z\",\"address\":null,\"method\":null,"
                "\"target\":null,\"version\":null,\"status\":404,\"octets\":null,\"referer\":null,"
                "\"user_agent\":null,\"duration_us\":0}\n");
}

static void no_client_can_end_a_field_or_a_line(void **state)
{
    AccessRecord record = plain_record();
    g_autoptr(GString) combined = g_string_new(NULL);
    g_autoptr(GString) json = g_string_new(NULL);

    record.user_agent = "a\"b\\c\r\n127.0.0.1\x1b[2J\x7f\xc3\xa9\x9b";
    access_line_append(combined, ACCESS_FORMAT_COMBINED, &record);
    access_line_append(json, ACCESS_FORMAT_JSON, &record);
    assert_true(g_str_has_suffix(combined->str, " \"a\\x22b\\x5cc\\x0d\\x0a127.0.0.1\\x1b[2J\\x7f"
                                                "\\xc3\\xa9\\x9b\"\n"));
    assert_non_null(strstr(json->str, ":\"a\\u0022b\\u005cc\\u000d\\u000a127.0.0.1\\u001b[2J\\u007f"
                                      "\\u00c3\\u00a9\\u009b\","));
}

static void what_is_very_long_is_cut(void **state)
{
    AccessRecord record = plain_record();
    g_autofree char *filler = g_strnfill(30000, '0');
    g_autofree char *target = g_strconcat("/", filler, NULL);
    g_autoptr(GString) out = g_string_new(NULL);

    record.method = filler;
    record.target = target;
    record.referer = filler;
    record.user_agent = filler;
    access_line_append(out, ACCESS_FORMAT_COMBINED, &record);
    assert_in_range(out->len, 4096, 4500);
    assert_true(g_str_has_suffix(out->str, "0...\"\n"));
}

static void tokens_are_never_shown(void **state)
{
    static const char *const SPELLINGS[] = {
        "/private/SECRET.ics",       "/private/SECRET.ics?download=1",
        "/PRIVATE/SECRET.ics",       "/%70rivate%2fSECRET.ics",
        "/private/SECRET/private/X", "http://example.org/private/SECRET.ics",
        "//x/../private/SECRET.ics", "/private/SECRET\r\n",
        "private/SECRET.ics",        "/forum/private/SECRET.ics",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SPELLINGS); i++) {
        AccessRecord record = plain_record();
        g_autoptr(GString) combined = g_string_new(NULL);
        g_autoptr(GString) json = g_string_new(NULL);
        record.target = SPELLINGS[i];
        record.referer = SPELLINGS[i];
        record.user_agent = SPELLINGS[i];
        record.method = SPELLINGS[i];
        record.version = SPELLINGS[i];
        access_line_append(combined, ACCESS_FORMAT_COMBINED, &record);
        access_line_append(json, ACCESS_FORMAT_JSON, &record);
        assert_null(strstr(combined->str, "SECRET"));
        assert_null(strstr(json->str, "SECRET"));
    }
    assert_target("/private/SECRET.ics", "/private/-");
    assert_target("/private/", "/private/");
    assert_target("/privately/open.ics", "/privately/open.ics");
    assert_target("/forum/%7", "/forum/%7");
    assert_target("/a b HTTP/1.0", "/a\\x20b\\x20HTTP/1.0");
}

static void formats_have_their_words(void **state)
{
    AccessFormat format;

    assert_true(access_format_parse("combined", &format));
    assert_int_equal(format, ACCESS_FORMAT_COMBINED);
    assert_true(access_format_parse("json", &format));
    assert_int_equal(format, ACCESS_FORMAT_JSON);
    assert_false(access_format_parse("JSON", &format));
    assert_false(access_format_parse("", &format));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_one_line_in_each_format),
        cmocka_unit_test(what_is_not_known_is_told_as_such),
        cmocka_unit_test(no_client_can_end_a_field_or_a_line),
        cmocka_unit_test(what_is_very_long_is_cut),
        cmocka_unit_test(tokens_are_never_shown),
        cmocka_unit_test(formats_have_their_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
