#include "chronicle/stream.h"

#include "support.h"

static void streams_are_called_by_their_agenda_and_agency(void **state)
{
    g_autofree char *of_agency = stream_of_participant("gfmd-2007", "ilo");
    g_autofree char *of_whole = stream_of_whole("gfmd-2007");

    assert_string_equal(of_agency, "gfmd-2007@ilo");
    assert_string_equal(of_whole, "gfmd-2007@");
}

static void a_stream_tells_its_agenda_and_its_agency(void **state)
{
    static const struct {
        const char *stream;
        const char *agency;
    } CASES[] = { { "gfmd-2007", NULL }, { "gfmd-2007@", NULL }, { "gfmd-2007@ilo", "ilo" } };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *agenda = stream_dup_agenda(CASES[i].stream);
        assert_string_equal(agenda, "gfmd-2007");
        assert_int_equal(g_strcmp0(stream_participant(CASES[i].stream), CASES[i].agency), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_are_called_by_their_agenda_and_agency),
        cmocka_unit_test(a_stream_tells_its_agenda_and_its_agency),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
