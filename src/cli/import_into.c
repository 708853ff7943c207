#include "cli/import_into.h"

#include <string.h>

#include "cli/command.h"
#include "cli/common/file_rewrite.h"
#include "cli/common/view_differences.h"
#include "file/agenda_records.h"
#include "file/agenda_text.h"
#include "file/merge/agenda_merge.h"
#include "file/merge/value_merge.h"
#include "model/agenda/schema.h"
#include "service/agendas.h"
#include "service/message.h"
#include "service/source/sourced_file.h"
#include "service/terminal.h"

/* --- the base ---------------------------------------------------------------------------- */

static char *dup_base_path(const char *path)
{
    return g_strconcat(path, IMPORT_BASE_SUFFIX, NULL);
}

bool import_into_keep_base(const char *path, const char *canonical, GError **error)
{
    g_autofree char *base_path = dup_base_path(path);

    return g_file_set_contents_full(base_path, canonical, -1,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0666, error);
}

/* What the source said before; NULL if that is not known. False, with the error printed, if it
 * cannot be read. */
static bool read_base(const char *path, Agenda **out, ExitStatus *status)
{
    g_autofree char *base_path = dup_base_path(path);

    *out = NULL;
    if (!g_file_test(base_path, G_FILE_TEST_EXISTS)) {
        message_info("%s is not there: what the source and %s both have and say otherwise is a "
                     "conflict, and nothing is taken away",
                     base_path, path);
        return true;
    }
    *out = agendas_read(base_path, status);
    return *out != NULL;
}

/* --- what is lost ------------------------------------------------------------------------ */

/* A source that has lost more than a third is hardly meant to. */
static bool is_far_less(guint now, guint before)
{
    return now * 3ULL < before * 2ULL;
}

static bool may_lose(const Agenda *source, const Agenda *base, const IntoOptions *options)
{
    if (base == NULL || options->accepts_loss) {
        return true;
    }
    if (is_far_less(source->sessions->len, base->sessions->len)) {
        message_error("the source has %u sessions, where it had %u: nothing is written; say "
                      "--accept if that is right",
                      source->sessions->len, base->sessions->len);
        return false;
    }
    if (is_far_less(source->agencies->len, base->agencies->len)) {
        message_error("the source has %u agencies, where it had %u: nothing is written; say "
                      "--agencies as before, or --accept if that is right",
                      source->agencies->len, base->agencies->len);
        return false;
    }
    return true;
}

/* --- conflicts --------------------------------------------------------------------------- */

/* The line of a record in its file; 0 if it is not known. */
static guint find_line(const Agenda *agenda, const char *kind, const char *id)
{
    if (g_str_equal(kind, "session")) {
        const Session *session = agenda_find_session(agenda, id);
        return session != NULL ? session->place.line : 0;
    }
    for (NamedKind named = 0; named < N_NAMED_KINDS; named++) {
        gconstpointer record = g_str_equal(kind, SCHEMA_NAMED[named]->word)
                                   ? agenda_find_named(agenda, named, id)
                                   : NULL;
        if (record != NULL) {
            return G_STRUCT_MEMBER(Place, record, SCHEMA_NAMED[named]->place).line;
        }
    }
    return 0;
}

static void print_conflicts(const GPtrArray *conflicts, const Agenda *here, const char *path)
{
    for (guint i = 0; i < conflicts->len; i++) {
        const MergeConflict *conflict = conflicts->pdata[i];
        guint line = find_line(here, conflict->kind, conflict->id);
        g_autofree char *place = line > 0 ? g_strdup_printf("%s:%u", path, line) : g_strdup(path);
        message_info("%s: conflict: %s%s%s: %s", place, conflict->kind,
                     *conflict->id != '\0' ? " " : "", conflict->id, conflict->text);
    }
}

/* --- putting in -------------------------------------------------------------------------- */

/* The agenda that comes of it; NULL, with the errors printed, if that is none. */
static Agenda *read_merged(const char *path, const char *canonical)
{
    g_autofree char *name = g_strconcat(path, " as it would be", NULL);
    g_autoptr(AgendaFile) file = agenda_file_parse(name, canonical, strlen(canonical));

    if (file->agenda == NULL) {
        agendas_print_findings(file->findings);
    }
    return agenda_file_steal_agenda(file);
}

static void print_changes(const Agenda *here, const Agenda *merged)
{
    g_autoptr(ViewDifferences) views = view_differences_new(here, merged);
    g_autoptr(GString) text = g_string_new(NULL);

    view_differences_append_text(text, views);
    terminal_print(text->str);
}

/* Whether a text says what an agenda in canonical form does. */
static bool says(const char *text, gsize size, const char *canonical)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("", text, size);
    g_autofree char *said = file->agenda != NULL ? agenda_records_dup_file(file->agenda) : NULL;

    return g_strcmp0(said, canonical) == 0;
}

static ExitStatus write_merged(const char *path, const Agenda *here, const Agenda *merged,
                               const char *next_base)
{
    g_autofree char *before = agenda_records_dup_file(here);
    g_autofree char *after = agenda_records_dup_file(merged);
    g_autofree char *old = NULL;
    g_autoptr(GError) error = NULL;
    gsize size;

    if (!g_file_get_contents(path, &old, &size, &error)) {
        return command_fail(error);
    }
    if (!says(old, size, before)) {
        message_error("%s changed while it was read: nothing is written, try again", path);
        return EXIT_STATUS_ENVIRONMENT;
    }
    g_autofree char *text = agenda_text_update(after, old, size);
    if (g_str_equal(before, after)) {
        message_info("%s says so already", path);
    } else if (!file_rewrite(path, old, size, text, &error)) {
        return command_fail(error);
    }
    return import_into_keep_base(path, next_base, &error) ? EXIT_STATUS_OK : command_fail(error);
}

ExitStatus import_into(const Agenda *source, const IntoOptions *options)
{
    ExitStatus status = EXIT_STATUS_OK;

    if (sourced_file_is_one(options->path)) {
        message_error("%s takes its agenda from a source already, each time that it is read",
                      options->path);
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(Agenda) here = agendas_read(options->path, &status);
    g_autoptr(Agenda) base = NULL;
    g_auto(AgendaMerge) merge = { 0 };

    if (here == NULL || !read_base(options->path, &base, &status)) {
        return status;
    }
    if (!may_lose(source, base, options)) {
        return EXIT_STATUS_INPUT;
    }
    agenda_merge(&(AgendaSides){ base, source, here, options->prefers_source }, &merge);
    g_autoptr(Agenda) merged = read_merged(options->path, merge.canonical);
    if (merged == NULL) {
        return EXIT_STATUS_INPUT;
    }
    print_conflicts(merge.conflicts, here, options->path);
    if (options->only_shows) {
        print_changes(here, merged);
        return EXIT_STATUS_OK;
    }
    return write_merged(options->path, here, merged, merge.next_base);
}
