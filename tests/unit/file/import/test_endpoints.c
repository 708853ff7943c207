/* Covers src/file/import/endpoints.c */
#include "file/import/endpoints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define EXPANDED "submissions/?expand=speakers,track,submission_type,tags,slots,slots.room"
#define SCHEDULE "schedules/latest/?expand=slots,slots.room"

/* The endpoints of an address, in lines: "pages optional URL". The caller owns it. */
static char *lines_of(const char *format, const char *url)
{
    g_autoptr(GArray) endpoints = endpoints_new(foreign_format_find(format), url);
    GString *lines = g_string_new(NULL);

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = &g_array_index(endpoints, Endpoint, i);
        g_string_append_printf(lines, "%s%s%s\n", endpoint->has_pages ? "pages " : "",
                               endpoint->is_optional ? "optional " : "", endpoint->url);
    }
    return g_string_free(lines, FALSE);
}

static void assert_lines(const char *format, const char *url, const char *expected)
{
    g_autofree char *lines = lines_of(format, url);

    assert_string_equal(lines, expected);
}

static void assert_itself(const char *format, const char *url)
{
    g_autofree char *expected = g_strdup_printf("%s\n", url);

    assert_lines(format, url, expected);
}

static void an_event_of_pretalx_stands_for_what_its_api_tells(void **state)
{
    static const char *const URLS[] = {
        "https://pretalx.com/demo-25/",
        "https://pretalx.com/demo-25",
        "https://pretalx.com/demo-25/schedule/",
        "https://pretalx.com/demo-25/schedule/#day-2",
        "https://pretalx.com/api/events/demo-25/",
        "https://pretalx.com/api/events/demo-25",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(URLS); i++) {
        assert_lines("pretalx", URLS[i],
                     "https://pretalx.com/api/events/demo-25/\n"
                     "pages https://pretalx.com/api/events/demo-25/" EXPANDED "\n"
                     "optional https://pretalx.com/api/events/demo-25/" SCHEDULE "\n"
                     "pages optional https://pretalx.com/api/events/demo-25/rooms/\n");
    }
    assert_lines("pretalx", "http://localhost:8000/x/api/events/2025.demo/",
                 "http://localhost:8000/x/api/events/2025.demo/\n"
                 "pages http://localhost:8000/x/api/events/2025.demo/" EXPANDED "\n"
                 "optional http://localhost:8000/x/api/events/2025.demo/" SCHEDULE "\n"
                 "pages optional http://localhost:8000/x/api/events/2025.demo/rooms/\n");
}

static void another_address_of_pretalx_is_a_page(void **state)
{
    assert_lines("pretalx", "https://pretalx.com/api/events/demo/submissions/",
                 "pages https://pretalx.com/api/events/demo/submissions/\n");
    assert_lines("pretalx", "https://pretalx.com/demo/schedule/widgets/schedule.json",
                 "pages https://pretalx.com/demo/schedule/widgets/schedule.json\n");
    assert_lines("pretalx", "https://example.org/talks.json",
                 "pages https://example.org/talks.json\n");
    assert_lines("pretalx", "https://example.org/demo/?key=1",
                 "pages https://example.org/demo/?key=1\n");
    assert_lines("pretalx", "https://example.org/", "pages https://example.org/\n");
    assert_lines("pretalx", "https://example.org", "pages https://example.org\n");
}

static void an_event_of_indico_stands_for_its_exports(void **state)
{
    static const char *const URLS[] = {
        "https://indico.cern.ch/event/137346/",
        "https://indico.cern.ch/event/137346",
        "https://indico.cern.ch/event/137346/timetable/#20110623",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(URLS); i++) {
        assert_lines("indico", URLS[i],
                     "https://indico.cern.ch/export/event/137346.json?detail=sessions\n"
                     "optional https://indico.cern.ch/export/timetable/137346.json\n");
    }
    assert_lines("indico", "http://localhost/indico/event/1/",
                 "http://localhost/indico/export/event/1.json?detail=sessions\n"
                 "optional http://localhost/indico/export/timetable/1.json\n");
}

static void another_address_of_indico_stands_for_itself(void **state)
{
    assert_itself("indico", "https://indico.cern.ch/export/event/137346.json");
    assert_itself("indico", "https://indico.cern.ch/export/event/137346/session/3.json");
    assert_itself("indico", "https://indico.cern.ch/event/137346/?ak=key");
    assert_itself("indico", "https://indico.cern.ch/event/spring/");
    assert_itself("indico", "https://indico.cern.ch/category/5/");
}

static void an_address_of_another_format_stands_for_itself(void **state)
{
    assert_itself("frab", "https://pretalx.com/demo/schedule/");
    assert_itself("ics", "https://indico.cern.ch/event/137346/");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_of_pretalx_stands_for_what_its_api_tells),
        cmocka_unit_test(another_address_of_pretalx_is_a_page),
        cmocka_unit_test(an_event_of_indico_stands_for_its_exports),
        cmocka_unit_test(another_address_of_indico_stands_for_itself),
        cmocka_unit_test(an_address_of_another_format_stands_for_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
