#include "site/snapshot.h"

#include <string.h>

#include "sketch.h"
#include "support.h"

static Revision *new_revision(const char *id, gint64 stamp)
{
    Agenda *agenda = support_agenda_new_with_id(id);

    agenda_finish(agenda);
    return revision_new(agenda, stamp);
}

static Snapshot *new_snapshot(void)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };

    g_ptr_array_add(revisions, new_revision("b-forum", 100));
    g_ptr_array_add(revisions, new_revision("a-forum", 300));
    g_ptr_array_add(revisions, new_revision("c-forum", 200));
    /* What a snapshot holds must outlive what it was made of. */
    return snapshot_new(revisions, &options);
}

static void every_address_is_found_and_no_other(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    static const char *const NONE[] = { "",
                                        "/",
                                        "a-forum",
                                        "a-forum/",
                                        "A-FORUM/agenda.ics",
                                        "a-forum/agenda",
                                        "/a-forum/agenda.ics",
                                        "x.ics" };

    assert_non_null(snapshot_find(snapshot, "index.html"));
    assert_non_null(snapshot_find(snapshot, "a-forum/index.html"));
    assert_non_null(snapshot_find(snapshot, "b-forum/agenda.ics"));
    for (gsize i = 0; i < G_N_ELEMENTS(NONE); i++) {
        assert_null(snapshot_find(snapshot, NONE[i]));
    }
}

static const char *path_in_any_case(const Snapshot *snapshot, const char *path)
{
    const Resource *resource = snapshot_find_any_case(snapshot, path);

    return resource != NULL ? resource->path : "none";
}

static void an_address_is_found_in_any_case_if_there_is_only_one(void **state)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    g_autoptr(Revision) first = sketch_revision(NULL, "session X 07-10 09:00-10:00", "07-01");
    ResourceOptions options = { 0 };

    /* That of X is gone, and stays. */
    g_ptr_array_add(revisions, sketch_revision(first,
                                               "session x 07-10 09:00-10:00;"
                                               "session Open 07-10 09:00-10:00",
                                               "07-02"));
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &options);
    assert_string_equal(path_in_any_case(snapshot, "FORUM/Agenda.ICS"), "forum/agenda.ics");
    assert_string_equal(path_in_any_case(snapshot, "forum/sessions/open.ics"),
                        "forum/sessions/Open.ics");
    assert_string_equal(path_in_any_case(snapshot, "forum/sessions/Open.ics"),
                        "forum/sessions/Open.ics");
    assert_string_equal(path_in_any_case(snapshot, "forum/Sessions/x.ics"), "none");
    assert_string_equal(path_in_any_case(snapshot, "forum/sessions/none.ics"), "none");
    assert_non_null(snapshot_find(snapshot, "forum/sessions/x.ics"));
    assert_non_null(snapshot_find(snapshot, "forum/sessions/X.ics"));
}

static void it_knows_its_agendas_and_which_have_a_history(void **state)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ResourceOptions options = { 0 };
    Revision *with_history = new_revision("with-history", 100);

    with_history->has_history = true;
    g_ptr_array_add(revisions, new_revision("without", 100));
    g_ptr_array_add(revisions, with_history);
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &options);
    g_clear_pointer(&revisions, g_ptr_array_unref);
    assert_true(snapshot_find_agenda(snapshot, "with-history")->has_history);
    assert_false(snapshot_find_agenda(snapshot, "without")->has_history);
    assert_null(snapshot_find_agenda(snapshot, "none"));
    const SnapshotAgenda *agenda = snapshot_agendas(snapshot)->pdata[1];
    assert_int_equal(snapshot_agendas(snapshot)->len, 2);
    assert_string_equal(agenda->id, "with-history");
    assert_int_equal(agenda->number, 1);
    assert_int_equal(agenda->stamp, 100);
    assert_true(agenda->has_history);
    assert_null(snapshot_find_agenda(snapshot, ""));
}

static void resources_are_listed_by_path(void **state)
{
    g_autoptr(Snapshot) snapshot = new_snapshot();
    const GPtrArray *resources = snapshot_resources(snapshot);

    /* Each has two pages and what they need; and there is the index, with the same. */
    assert_int_equal(resources->len, 22);
    for (guint i = 1; i < resources->len; i++) {
        const Resource *before = resources->pdata[i - 1];
        const Resource *resource = resources->pdata[i];
        assert_true(strcmp(before->path, resource->path) < 0);
        assert_ptr_equal(snapshot_find(snapshot, resource->path), resource);
    }
}

static void a_snapshot_of_nothing_is_an_index_and_what_it_needs(void **state)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    ResourceOptions options = { 0 };
    g_autoptr(Snapshot) snapshot = snapshot_new(none, &options);

    assert_int_equal(snapshot_resources(snapshot)->len, 4);
}

/* --- private calendars ------------------------------------------------------------------- */

#define VIEW "session s 07-10 09:00-10:00 with=ilo/chair visibility=agency"

static void add_address(GArray *addresses, const Revision *revision, const char *digest,
                        const char *feed_path)
{
    PrivateAddress address = {
        .digest = digest, .feed_path = feed_path, .revision = revision, .ends = G_MAXINT64
    };

    g_array_append_val(addresses, address);
}

