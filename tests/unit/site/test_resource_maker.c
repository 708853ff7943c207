#include "site/resource_maker.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ical_lines.h"
#include "model/address/address.h"
#include "model/selection/feed.h"
#include "random_agenda.h"
#include "sketch.h"
#include "support.h"

#define STAMP 1184198400

static bool keep(Resource *take_resource, gpointer data, G_GNUC_UNUSED GError **error)
{
    g_ptr_array_add(data, take_resource);
    return true;
}

static GPtrArray *publish_with(const Revision *revision, const ResourceOptions *options)
{
    GPtrArray *resources = g_ptr_array_new_with_free_func((GDestroyNotify)resource_unref);

    assert_true(resource_maker_run(revision, options, keep, resources, NULL));
    return resources;
}

static GPtrArray *publish(const Revision *revision)
{
    ResourceOptions options = { .public_url = "https://x.example" };

    return publish_with(revision, &options);
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

/* The resource at a path; NULL if there is none. */
static const Resource *find(const GPtrArray *resources, const char *path)
{
    for (guint i = 0; i < resources->len; i++) {
        const Resource *resource = resources->pdata[i];
        if (g_str_equal(resource->path, path)) {
            return resource;
        }
    }
    return NULL;
}

static void every_feed_is_made_in_order(void **state)
{
    g_autoptr(Revision) revision = new_revision(1, NULL);
    g_autoptr(GPtrArray) feeds = feed_list(revision->agenda);
    g_autoptr(GPtrArray) resources = publish(revision);
    ResourceOptions options = { .public_url = "https://x.example" };
    guint at = 0;

    assert_int_equal(resource_maker_count(revision, &options), resources->len);
    for (guint i = 0; i < feeds->len; i++) {
        g_autofree char *path = g_strconcat(((const Feed *)feeds->pdata[i])->path, ".ics", NULL);
        const Resource *resource = resources->pdata[at];
        while (!g_str_has_suffix(resource->path, ".ics")) {
            resource = resources->pdata[++at];
        }
        at++;
        assert_string_equal(resource->path, path);
        assert_string_equal(resource->media_type, "text/calendar; charset=utf-8");
        gsize length;
        const char *text = g_bytes_get_data(resource->body, &length);
        g_autofree char *copy = g_strndup(text, length);
        ical_lines_assert_clean(copy, length);
    }
}

static void assert_is_page(const GPtrArray *resources, const char *path)
{
    const Resource *page = find(resources, path);

    if (page == NULL) {
        fail_msg("there is no %s", path);
        return;
    }
    assert_string_equal(page->media_type, "text/html; charset=utf-8");
    assert_null(page->file_name);
    assert_false(page->is_immutable);
}

static void an_agenda_has_its_page_and_that_of_its_changes(void **state)
{
    g_autoptr(Revision) revision = new_revision(1, NULL);
    g_autoptr(GPtrArray) resources = publish(revision);

    assert_is_page(resources, "random/index.html");
    assert_is_page(resources, "random/changes.html");
    assert_null(find(resources, "random/agenda.html"));
}

static void pages_stand_beside_calendars_where_they_are_wanted(void **state)
{
    g_autoptr(Revision) revision = new_revision(1, NULL);
    ResourceOptions options = { .every_format = true };
    g_autoptr(GPtrArray) resources = publish_with(revision, &options);
    guint count = 0;

    assert_int_equal(resource_maker_count(revision, &options), resources->len);
    for (guint i = 0; i < resources->len; i++) {
        const char *path = ((const Resource *)resources->pdata[i])->path;
        if (g_str_has_suffix(path, ".ics") && !g_str_has_suffix(path, "/agenda.ics")) {
            g_autofree char *page =
                g_strdup_printf("%.*s.html", (int)(strlen(path) - strlen(".ics")), path);
            assert_is_page(resources, page);
            count++;
        }
    }
    assert_true(count > 3);
}

/* Among others it was asked for before: what it is made with is as it should be again. */
static void one_page_is_made_as_all_are(void **state)
{
    g_autoptr(Revision) revision = new_revision(1, NULL);
    ResourceOptions options = { .every_format = true };
    const FeedForm form = { .page = { .is_file = true } };
    g_autoptr(GPtrArray) resources = publish_with(revision, &options);
    g_autoptr(ResourceMaker) maker = resource_maker_new(revision, &options);

    for (guint i = 0; i < resources->len; i++) {
        const Resource *expected = resources->pdata[i];
        if (address_parse(expected->path).kind != ADDRESS_OTHER) {
            g_autoptr(Resource) made = resource_maker_make(maker, expected->path, &form);
            assert_non_null(made);
            assert_string_equal(made->path, expected->path);
            assert_true(g_bytes_equal(made->body, expected->body));
        }
    }
    assert_null(resource_maker_make(maker, "random/agenda.html", &(FeedForm){ 0 }));
}

static void what_pages_need_has_names_that_change_with_it(void **state)
{
    g_autoptr(Revision) revision = new_revision(1, NULL);
    g_autoptr(GPtrArray) resources = publish(revision);
    guint count = 0;

    for (guint i = 0; i < resources->len; i++) {
        const Resource *resource = resources->pdata[i];
        if (!g_str_has_prefix(resource->path, "random/assets/")) {
            continue;
        }
        g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, resource->body);
        g_autofree char *short_digest = g_strndup(digest, 16);
        assert_non_null(strstr(resource->path, short_digest));
        assert_true(resource->is_immutable);
        count++;
    }
    assert_int_equal(count, 3);
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
    guint found = 0;
    for (guint i = 0; i < resources->len; i++) {
        const Resource *resource = resources->pdata[i];
        if (resource->file_name != NULL) {
            assert_string_equal(resource->file_name, EXPECTED[found++]);
        }
    }
    assert_int_equal(found, G_N_ELEMENTS(EXPECTED));
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
    bool are_all_there = true;

    g_setenv("LOCPATH", "build/locales", TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(ZONES); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(LOCALES); j++) {
            g_setenv("TZ", ZONES[i], TRUE);
            tzset();
            if (setlocale(LC_ALL, LOCALES[j]) == NULL) {
                print_message("the locale %s is not there\n", LOCALES[j]);
                are_all_there = false;
                continue;
            }
            g_autoptr(GPtrArray) resources = publish(revision);
            assert_same_resources(expected, resources);
        }
    }
    g_unsetenv("TZ");
    tzset();
    setlocale(LC_ALL, "C");
    g_unsetenv("LOCPATH");
    if (!are_all_there) {
        skip();
    }
}

