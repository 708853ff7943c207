#include "model/view/agenda_view.h"

#include "model/view/concern.h"
#include "random_agenda.h"
#include "records_support.h"
#include "sketch.h"

#define NAMES "agency ilo; agency iom; agency wto; room gold; table 1; day 07-10; day 07-11; "
#define OPENING "plenary opening 07-10 08:00-09:00 with=ilo/chair"

/* One session that is open, one of which a part is not, one that is not; and preparations. */
#define WHOLE                                                                                     \
    NAMES OPENING ",+iom/adviser; session open 07-10 09:00-10:00 with=ilo/chair,+wto/input;"      \
                  "session closed 07-10 10:00-11:00 room=gold table=1 with=ilo/chair,+iom/input " \
                  "visibility=agency;"                                                            \
                  "preparation paper ilo/comments due=06-01 visibility=agency;"                   \
                  "preparation map iom/event date=06-02"

/* What the view of an agency (or NULL) says is what the sketch does, were all its concern. */
static void assert_view(const char *viewer, const char *expected)
{
    g_autoptr(Agenda) agenda = sketch_agenda(WHOLE);
    g_autoptr(Agenda) sketched = sketch_agenda(expected);
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_all(concern, agenda);
    g_autoptr(Agenda) view = viewer != NULL ? agenda_view_of_participant(agenda, viewer, concern)
                                            : agenda_view_new(agenda);
    records_support_assert_equal(view, sketched);
}

static void the_public_sees_nothing_private(void **state)
{
    assert_view(NULL, NAMES OPENING "; session open 07-10 09:00-10:00 with=ilo/chair;"
                                    "preparation map iom/event date=06-02");
}

static void an_agency_sees_what_is_its_own_and_no_private_part_of_another(void **state)
{
    assert_view("ilo",
                NAMES OPENING "; session open 07-10 09:00-10:00 with=ilo/chair;"
                              "session closed 07-10 10:00-11:00 room=gold table=1 with=ilo/chair "
                              "visibility=agency;"
                              "preparation paper ilo/comments due=06-01 visibility=agency;"
                              "preparation map iom/event date=06-02");
    assert_view("iom", NAMES OPENING
                ",+iom/adviser; session open 07-10 09:00-10:00 with=ilo/chair;"
                "session closed 07-10 10:00-11:00 room=gold table=1 with=ilo/chair,+iom/input "
                "visibility=agency;"
                "preparation map iom/event date=06-02");
    assert_view("wto", NAMES OPENING "; session open 07-10 09:00-10:00 with=ilo/chair,+wto/input;"
                                     "preparation map iom/event date=06-02");
}

static void of_what_is_no_concern_of_an_agency_it_sees_but_the_names(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(WHOLE);
    g_autoptr(Agenda) of_unhcr = sketch_agenda(NAMES OPENING);
    g_autoptr(Agenda) of_wto =
        sketch_agenda(NAMES OPENING "; session open 07-10 09:00-10:00 with=ilo/chair,+wto/input");
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_agenda(concern, agenda, "unhcr");
    g_autoptr(Agenda) nobody = agenda_view_of_participant(agenda, "unhcr", concern);
    records_support_assert_equal(nobody, of_unhcr);
    concern_add_agenda(concern, agenda, "wto");
    g_autoptr(Agenda) view = agenda_view_of_participant(agenda, "wto", concern);
    records_support_assert_equal(view, of_wto);
}

static void what_is_private_is_counted_once_each(void **state)
{
    g_autoptr(Agenda) agenda = sketch_agenda(WHOLE);
    g_autoptr(Agenda) view = agenda_view_new(agenda);

    /* The opening's adviser, the input to what is open, the closed session, the paper. */
    assert_int_equal(agenda_view_count_private(agenda), 4);
    assert_int_equal(agenda_view_count_private(view), 0);
}

static void only_agencies_with_a_private_part_see_anything_private(void **state)
{
    g_autoptr(Agenda) agenda =
        sketch_agenda(NAMES "session a 07-10 09:00-10:00 with=ilo/chair visibility=agency;"
                            "session b 07-10 09:00-10:00 with=ilo/chair,+iom/input; agency unhcr;"
                            "preparation paper unhcr/comments visibility=agency");

    assert_true(agenda_view_has_private(agenda, agenda_find_agency(agenda, "ilo")));
    assert_true(agenda_view_has_private(agenda, agenda_find_agency(agenda, "iom")));
    assert_true(agenda_view_has_private(agenda, agenda_find_agency(agenda, "unhcr")));
    assert_false(agenda_view_has_private(agenda, agenda_find_agency(agenda, "wto")));
}

static void an_agenda_without_anything_private_is_its_own_public_view(void **state)
{
    Agenda *agenda = sketch_agenda(NAMES OPENING);
    g_autoptr(Agenda) view = agenda_view_of_public(agenda);

    assert_ptr_equal(view, agenda);
}

static void the_public_view_of_an_agenda_that_is_taken_is_another(void **state)
{
    g_autoptr(Agenda) view = agenda_view_of_public(sketch_agenda(WHOLE));

    assert_null(agenda_find_session(view, "closed"));
    assert_non_null(agenda_find_session(view, "open"));
}

static void views_of_random_agendas_without_anything_private_say_the_same(void **state)
{
    guint32 seed;
    g_autoptr(GRand) numbers = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 50; round++) {
        g_autoptr(Agenda) agenda = random_agenda_new(seed + round, numbers);
        g_autoptr(Agenda) view = agenda_view_new(agenda);
        records_support_assert_equal(agenda, view);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_public_sees_nothing_private),
        cmocka_unit_test(an_agency_sees_what_is_its_own_and_no_private_part_of_another),
        cmocka_unit_test(of_what_is_no_concern_of_an_agency_it_sees_but_the_names),
        cmocka_unit_test(what_is_private_is_counted_once_each),
        cmocka_unit_test(only_agencies_with_a_private_part_see_anything_private),
        cmocka_unit_test(an_agenda_without_anything_private_is_its_own_public_view),
        cmocka_unit_test(the_public_view_of_an_agenda_that_is_taken_is_another),
        cmocka_unit_test(views_of_random_agendas_without_anything_private_say_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
