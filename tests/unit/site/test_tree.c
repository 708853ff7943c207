#include "site/tree.h"

#include <glib/gstdio.h>
#include <string.h>

#include "scratch.h"
#include "site/folder.h"
#include "site/snapshot.h"
#include "support.h"

static int set_up(void **state)
{
    *state = scratch_new();
    return 0;
}

static int tear_down(void **state)
{
    scratch_remove(*state);
    g_free(*state);
    return 0;
}

/* An agenda with one agency, or with two. */
static Revision *new_revision(const char *id, bool with_iom)
{
    Agenda *agenda = support_agenda_new_with_id(id);
    Slot *slot = support_add_slot_on(agenda, "2007-07-10", "09:00", "10:00");
    Session *session = support_add_session(agenda, slot, SESSION_KIND_SESSION, "s", "Session");

    support_contribute(agenda, session, "ilo", "chair");
    if (with_iom) {
        support_contribute(agenda, session, "iom", "speaker");
    }
    agenda_finish(agenda);
    return revision_new(agenda, 1184198400);
}

static GPtrArray *new_revisions(const char *first, const char *second)
{
    GPtrArray *revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);

    g_ptr_array_add(revisions, new_revision(first, false));
    if (second != NULL) {
        g_ptr_array_add(revisions, new_revision(second, false));
    }
    return revisions;
}

static bool write_tree(const char *path, const GPtrArray *revisions, FolderCounts *out_counts,
                       GError **error)
{
    ResourceOptions options = { 0 };

    return tree_write(path, revisions, &options, NULL, NULL, out_counts, error);
}

static void write_well(const char *path, const char *first, const char *second)
{
    g_autoptr(GPtrArray) revisions = new_revisions(first, second);
    g_autoptr(GError) error = NULL;
    FolderCounts counts;

    if (!write_tree(path, revisions, &counts, &error)) {
        fail_msg("%s", error->message);
    }
}

static void files_hold_what_the_snapshot_does(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", "b-forum");
    ResourceOptions options = { 0 };
    g_autoptr(Snapshot) snapshot = snapshot_new(revisions, &options);
    const GPtrArray *resources = snapshot_resources(snapshot);
    FolderCounts counts;

    assert_true(write_tree(*state, revisions, &counts, NULL));
    /* And a sign for GitHub Pages. */
    assert_int_equal(counts.written, resources->len + 1);
    g_autofree char *sign = scratch_read(*state, ".nojekyll");
    assert_string_equal(sign, "");
    for (guint i = 0; i < resources->len; i++) {
        const Resource *resource = resources->pdata[i];
        g_autofree char *text = scratch_read(*state, resource->path);
        assert_int_equal(strlen(text), g_bytes_get_size(resource->body));
        assert_memory_equal(text, g_bytes_get_data(resource->body, NULL), strlen(text));
    }
}

static void a_second_run_touches_nothing(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", "b-forum");
    FolderCounts first;
    FolderCounts second;

    assert_true(write_tree(*state, revisions, &first, NULL));
    g_autofree char *before = scratch_describe(*state);
    assert_true(write_tree(*state, revisions, &second, NULL));
    g_autofree char *after = scratch_describe(*state);
    assert_string_equal(before, after);
    assert_int_equal(second.unchanged, first.written);
    assert_int_equal(second.written + second.removed, 0);
}

static void an_agency_that_left_is_removed(void **state)
{
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    FolderCounts counts;

    g_ptr_array_add(revisions, new_revision("a-forum", true));
    assert_true(write_tree(*state, revisions, &counts, NULL));
    assert_true(scratch_has(*state, "a-forum/agencies/iom.ics"));
    g_ptr_array_set_size(revisions, 0);
    g_ptr_array_add(revisions, new_revision("a-forum", false));
    assert_true(write_tree(*state, revisions, &counts, NULL));
    assert_false(scratch_has(*state, "a-forum/agencies/iom.ics"));
    assert_true(scratch_has(*state, "a-forum/agencies/ilo.ics"));
    assert_int_equal(counts.removed, 1);
}

static void an_agenda_that_is_not_in_the_run_is_left_and_stays_listed(void **state)
{
    write_well(*state, "a-forum", "b-forum");
    write_well(*state, "b-forum", NULL);
    g_autofree char *index = scratch_read(*state, "index.html");
    assert_true(scratch_has(*state, "a-forum/agenda.ics"));
    assert_non_null(strstr(index, "<a href=\"a-forum/\"><bdi>Forum a-forum</bdi></a>"));
    assert_non_null(strstr(index, "<a href=\"b-forum/\"><bdi>Forum b-forum</bdi></a>"));
}