/* Of one public revision, and of a view: two addresses of ILO, one of nobody. */
static Snapshot *new_private_snapshot(const Snapshot *previous, const Revision *view)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    g_autoptr(GArray) addresses = g_array_new(FALSE, FALSE, sizeof(PrivateAddress));
    g_autoptr(Revision) public = sketch_revision(NULL, "agency ilo; day 07-10", "07-01");
    ResourceOptions options = { .public_url = "https://x.example" };

    g_ptr_array_add(revisions, public);
    add_address(addresses, view, "d1", "forum/agencies/ilo");
    add_address(addresses, view, "d2", "forum/agencies/ilo");
    add_address(addresses, view, "d3", "forum/agencies/none");
    return snapshot_new_after(previous, revisions, addresses, &options);
}

static void private_calendars_are_found_by_their_digest_alone(void **state)
{
    g_autoptr(Revision) view = sketch_revision(NULL, VIEW, "07-01");
    g_autoptr(Snapshot) snapshot = new_private_snapshot(NULL, view);
    const PrivateCalendar *calendar = snapshot_find_private(snapshot, "d1");
    g_autofree char *text = g_strndup(g_bytes_get_data(calendar->resource->body, NULL),
                                      g_bytes_get_size(calendar->resource->body));

    assert_non_null(strstr(text, "NAME:ILO – FORUM (private)\r\n"));
    assert_non_null(strstr(text, "SUMMARY:[Chair] s\r\n"));
    assert_null(strstr(text, "SOURCE"));
    assert_string_equal(calendar->resource->file_name, "forum-ilo-private.ics");
    assert_non_null(calendar->resource->etag);
    assert_ptr_equal(snapshot_find_private(snapshot, "d2")->resource, calendar->resource);
    assert_null(snapshot_find_private(snapshot, "d3"));
    assert_null(snapshot_find_private(snapshot, "forum/agencies/ilo.ics"));
    assert_int_equal(snapshot_private_resources(snapshot)->len, 1);
    for (guint i = 0; i < snapshot_resources(snapshot)->len; i++) {
        assert_false(((const Resource *)snapshot_resources(snapshot)->pdata[i])->is_private);
    }
}

/* Of one time, where the view could not be read before, and stood for by what everybody sees. */
static void a_private_calendar_is_that_of_its_view_be_another_of_the_same_time(void **state)
{
    g_autoptr(Revision) less = sketch_revision(NULL, "agency ilo; day 07-10", "07-01");
    g_autoptr(Revision) view = sketch_revision(NULL, VIEW, "07-01");
    g_autoptr(Snapshot) first = new_private_snapshot(NULL, less);
    g_autoptr(Snapshot) second = new_private_snapshot(first, view);
    GBytes *body = snapshot_find_private(second, "d1")->resource->body;
    g_autofree char *text = g_strndup(g_bytes_get_data(body, NULL), g_bytes_get_size(body));

    assert_non_null(strstr(text, "SUMMARY:[Chair] s\r\n"));
}

static Snapshot *new_snapshot_of(const Snapshot *previous, Revision *revision)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new();
    ResourceOptions options = { 0 };

    g_ptr_array_add(revisions, revision);
    return snapshot_new_after(previous, revisions, NULL, &options);
}

/* What could not be kept in the history gives way to what others publish, even within a second. */
static void what_is_not_kept_gives_way_to_a_revision_of_the_same_time(void **state)
{
    g_autoptr(Revision) first = sketch_revision(NULL, "session s 07-10 09:00-10:00", "07-01");
    g_autoptr(Revision) unkept = sketch_revision(first, "session s 07-10 09:30-10:30", "07-02");
    g_autoptr(Revision) kept = sketch_revision(first, "session s 07-10 09:45-10:45", "07-02");

    unkept->unkept_since = unkept->stamp;
    g_autoptr(Snapshot) before = new_snapshot_of(NULL, unkept);
    g_autoptr(Snapshot) after = new_snapshot_of(before, kept);
    GBytes *body = snapshot_find(after, "forum/agenda.ics")->body;
    g_autofree char *text = g_strndup(g_bytes_get_data(body, NULL), g_bytes_get_size(body));
    assert_non_null(strstr(text, "T094500\r\n"));
}

static gpointer use_and_drop(gpointer data)
{
    Snapshot *snapshot = data;

    for (guint i = 0; i < 1000; i++) {
        Snapshot *own = snapshot_ref(snapshot);
        assert_non_null(snapshot_find(own, "index.html"));
        snapshot_unref(own);
    }
    snapshot_unref(snapshot);
    return NULL;
}

static void threads_can_share_a_snapshot(void **state)
{
    Snapshot *snapshot = new_snapshot();
    GThread *threads[4];

    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        threads[i] = g_thread_new("user", use_and_drop, snapshot_ref(snapshot));
    }
    snapshot_unref(snapshot);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        g_thread_join(threads[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(private_calendars_are_found_by_their_digest_alone),
        cmocka_unit_test(a_private_calendar_is_that_of_its_view_be_another_of_the_same_time),
        cmocka_unit_test(every_address_is_found_and_no_other),
        cmocka_unit_test(an_address_is_found_in_any_case_if_there_is_only_one),
        cmocka_unit_test(it_knows_its_agendas_and_which_have_a_history),
        cmocka_unit_test(resources_are_listed_by_path),
        cmocka_unit_test(a_snapshot_of_nothing_is_an_index_and_what_it_needs),
        cmocka_unit_test(what_is_not_kept_gives_way_to_a_revision_of_the_same_time),
        cmocka_unit_test(threads_can_share_a_snapshot),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
