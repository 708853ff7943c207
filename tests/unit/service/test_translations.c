#include "service/translations.h"

#include "support.h"

static const ResourceOptions OPTIONS = { 0 };

/* An agenda called "Forum", in French "Forum mondial". */
static Revision *new_revision(void)
{
    Agenda *agenda = support_agenda_new();
    const TextVariant titles[] = { { .lang = "en", .value = "Forum" },
                                   { .lang = "fr", .value = "Forum mondial" } };

    agenda->title = agenda_intern_text(agenda, titles, G_N_ELEMENTS(titles));
    agenda_finish(agenda);
    return revision_new(agenda, 1000);
}

static const char *title_of(const Revision *revision)
{
    return text_get(&revision->agenda->title, NULL);
}

static void a_revision_is_translated_once(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autoptr(Translations) translations = translations_new(&OPTIONS);
    const Revision *first = NULL;
    const Revision *again = NULL;
    ResourceMaker *maker = translations_find(translations, revision, "fr,en", &first);

    assert_non_null(maker);
    assert_string_equal(title_of(first), "Forum mondial");
    assert_string_equal(title_of(revision), "Forum");
    assert_ptr_equal(translations_find(translations, revision, "fr,en", &again), maker);
    assert_ptr_equal(again, first);
}

static void languages_differ_from_each_other(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autoptr(Translations) translations = translations_new(&OPTIONS);
    const Revision *translated = NULL;

    assert_non_null(translations_find(translations, revision, "fr", &translated));
    assert_non_null(translations_find(translations, revision, "en", &translated));
    assert_string_equal(title_of(translated), "Forum");
}

static void a_language_that_is_not_there_makes_no_difference(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autoptr(Translations) translations = translations_new(&OPTIONS);
    const Revision *translated = NULL;
    const Revision *same = NULL;

    assert_null(translations_find(translations, revision, "de", &translated));
    assert_null(translations_find(translations, revision, "de,pt-br", &translated));
    assert_null(translations_make(revision, "de"));
    assert_non_null(translations_find(translations, revision, "de,fr", &translated));
    assert_string_equal(title_of(translated), "Forum mondial");
    assert_non_null(translations_find(translations, revision, "fr-ca,de", &same));
    assert_ptr_equal(same, translated);
}

static void what_is_forgotten_is_made_anew(void **state)
{
    g_autoptr(Translations) translations = translations_new(&OPTIONS);

    for (guint round = 0; round < 3; round++) {
        g_autoptr(Revision) revision = new_revision();
        const Revision *translated = NULL;
        assert_non_null(translations_find(translations, revision, "fr", &translated));
        assert_string_equal(title_of(translated), "Forum mondial");
        translations_forget(translations, round == 0 ? revision : NULL);
    }
}

static void one_that_is_not_kept_is_the_callers_own(void **state)
{
    g_autoptr(Revision) revision = new_revision();
    g_autoptr(Revision) translated = translations_make(revision, "fr");

    assert_string_equal(title_of(translated), "Forum mondial");
    assert_int_equal(translated->stamp, revision->stamp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_revision_is_translated_once),
        cmocka_unit_test(languages_differ_from_each_other),
        cmocka_unit_test(a_language_that_is_not_there_makes_no_difference),
        cmocka_unit_test(what_is_forgotten_is_made_anew),
        cmocka_unit_test(one_that_is_not_kept_is_the_callers_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