static void an_agenda_that_a_person_removed_is_no_longer_listed(void **state)
{
    g_autofree char *folder = g_build_filename(*state, "a-forum", NULL);

    write_well(*state, "a-forum", "b-forum");
    scratch_remove(folder);
    write_well(*state, "b-forum", NULL);
    g_autofree char *index = scratch_read(*state, "index.html");
    assert_null(strstr(index, "a-forum"));
}

static void foreign_files_and_folders_beside_are_left_and_not_listed(void **state)
{
    scratch_write(*state, "mine/agenda.ics", "mine");
    scratch_write(*state, "a-forum/notes.txt", "mine");
    scratch_write(*state, "robots.txt", "mine");
    write_well(*state, "a-forum", NULL);
    g_autofree char *index = scratch_read(*state, "index.html");
    g_autofree char *notes = scratch_read(*state, "a-forum/notes.txt");
    assert_null(strstr(index, "mine"));
    assert_string_equal(notes, "mine");
    assert_true(scratch_has(*state, "mine/agenda.ics"));
    assert_true(scratch_has(*state, "robots.txt"));
}

/* Runs, which must be refused, and change nothing. */
static void assert_refused(const char *path, const GPtrArray *revisions, gint code)
{
    g_autoptr(GError) error = NULL;
    FolderCounts counts = { 99, 99, 99 };
    g_autofree char *before = scratch_describe(path);

    assert_false(write_tree(path, revisions, &counts, &error));
    g_autofree char *after = scratch_describe(path);
    assert_string_equal(before, after);
    assert_true(g_error_matches(error, FOLDER_ERROR, code));
    assert_int_equal(counts.written, 99);
}

static void a_foreign_index_is_refused_before_anything_is_written(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);

    scratch_write(*state, "index.html", "mine");
    assert_refused(*state, revisions, FOLDER_ERROR_FOREIGN);
}

static void a_foreign_feed_is_refused(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);

    scratch_write(*state, "a-forum/agenda.ics", "mine");
    assert_refused(*state, revisions, FOLDER_ERROR_FOREIGN);
}

static void a_file_in_place_of_the_folder_is_told(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);
    g_autofree char *path = g_build_filename(*state, "file", NULL);
    g_autoptr(GError) error = NULL;
    FolderCounts counts;

    scratch_write(*state, "file", "mine");
    assert_false(write_tree(path, revisions, &counts, &error));
    assert_true(g_error_matches(error, FOLDER_ERROR, FOLDER_ERROR_FAILED));
    assert_non_null(strstr(error->message, path));
}

static void a_link_in_place_of_the_folder_is_refused_wherever_it_leads(void **state)
{
    static const char *const TARGETS[] = { "elsewhere", "nowhere", "a-forum", "index.html" };
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);
    g_autofree char *link = g_build_filename(*state, "a-forum", NULL);

    scratch_write(*state, "elsewhere/notes.txt", "mine");
    for (gsize i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        assert_int_equal(symlink(TARGETS[i], link), 0);
        assert_refused(*state, revisions, FOLDER_ERROR_FOREIGN);
        assert_int_equal(unlink(link), 0);
    }
    write_well(*state, "a-forum", NULL);
}

static void a_link_to_an_agenda_is_not_listed(void **state)
{
    g_autofree char *link = g_build_filename(*state, "linked", NULL);

    write_well(*state, "a-forum", NULL);
    assert_int_equal(symlink("a-forum", link), 0);
    write_well(*state, "b-forum", NULL);
    g_autofree char *index = scratch_read(*state, "index.html");
    assert_non_null(strstr(index, "a-forum"));
    assert_null(strstr(index, "linked"));
}

static void a_tree_may_be_reached_by_a_link(void **state)
{
    g_autofree char *real = g_build_filename(*state, "real", NULL);
    g_autofree char *link = g_build_filename(*state, "link", NULL);

    assert_int_equal(g_mkdir(real, 0777), 0);
    assert_int_equal(symlink("real", link), 0);
    write_well(link, "a-forum", NULL);
    assert_true(scratch_has(real, "a-forum/agenda.ics"));
}