/* --- dates ------------------------------------------------------------------------------- */

/* The date of what stands at a path, made with these options. */
static gint64 date_of(const Revision *revision, const char *path, const FeedForm *form,
                      const ResourceOptions *options)
{
    g_autoptr(ResourceMaker) maker = resource_maker_new(revision, options);
    g_autoptr(Resource) resource = resource_maker_make(maker, path, form);

    assert_non_null(resource);
    return resource->last_modified;
}

/* Of two rooms, the second changes on 07-02, and nothing on 07-03 but a paper. */
static Revision *new_changed_revision(void)
{
    g_autoptr(Revision) first =
        sketch_revision(NULL, "session s 07-10 09:00-10:00 room=a; room b", "07-01");
    g_autoptr(Revision) second = sketch_revision(
        first, "session s 07-10 09:00-10:00 room=a; session t 07-10 09:00-10:00 room=b", "07-02");

    return sketch_revision(second,
                           "session s 07-10 09:00-10:00 room=a; session t 07-10 09:00-10:00 room=b;"
                           "preparation paper ilo/comments due=06-01",
                           "07-03");
}

static void what_changed_after_a_time_has_that_date(void **state)
{
    g_autoptr(Revision) revision = new_changed_revision();
    FeedForm plain = { 0 };
    FeedForm dropped = { .calendar = { .cancelled = CANCELLED_DROP } };
    ResourceOptions options = { .dated_after = sketch_stamp("07-01") };

    assert_int_equal(date_of(revision, "forum/rooms/a.ics", &plain, &options), RESOURCE_UNDATED);
    assert_int_equal(date_of(revision, "forum/rooms/b.ics", &plain, &options),
                     sketch_stamp("07-02"));
    assert_int_equal(date_of(revision, "forum/agenda.ics", &plain, &options),
                     sketch_stamp("07-03"));
    /* All else changes with each revision: pages show more, and a form is one of many. */
    assert_int_equal(date_of(revision, "forum/rooms/a.html", &plain, &options),
                     sketch_stamp("07-03"));
    assert_int_equal(date_of(revision, "forum/rooms/a.ics", &dropped, &options),
                     sketch_stamp("07-03"));
    options.dated_after = sketch_stamp("07-03");
    assert_int_equal(date_of(revision, "forum/agenda.ics", &plain, &options), RESOURCE_UNDATED);
}

static void what_another_revision_may_come_to_share_has_no_date(void **state)
{
    g_autoptr(Revision) unkept = new_changed_revision();
    g_autoptr(Revision) plain = new_revision(1, NULL);
    g_autoptr(GPtrArray) resources = publish(plain);
    FeedForm form = { 0 };

    unkept->unkept_since = unkept->stamp;
    assert_int_equal(date_of(unkept, "forum/agenda.ics", &form, &(ResourceOptions){ 0 }),
                     RESOURCE_UNDATED);
    assert_int_equal(date_of(unkept, "forum/rooms/b.ics", &form, &(ResourceOptions){ 0 }),
                     sketch_stamp("07-02"));
    assert_int_equal(
        date_of(unkept, "forum/rooms/b.ics", &form, &(ResourceOptions){ .is_private = true }),
        RESOURCE_UNDATED);
    for (guint i = 0; i < resources->len; i++) {
        assert_int_equal(((const Resource *)resources->pdata[i])->last_modified, RESOURCE_UNDATED);
    }
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
    ResourceOptions options = { 0 };
    guint count = 0;

    assert_false(resource_maker_run(revision, &options, stop_at_third, &count, &error));
    assert_int_equal(count, 3);
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
}

static void an_empty_agenda_is_one_feed_two_pages_a_sitemap_and_what_they_need(void **state)
{
    Agenda *agenda = support_agenda_new_with_id("forum");

    agenda_finish(agenda);
    g_autoptr(Revision) revision = revision_new(agenda, STAMP);
    g_autoptr(GPtrArray) resources = publish(revision);
    assert_int_equal(resources->len, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_feed_is_made_in_order),
        cmocka_unit_test(an_agenda_has_its_page_and_that_of_its_changes),
        cmocka_unit_test(pages_stand_beside_calendars_where_they_are_wanted),
        cmocka_unit_test(one_page_is_made_as_all_are),
        cmocka_unit_test(what_pages_need_has_names_that_change_with_it),
        cmocka_unit_test(file_names_tell_feeds_apart),
        cmocka_unit_test(the_order_in_which_an_agenda_is_written_changes_no_byte),
        cmocka_unit_test(zone_and_locale_of_the_machine_change_no_byte),
        cmocka_unit_test(what_changed_after_a_time_has_that_date),
        cmocka_unit_test(what_another_revision_may_come_to_share_has_no_date),
        cmocka_unit_test(a_sink_that_fails_ends_it),
        cmocka_unit_test(an_empty_agenda_is_one_feed_two_pages_a_sitemap_and_what_they_need),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
