#include "model/view/translation.h"

#include <string.h>

#include "model/revision/succession.h"
#include "render/ical/calendar.h"
#include "sketch.h"
#include "support.h"

static Text in_two(Agenda *agenda, const char *english, const char *french)
{
    const TextVariant variants[] = {
        { .lang = "en", .value = agenda_intern(agenda, english) },
        { .lang = "fr", .value = agenda_intern(agenda, french) },
    };

    return agenda_intern_text(agenda, variants, G_N_ELEMENTS(variants));
}

/* ILO in a session and, without an id, in a preparation; in both languages. */
static Agenda *new_agenda(bool has_session)
{
    Agenda *agenda = support_agenda_new_with_id("forum");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *opening =
        support_add_session(agenda, slot, SESSION_KIND_PLENARY, "opening", "Opening");
    Preparation *paper = support_add_preparation(agenda, "ilo", "comments", NULL);
    Room *gold = support_add_room(agenda, "gold", NULL);

    gold->name = in_two(agenda, "Gold Room", "Salle dorée");
    opening->room = gold;
    paper->title = in_two(agenda, "Paper", "Document");
    paper->timing = PREPARATION_DUE;
    paper->date = support_date("2007-07-01");
    if (has_session) {
        Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", NULL);
        session->title = in_two(agenda, "Wages", "Salaires");
        support_contribute(agenda, session, "ilo", "chair");
    }
    agenda_finish(agenda);
    return agenda;
}

/* The second revision, in which the session is gone. */
static Revision *new_revision(void)
{
    g_autoptr(Revision) first =
        succession_first(new_agenda(true), SUPPORT_OCCASION(sketch_stamp("07-01"), SKETCH_KEEP));
    Agenda *agenda = new_agenda(false);
    g_autoptr(Difference) difference = difference_new(first->agenda, agenda);

    return succession_next(first, agenda, difference,
                           SUPPORT_OCCASION(sketch_stamp("07-02"), SKETCH_KEEP));
}

static char *render(const Revision *revision, const char *path)
{
    g_autoptr(CalendarRenderer) renderer = calendar_renderer_new(revision, &(CalendarOptions){ 0 });
    g_autoptr(GBytes) body =
        calendar_render(renderer, revision_find_feed(revision, path), &(CalendarForm){ 0 });
    gsize length;
    const char *text = g_bytes_get_data(body, &length);

    return g_strndup(text, length);
}

static char *replace(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, -1);

    assert_non_null(parts[1]);
    return g_strjoinv(to, parts);
}

/* Identifiers, stamps and order stay, also of what is known by its title, and of what has left. */
static void only_the_words_are_others(void **state)
{
    static const char *const FRENCH[] = { "fr", NULL };
    g_autoptr(Revision) revision = new_revision();
    g_autoptr(Revision) french = translation_new(revision, FRENCH);
    g_autofree char *english = render(revision, "forum/agencies/ilo");
    g_autofree char *actual = render(french, "forum/agencies/ilo");
    g_autofree char *with_session = replace(english, "Wages", "Salaires");
    g_autofree char *with_paper = replace(with_session, "Paper", "Document");
    g_autofree char *expected = replace(with_paper, "Gold Room", "Salle dorée");

    assert_non_null(strstr(english, "SUMMARY:Cancelled: [Chair] Wages"));
    assert_string_equal(actual, expected);
}

static void a_feed_that_is_gone_is_there_in_every_language(void **state)
{
    static const char *const FRENCH[] = { "fr", NULL };
    g_autoptr(Revision) revision = new_revision();
    g_autoptr(Revision) french = translation_new(revision, FRENCH);
    const RevisionFeed *gone = revision_find_feed(french, "forum/sessions/s");

    assert_int_equal(french->feeds->len, revision->feeds->len);
    assert_true(gone->is_gone);
    assert_int_equal(gone->changed, sketch_stamp("07-02"));
}

static void languages_are_listed_once_in_their_order(void **state)
{
    g_autoptr(Agenda) agenda = new_agenda(true);
    g_autoptr(GPtrArray) languages = translation_list_languages(agenda);
    g_autoptr(Agenda) plain = sketch_agenda("session s 07-10 09:00-10:00");
    g_autoptr(GPtrArray) none = translation_list_languages(plain);

    assert_int_equal(languages->len, 2);
    assert_string_equal(languages->pdata[0], "en");
    assert_string_equal(languages->pdata[1], "fr");
    assert_int_equal(none->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_words_are_others),
        cmocka_unit_test(a_feed_that_is_gone_is_there_in_every_language),
        cmocka_unit_test(languages_are_listed_once_in_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