static void a_folder_of_any_name_is_linked_to(void **state)
{
    static const char NAME[] = "a b?c#d%41\"<&:x\xff";
    g_autofree char *old = g_build_filename(*state, "a-forum", NULL);
    g_autofree char *new = g_build_filename(*state, NAME, NULL);

    write_well(*state, "a-forum", NULL);
    assert_int_equal(rename(old, new), 0);
    write_well(*state, "b-forum", NULL);
    g_autofree char *index = scratch_read(*state, "index.html");
    assert_non_null(strstr(index, "<a href=\"a%20b%3Fc%23d%2541%22%3C%26%3Ax%FF/\"><bdi>Forum "
                                  "a-forum</bdi></a>"));
}

static void a_tree_that_another_run_writes_is_busy(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);

    write_well(*state, "a-forum", NULL);
    g_autofree char *path = g_build_filename(*state, "a-forum", NULL);
    g_autoptr(Folder) other = folder_open(path, "Title", NULL);
    assert_non_null(other);
    assert_refused(*state, revisions, FOLDER_ERROR_BUSY);
}

static void a_broken_manifest_of_another_agenda_is_told_before_anything_is_written(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);
    g_autoptr(GError) error = NULL;
    FolderCounts counts;

    scratch_write(*state, "b-forum/.confeed-manifest", "broken");
    g_autofree char *before = scratch_describe(*state);
    assert_false(write_tree(*state, revisions, &counts, &error));
    g_autofree char *after = scratch_describe(*state);
    assert_string_equal(before, after);
    assert_non_null(strstr(error->message, "b-forum/.confeed-manifest"));
}

static void a_title_of_several_lines_can_be_built_twice(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", NULL);
    Agenda *agenda = ((Revision *)revisions->pdata[0])->agenda;
    FolderCounts counts;

    agenda->title = support_text(agenda, "Forum\nprecious.txt");
    scratch_write(*state, "a-forum/precious.txt", "mine");
    assert_true(write_tree(*state, revisions, &counts, NULL));
    g_autofree char *before = scratch_describe(*state);
    assert_true(write_tree(*state, revisions, &counts, NULL));
    g_autofree char *after = scratch_describe(*state);
    assert_string_equal(before, after);
}

static void count_progress(guint done, guint total, gpointer data)
{
    guint *last = data;

    assert_int_equal(done, *last + 1);
    assert_true(done <= total);
    *last = done;
}

static void progress_is_told_for_every_file_of_all_agendas(void **state)
{
    g_autoptr(GPtrArray) revisions = new_revisions("a-forum", "b-forum");
    ResourceOptions options = { 0 };
    FolderCounts counts;
    guint last = 0;

    assert_true(tree_write(*state, revisions, &options, count_progress, &last, &counts, NULL));
    /* The index, and what it needs, belongs to none; nor does the sign for GitHub Pages. */
    assert_int_equal(last + 5, counts.written);
}

static void no_agendas_are_an_index_and_what_it_needs(void **state)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    FolderCounts counts;

    assert_true(write_tree(*state, none, &counts, NULL));
    assert_int_equal(counts.written, 5);
}

#define TREE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TREE_TEST(files_hold_what_the_snapshot_does),
        TREE_TEST(a_second_run_touches_nothing),
        TREE_TEST(an_agency_that_left_is_removed),
        TREE_TEST(an_agenda_that_is_not_in_the_run_is_left_and_stays_listed),
        TREE_TEST(an_agenda_that_a_person_removed_is_no_longer_listed),
        TREE_TEST(foreign_files_and_folders_beside_are_left_and_not_listed),
        TREE_TEST(a_foreign_index_is_refused_before_anything_is_written),
        TREE_TEST(a_foreign_feed_is_refused),
        TREE_TEST(a_file_in_place_of_the_folder_is_told),
        TREE_TEST(a_link_in_place_of_the_folder_is_refused_wherever_it_leads),
        TREE_TEST(a_link_to_an_agenda_is_not_listed),
        TREE_TEST(a_tree_may_be_reached_by_a_link),
        TREE_TEST(a_folder_of_any_name_is_linked_to),
        TREE_TEST(a_tree_that_another_run_writes_is_busy),
        TREE_TEST(a_broken_manifest_of_another_agenda_is_told_before_anything_is_written),
        TREE_TEST(a_title_of_several_lines_can_be_built_twice),
        TREE_TEST(progress_is_told_for_every_file_of_all_agendas),
        TREE_TEST(no_agendas_are_an_index_and_what_it_needs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
