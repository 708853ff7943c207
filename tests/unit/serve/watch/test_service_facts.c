#include "serve/watch/service_facts.h"

#include "support.h"

static void what_is_served_is_told(void **state)
{
    g_autoptr(GArray) agendas = g_array_new(FALSE, FALSE, sizeof(AgendaFacts));
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(SourceFacts));
    AgendaFacts forum = { .id = "forum", .number = 3, .stamp = 1184198400 };
    ServiceFacts facts = { .now = 1184198460,
                           .tz_version = "2025b",
                           .is_last_good = false,
                           .last_good = 1184198430,
                           .agendas = agendas,
                           .sources = sources };
    SourceFacts source = { .agenda_id = "forum", .checked = 1184198450, .is_good = true };

    g_array_append_val(agendas, forum);
    g_array_append_val(sources, source);
    assert_true(service_facts_are_ready(&facts));
    g_autofree char *text = service_facts_to_json(&facts);
    assert_string_equal(text, "{\"ready\":true,\"last_reading_good\":false,"
                              "\"last_good_reading\":\"2007-07-12T00:00:30Z\",\"tzdata\":\"2025b\","
                              "\"agendas\":[{\"id\":\"forum\",\"revision\":3,"
                              "\"published\":\"2007-07-12T00:00:00Z\",\"age_seconds\":60,"
                              "\"without_file\":false}],\"sources\":[{\"agenda\":\"forum\","
                              "\"good\":true,\"checked\":\"2007-07-12T00:00:50Z\"}]}\n");
}

static void without_an_agenda_it_is_not_ready(void **state)
{
    g_autoptr(GArray) agendas = g_array_new(FALSE, FALSE, sizeof(AgendaFacts));
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(SourceFacts));
    ServiceFacts facts = { .tz_version = "unknown", .agendas = agendas, .sources = sources };

    assert_false(service_facts_are_ready(&facts));
    g_autofree char *text = service_facts_to_json(&facts);
    assert_string_equal(text, "{\"ready\":false,\"last_reading_good\":false,"
                              "\"tzdata\":\"unknown\",\"agendas\":[],\"sources\":[]}\n");
}

static void with_something_missing_it_is_not_ready_and_says_what(void **state)
{
    g_autoptr(GArray) agendas = g_array_new(FALSE, FALSE, sizeof(AgendaFacts));
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(SourceFacts));
    AgendaFacts forum = { .id = "forum", .number = 3, .stamp = 1184198400 };
    char lack[] = "the history is gone";
    ServiceFacts facts = { .now = 1184198460,
                           .tz_version = "2025b",
                           .agendas = agendas,
                           .sources = sources,
                           .lack = lack };

    g_array_append_val(agendas, forum);
    assert_false(service_facts_are_ready(&facts));
    g_autofree char *text = service_facts_to_json(&facts);
    assert_true(g_str_has_prefix(text, "{\"ready\":false,\"lack\":\"the history is gone\","));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_served_is_told),
        cmocka_unit_test(without_an_agenda_it_is_not_ready),
        cmocka_unit_test(with_something_missing_it_is_not_ready_and_says_what),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
