#include "model/revision.h"

#include "support.h"

static void the_first_revision_stamps_everything_with_its_own_time(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");

    support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "Session");
    support_add_preparation(agenda, "ilo", "comments", "Paper");
    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, 1184198400);
    EventStamp session = revision_stamp_of_session(revision, agenda->sessions->pdata[0]);
    EventStamp paper = revision_stamp_of_preparation(revision, agenda->preparations->pdata[0]);

    assert_ptr_equal(revision->agenda, agenda);
    assert_int_equal(revision->number, 1);
    assert_int_equal(session.created, 1184198400);
    assert_int_equal(session.changed, 1184198400);
    assert_int_equal(session.sequence, 0);
    assert_int_equal(paper.created, 1184198400);
    assert_int_equal(paper.changed, 1184198400);
    assert_int_equal(paper.sequence, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_revision_stamps_everything_with_its_own_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
