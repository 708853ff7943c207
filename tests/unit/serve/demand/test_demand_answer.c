#include "serve/demand/demand_answer.h"

#include <string.h>

#include "fake_maker.h"
#include "support.h"

static DemandAnswer *make(DemandOutcome outcome, const char *text)
{
    g_auto(FakeMaker) fake;
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "rev=1");

    fake_maker_init(&fake);
    fake.outcome = outcome;
    fake.text = text;
    fake.body = "some octets";
    return demand_answer_new(&fake.maker, demand);
}

static void what_is_made_has_a_tag_and_an_answer(void **state)
{
    g_autoptr(DemandAnswer) answer = make(DEMAND_MADE, NULL);

    assert_int_equal(demand_answer_outcome(answer), DEMAND_MADE);
    assert_non_null(resource_answer_resource(demand_answer_resource(answer))->etag);
    assert_false(demand_answer_has_words(answer));
    assert_int_equal(demand_answer_octets(answer), strlen("some octets"));
}

static DemandOutcome make_with_tag(const Demand *demand, Resource **out_resource, char **out_text,
                                   gpointer data)
{
    *out_resource = resource_new(g_strdup(demand->path), "text/plain", NULL, g_bytes_new("a", 1));
    resource_finish(*out_resource, false);
    *(char **)data = g_strdup((*out_resource)->etag);
    return DEMAND_MADE;
}

static void the_tag_may_be_there_already(void **state)
{
    g_autofree char *etag = NULL;
    DemandMaker maker = { .make = make_with_tag, .data = &etag };
    g_autoptr(Demand) demand = fake_maker_demand("test/agenda.ics", "rev=1");
    g_autoptr(DemandAnswer) answer = demand_answer_new(&maker, demand);

    assert_string_equal(resource_answer_resource(demand_answer_resource(answer))->etag, etag);
}

static void words_are_an_answer(void **state)
{
    g_autoptr(DemandAnswer) absent = make(DEMAND_NOT_FOUND, "Not there.\n");
    g_autoptr(DemandAnswer) refused = make(DEMAND_REFUSED, "Not so.\n");

    assert_int_equal(demand_answer_outcome(absent), DEMAND_NOT_FOUND);
    assert_null(demand_answer_resource(absent));
    assert_true(demand_answer_has_words(absent));
    assert_int_equal(demand_answer_octets(absent), strlen("Not there.\n"));
    assert_int_equal(demand_answer_outcome(refused), DEMAND_REFUSED);
    assert_true(demand_answer_has_words(refused));
}

static void without_words_there_is_none(void **state)
{
    static const DemandOutcome OUTCOMES[] = { DEMAND_NOT_FOUND, DEMAND_REFUSED, DEMAND_FAILED };

    for (gsize i = 0; i < G_N_ELEMENTS(OUTCOMES); i++) {
        g_autoptr(DemandAnswer) answer = make(OUTCOMES[i], NULL);
        assert_false(demand_answer_has_words(answer));
        assert_int_equal(demand_answer_octets(answer), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_made_has_a_tag_and_an_answer),
        cmocka_unit_test(the_tag_may_be_there_already),
        cmocka_unit_test(words_are_an_answer),
        cmocka_unit_test(without_words_there_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
