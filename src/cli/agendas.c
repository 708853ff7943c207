#include "cli/agendas.h"

#include <stdio.h>
#include <string.h>

#include "cli/message.h"
#include "load/agenda_file.h"
#include "render/finding_report.h"

/* The last second of the year 9999: iCalendar has no later one. */
#define MAX_STAMP G_GINT64_CONSTANT(253402300799)

static bool is_agenda_name(const char *name)
{
    return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml") ||
           g_str_has_suffix(name, ".json");
}

static void print_errors(const Findings *findings)
{
    g_autoptr(GString) text = g_string_new(NULL);

    finding_report_append_text(text, findings);
    fputs(text->str, stderr);
}

/* The time at which an agenda without history counts as published. */
static bool find_stamp(const AgendaFile *file, gint64 *out_stamp)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");

    if (file->agenda->has_published) {
        *out_stamp = file->agenda->published;
        return true;
    }
    if (epoch == NULL) {
        *out_stamp = CLAMP(file->modified, 0, MAX_STAMP);
        return true;
    }
    if (!g_ascii_string_to_signed(epoch, 10, 0, MAX_STAMP, out_stamp, NULL)) {
        message_error("SOURCE_DATE_EPOCH is \"%s\", and should be seconds since 1970", epoch);
        return false;
    }
    return true;
}

/* `published` stays while the file is edited: then who asks for what changed since has to get it.
 * What is yet to come is no time of change (RFC 9110 §8.8.2.1). */
static gint64 find_modified(const AgendaFile *file, gint64 stamp)
{
    return MIN(MAX(stamp, file->modified), g_get_real_time() / G_USEC_PER_SEC);
}

Revision *agendas_open(const char *path, ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = agenda_file_read(path, &error);
    gint64 stamp;

    if (file == NULL) {
        message_error("%s", error->message);
        *out_status = EXIT_STATUS_ENVIRONMENT;
        return NULL;
    }
    if (file->agenda == NULL) {
        print_errors(file->findings);
        *out_status = EXIT_STATUS_INPUT;
        return NULL;
    }
    if (!find_stamp(file, &stamp)) {
        *out_status = EXIT_STATUS_ENVIRONMENT;
        return NULL;
    }
    Revision *revision = revision_new(agenda_file_steal_agenda(file), stamp);
    revision->modified = find_modified(file, stamp);
    return revision;
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the agenda files of a folder, or the path itself if it is none. */
static bool list_files(const char *path, GPtrArray *files)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        g_ptr_array_add(files, g_strdup(path));
        return true;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &error);
    if (dir == NULL) {
        message_error("%s", error->message);
        return false;
    }
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (is_agenda_name(name) && name[0] != '.') {
            g_ptr_array_add(found, g_build_filename(path, name, NULL));
        }
    }
    if (found->len == 0) {
        message_error("there is no agenda (*.yaml, *.yml, *.json) in %s", path);
        return false;
    }
    g_ptr_array_sort(found, compare_strings);
    g_ptr_array_extend_and_steal(files, g_steal_pointer(&found));
    return true;
}

/* Two agendas under one id would have the same addresses. */
static bool have_own_ids(const GPtrArray *files, const GPtrArray *revisions)
{
    g_autoptr(GHashTable) file_of_id = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        const char *other = g_hash_table_lookup(file_of_id, revision->agenda->id);
        if (other != NULL) {
            message_error("%s: the agenda's id is \"%s\", as in %s; each agenda needs its own",
                          (const char *)files->pdata[i], revision->agenda->id, other);
            return false;
        }
        g_hash_table_insert(file_of_id, (gpointer)revision->agenda->id, files->pdata[i]);
    }
    return true;
}

GPtrArray *agendas_open_all(char **paths, ExitStatus *out_status)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func((GDestroyNotify)revision_free);
    ExitStatus worst = EXIT_STATUS_OK;

    for (char **path = paths; *path != NULL; path++) {
        if (!list_files(*path, files)) {
            worst = EXIT_STATUS_ENVIRONMENT;
        }
    }
    for (guint i = 0; i < files->len; i++) {
        ExitStatus status = EXIT_STATUS_OK;
        Revision *revision = agendas_open(files->pdata[i], &status);
        if (revision != NULL) {
            g_ptr_array_add(revisions, revision);
        }
        worst = MAX(worst, status);
    }
    if (worst == EXIT_STATUS_OK && !have_own_ids(files, revisions)) {
        worst = EXIT_STATUS_INPUT;
    }
    if (worst != EXIT_STATUS_OK) {
        *out_status = worst;
        return NULL;
    }
    return g_steal_pointer(&revisions);
}
