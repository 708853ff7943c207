#include "service/agendas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/view/agenda_view.h"
#include "render/report/finding_report.h"
#include "service/message.h"
#include "service/source/sourced_file.h"

bool agendas_is_name(const char *name)
{
    return name[0] != '.' && (g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml") ||
                              g_str_has_suffix(name, ".json"));
}

char *agendas_real_path_dup(const char *path)
{
    char *real = realpath(path, NULL);
    /* It may be gone by now. */
    char *copy = real != NULL ? g_strdup(real) : g_canonicalize_filename(path, NULL);

    free(real);
    return copy;
}

void agendas_print_findings(const Findings *findings)
{
    g_autoptr(GString) text = g_string_new(NULL);

    finding_report_append_text(text, findings);
    fputs(text->str, stderr);
}

/* SOURCE_DATE_EPOCH, if it is set; false if it is no time. */
static bool find_epoch(bool *out_is_set, gint64 *out_epoch)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");

    *out_is_set = epoch != NULL;
    if (epoch != NULL &&
        !g_ascii_string_to_signed(epoch, 10, 0, CIVIL_MAX_STAMP, out_epoch, NULL)) {
        message_error("SOURCE_DATE_EPOCH is \"%s\", and should be seconds since 1970", epoch);
        return false;
    }
    return true;
}

bool agendas_find_time(gint64 *out_now)
{
    bool is_set;
    gint64 now;

    if (!find_epoch(&is_set, &now)) {
        return false;
    }
    *out_now = is_set ? now : g_get_real_time() / G_USEC_PER_SEC;
    return true;
}

/* The time at which an agenda without a history counts as published. */
static bool find_stamp(const AgendaFile *file, gint64 *out_stamp)
{
    bool is_set = false;
    gint64 epoch;

    /* An agenda may say itself when it was published. */
    if (file->agenda->has_published) {
        *out_stamp = file->agenda->published;
        return true;
    }
    if (!find_epoch(&is_set, &epoch)) {
        return false;
    }
    /* The time of a file can be anything, while stamps have bounds. */
    *out_stamp = is_set ? epoch : CLAMP(file->modified, 0, CIVIL_MAX_STAMP);
    return true;
}

bool agendas_report(const AgendaFile *file, const GError *error, ExitStatus *out_status)
{
    if (file == NULL) {
        message_error("%s", error->message);
        *out_status = EXIT_STATUS_ENVIRONMENT;
        return false;
    }
    if (file->agenda == NULL) {
        agendas_print_findings(file->findings);
        *out_status = EXIT_STATUS_INPUT;
        return false;
    }
    return true;
}

static AgendaFile *read_file(const char *path, ExitStatus *out_status)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AgendaFile) file = sourced_file_read(path, NULL, NULL, &error);

    return agendas_report(file, error, out_status) ? g_steal_pointer(&file) : NULL;
}

Agenda *agendas_read(const char *path, ExitStatus *out_status)
{
    g_autoptr(AgendaFile) file = read_file(path, out_status);

    return file != NULL ? agenda_file_steal_agenda(file) : NULL;
}

Revision *agendas_make_revision(AgendaFile *file, ExitStatus *out_status)
{
    gint64 stamp;

    if (!find_stamp(file, &stamp)) {
        *out_status = EXIT_STATUS_ENVIRONMENT;
        return NULL;
    }
    /* Without a history nobody has an address for what is private. */
    return revision_new(agenda_view_of_public(agenda_file_steal_agenda(file)), stamp);
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the agenda files of a folder, or the path itself if it is not a folder. */
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
        if (agendas_is_name(name)) {
            g_ptr_array_add(found, g_build_filename(path, name, NULL));
        }
    }
    if (found->len == 0) {
        message_error("there is no agenda (*.yaml, *.yml, *.json) in %s", path);
        return false;
    }
    /* The order of a folder depends on the disk; the order of the output must not. */
    g_ptr_array_sort(found, compare_strings);
    g_ptr_array_extend_and_steal(files, g_steal_pointer(&found));
    return true;
}

bool agendas_list_files(char **paths, GPtrArray *files)
{
    bool is_listed = true;

    for (char **path = paths; *path != NULL; path++) {
        /* Goes on after a failure, so that every fault is reported. */
        is_listed = list_files(*path, files) && is_listed;
    }
    return is_listed;
}
