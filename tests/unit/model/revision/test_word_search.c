#include "model/revision/word_search.h"

#include "sketch.h"
#include "support.h"

static void assert_finds(const Revision *revision, const char *words, const char *expected)
{
    g_autoptr(SelectionQuery) query = selection_query_new();

    word_search_narrow(query, revision, words);
    g_autofree char *text = selection_query_to_text(query);
    if (g_strcmp0(text, expected) != 0) {
        fail_msg("%s: \"%s\", not \"%s\"", words, text, expected);
    }
    assert_true(selection_query_narrows(query));
}

#define SKETCH                                                                                       \
    "session 1.2 07-10 09:00-10:00 table=1 room=gold title=Temporary_Migration with=ilo/rapporteur;" \
    "session b 07-10 11:00-12:00 title=Élan with=iom/speaker"

static void all_words_have_to_be_there_in_capitals_or_not(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, SKETCH, "07-01");

    assert_finds(revision, "migration", "session=1.2");
    assert_finds(revision, "MIGR temp", "session=1.2");
    assert_finds(revision, "  temporary   1.2 ", "session=1.2");
    assert_finds(revision, "éLAN", "session=b");
    assert_finds(revision, "elan", "session=b");
    assert_finds(revision, "a", "session=1.2,b");
    assert_finds(revision, "migration élan", "");
}

static void rooms_agencies_and_roles_are_searched_too(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, SKETCH, "07-01");

    assert_finds(revision, "gold", "session=1.2");
    assert_finds(revision, "iom", "session=b");
    assert_finds(revision, "Rapporteur", "session=1.2");
}

static void what_has_departed_is_found_while_it_is_told(void **state)
{
    g_autoptr(Revision) before = sketch_revision(NULL, SKETCH, "07-01");
    g_autoptr(Revision) after =
        sketch_revision(before, "session b 07-10 11:00-12:00 title=Élan with=iom/speaker", "07-02");

    assert_finds(after, "migration", "session=1.2");
}

static void no_more_are_found_than_anybody_reads(void **state)
{
    g_autoptr(GString) sketch = g_string_new("session s 07-10 09:00-10:00");
    g_autoptr(SelectionQuery) query = selection_query_new();

    for (guint i = 0; i < WORD_SEARCH_MAX; i++) {
        g_string_append_printf(sketch, ";session s%u 07-10 09:00-10:00", i);
    }
    g_autoptr(Revision) revision = sketch_revision(NULL, sketch->str, "07-01");
    word_search_narrow(query, revision, "s");
    assert_int_equal(query->ids[SELECTION_SESSION]->len, WORD_SEARCH_MAX);
}

static void subtitles_types_and_tags_are_searched_too(void **state)
{
    g_autoptr(Revision) revision = sketch_revision(NULL, SKETCH, "07-01");
    Session *session = (Session *)agenda_find_session(revision->agenda, "b");
    Term poster = { .id = "poster" };
    Term work = { .id = "work", .label = support_text((Agenda *)revision->agenda, "Labour") };

    session->subtitle = support_text((Agenda *)revision->agenda, "In short");
    session->type = &poster;
    session->tags = g_ptr_array_new();
    g_ptr_array_add(session->tags, &work);
    assert_finds(revision, "short POSTER", "session=b");
    assert_finds(revision, "labour", "session=b");
    assert_finds(revision, "work", "");
    g_ptr_array_unref(session->tags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_words_have_to_be_there_in_capitals_or_not),
        cmocka_unit_test(rooms_agencies_and_roles_are_searched_too),
        cmocka_unit_test(what_has_departed_is_found_while_it_is_told),
        cmocka_unit_test(no_more_are_found_than_anybody_reads),
        cmocka_unit_test(subtitles_types_and_tags_are_searched_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
