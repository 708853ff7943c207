#include "publish/publish.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ical_lines.h"
#include "model/feed.h"
#include "random_agenda.h"
#include "support.h"

#define STAMP 1184198400

static bool keep(Resource *take_resource, gpointer data, G_GNUC_UNUSED GError **error)
{
    g_ptr_array_add(data, take_resource);
    return true;
}

static GPtrArray *publish(const Revision *revision)
{
    GPtrArray *resources = g_ptr_array_new_with_free_func((GDestroyNotify)resource_unref);
    PublishOptions options = { .public_url = "https://x.example" };

    assert_true(publish_revision(revision, &options, keep, resources, NULL));
    return resources;
}

static void assert_same_resources(const GPtrArray *a, const GPtrArray *b)
{
    assert_int_equal(a->len, b->len);
    for (guint i = 0; i < a->len; i++) {
        const Resource *left = a->pdata[i];
        const Resource *right = b->pdata[i];
        assert_string_equal(left->path, right->path);
        if (!g_bytes_equal(left->body, right->body)) {
            fail_msg("%s differs", left->path);
        }
        assert_int_equal(left->last_modified, right->last_modified);
    }
}

static Revision *new_revision(guint32 seed, GRand *order)
{
    return revision_new(random_agenda_new(seed, order), STAMP);
}

static void every_feed_and_the_page_are_made_in_order(void **state)
{
    g_autoptr(Revision) revision = new_revision(1, NULL);
    g_autoptr(GPtrArray) feeds = feed_list(revision->agenda);
    g_autoptr(GPtrArray) resources = publish(revision);

    assert_int_equal(resources->len, feeds->len + 1);
    assert_int_equal(publish_count(revision, &(PublishOptions){ 0 }), resources->len);
    for (guint i = 0; i < feeds->len; i++) {
        const Resource *resource = resources->pdata[i];
        g_autofree char *path = g_strconcat(((const Feed *)feeds->pdata[i])->path, ".ics", NULL);
        assert_string_equal(resource->path, path);
        assert_string_equal(resource->media_type, "text/calendar; charset=utf-8");
        assert_int_equal(resource->last_modified, STAMP);
        gsize length;
        const char *text = g_bytes_get_data(resource->body, &length);
        g_autofree char *copy = g_strndup(text, length);
        ical_lines_assert_clean(copy, length);
    }
    const Resource *page = resources->pdata[feeds->len];
    assert_string_equal(page->path, "random/index.html");
    assert_string_equal(page->media_type, "text/html; charset=utf-8");
    assert_null(page->file_name);
}

static void file_names_tell_feeds_apart(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("gfmd-2007");
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "1", "T");
    static const char *const EXPECTED[] = {
        "gfmd-2007.ics",
        "gfmd-2007-ilo.ics",
        "gfmd-2007-round-table-1.ics",
        "gfmd-2007-2007-07-10.ics",
        "gfmd-2007-room-1.ics",
        "gfmd-2007-session-1.ics",
    };

    session->round_table = support_add_round_table(agenda, "1", NULL);
    session->room = support_add_room(agenda, "1", "One");
    support_contribute(agenda, session, "ilo", "chair");
    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, STAMP);
    g_autoptr(GPtrArray) resources = publish(revision);
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        assert_string_equal(((const Resource *)resources->pdata[i])->file_name, EXPECTED[i]);
    }
}

static void the_order_in_which_an_agenda_is_written_changes_no_byte(void **state)
{
    guint32 seed;
    g_autoptr(GRand) order = random_agenda_rand_new(&seed);

    for (guint round = 0; round < 20; round++) {
        g_autoptr(Revision) straight = new_revision(seed + round, NULL);
        g_autoptr(Revision) shuffled = new_revision(seed + round, order);
        g_autoptr(GPtrArray) expected = publish(straight);
        g_autoptr(GPtrArray) resources = publish(shuffled);
        assert_same_resources(expected, resources);
    }
}

static void zone_and_locale_of_the_machine_change_no_byte(void **state)
{
    static const char *const ZONES[] = { "Pacific/Chatham", "America/St_Johns", "right/UTC",
                                         "X-3" };
    static const char *const LOCALES[] = { "C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "ar_SA.UTF-8" };
    g_autoptr(Revision) revision = new_revision(2, NULL);
    g_autoptr(GPtrArray) expected = publish(revision);

    for (gsize i = 0; i < G_N_ELEMENTS(ZONES); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(LOCALES); j++) {
            g_setenv("TZ", ZONES[i], TRUE);
            tzset();
            if (setlocale(LC_ALL, LOCALES[j]) == NULL) {
                continue;
            }
            g_autoptr(GPtrArray) resources = publish(revision);
            assert_same_resources(expected, resources);
        }
    }
    g_unsetenv("TZ");
    tzset();
    setlocale(LC_ALL, "C");
}

static bool stop_at_third(Resource *take_resource, gpointer data, GError **error)
{
    g_autoptr(Resource) resource = take_resource;
    guint *count = data;

    if (++*count == 3) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full at %s", resource->path);
        return false;
    }
    return true;
}

static void a_sink_that_fails_ends_it(void **state)
{
    g_autoptr(Revision) revision = new_revision(3, NULL);
    g_autoptr(GError) error = NULL;
    PublishOptions options = { 0 };
    guint count = 0;

    assert_false(publish_revision(revision, &options, stop_at_third, &count, &error));
    assert_int_equal(count, 3);
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
}

static void an_empty_agenda_is_one_feed_and_a_page(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, STAMP);
    g_autoptr(GPtrArray) resources = publish(revision);
    assert_int_equal(resources->len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_feed_and_the_page_are_made_in_order),
        cmocka_unit_test(file_names_tell_feeds_apart),
        cmocka_unit_test(the_order_in_which_an_agenda_is_written_changes_no_byte),
        cmocka_unit_test(zone_and_locale_of_the_machine_change_no_byte),
        cmocka_unit_test(a_sink_that_fails_ends_it),
        cmocka_unit_test(an_empty_agenda_is_one_feed_and_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
