#include "service/source/source_visit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/import/endpoints.h"
#include "service/import/import.h"
#include "service/import/import_fetch.h"
#include "service/message.h"

void source_memory_clear(SourceMemory *memory)
{
    g_free(memory->etag);
    g_free(memory->last_modified);
    *memory = (SourceMemory){ 0 };
}

void source_news_clear(SourceNews *news)
{
    g_free(news->agenda);
    g_strfreev(news->remarks);
    *news = (SourceNews){ 0 };
}

void source_news_tell(const SourceNews *news, const char *path, GHashTable *told)
{
    for (char *const *remark = news->remarks; *remark != NULL; remark++) {
        /* How often, and the first of them, stands in parentheses at the end. */
        const char *end = strstr(*remark, " (");
        gsize length = end != NULL ? (gsize)(end - *remark) : strlen(*remark);
        if (told == NULL || g_hash_table_add(told, g_strndup(*remark, length))) {
            message_info("%s: its source: %s", path, *remark);
        }
    }
}

/* --- importing --------------------------------------------------------------------------- */

/* Imports what an open file holds. */
static SourceOutcome import(const SourceVisit *visit, int file, SourceNews *out, GError **error)
{
    const AgendaSource *source = visit->source;
    const ImportRequest request = { source->format, source->options, source->hints };
    g_auto(Import) done = { 0 };

    if (!import_run(file, visit->stop, &request, &done, error)) {
        return SOURCE_OUTCOME_FAILED;
    }
    *out = (SourceNews){ g_steal_pointer(&done.agenda), done.size, g_steal_pointer(&done.remarks) };
    return SOURCE_OUTCOME_NEW;
}

/* --- files ------------------------------------------------------------------------------- */

static char *dup_file_path(const SourceVisit *visit)
{
    g_autofree char *folder = g_path_get_dirname(visit->agenda_path);

    return g_path_is_absolute(visit->source->path)
               ? g_strdup(visit->source->path)
               : g_build_filename(folder, visit->source->path, NULL);
}

static SourceOutcome import_file(const SourceVisit *visit, const char *path, SourceNews *out,
                                 GError **error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat status;

    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        g_set_error(error, IMPORT_ERROR, IMPORT_ERROR_ENVIRONMENT, "cannot be opened: %s",
                    file < 0 ? g_strerror(errno) : "it is no file");
        if (file >= 0) {
            close(file);
        }
        return SOURCE_OUTCOME_FAILED;
    }
    SourceOutcome outcome = import(visit, file, out, error);
    close(file);
    return outcome;
}

static SourceOutcome visit_file(const SourceVisit *visit, SourceMemory *memory, SourceNews *out,
                                GError **error)
{
    g_autofree char *path = dup_file_path(visit);
    FileLook look = { 0 };
    bool is_first = memory->look.changed == 0;
    SourceOutcome outcome = SOURCE_OUTCOME_SAME;

    bool is_there = file_look_take(path, &look);
    bool stands_still = is_first || !is_there || file_look_is_same(&look, &memory->look);
    if (stands_still && !(is_there && file_look_is_same(&look, &memory->imported))) {
        outcome = import_file(visit, path, out, error);
    }
    memory->look = look;
    if (outcome != SOURCE_OUTCOME_SAME) {
        /* One that cannot be read is not tried again before it changes. */
        memory->imported = look;
    }
    return outcome;
}

/* --- addresses --------------------------------------------------------------------------- */

/* Fetches the only address of a source, if it has changed. */
static SourceOutcome visit_address(const SourceVisit *visit, const char *url, bool has_pages,
                                   SourceMemory *memory, SourceNews *out, guint *out_retry_after,
                                   GError **error)
{
    const FetchRequest request = {
        .url = url,
        .etag = memory->etag,
        .last_modified = memory->last_modified,
        .must_be_outside = memory->is_outside,
        .has_pages = has_pages,
        .most = FOREIGN_MAX_SIZE,
        .stop = visit->stop,
    };
    g_auto(FetchAnswer) answer = { 0 };
    FetchOutcome fetched = fetch_run(&request, &answer, error);

    *out_retry_after = answer.retry_after;
    if (fetched != FETCH_OUTCOME_NEW) {
        return fetched == FETCH_OUTCOME_FAILED ? SOURCE_OUTCOME_FAILED : SOURCE_OUTCOME_SAME;
    }
    SourceOutcome outcome = import(visit, answer.body, out, error);
    /* What cannot be imported is asked for again: it may be half of something. */
    if (outcome == SOURCE_OUTCOME_NEW) {
        source_memory_clear(memory);
        memory->etag = g_steal_pointer(&answer.etag);
        memory->last_modified = g_steal_pointer(&answer.last_modified);
        memory->is_outside = answer.is_outside;
    }
    return outcome;
}

/* Adds what could not be fetched. */
static void add_remarks(SourceNews *news, const GPtrArray *remarks)
{
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();

    for (guint i = 0; i < remarks->len; i++) {
        g_strv_builder_add(all, remarks->pdata[i]);
    }
    g_strv_builder_addv(all, (const char **)news->remarks);
    g_strfreev(news->remarks);
    news->remarks = g_strv_builder_end(all);
}

/* Fetches a source of several addresses, which are not asked whether they have changed: they must
 * be of one time. */
static SourceOutcome visit_addresses(const SourceVisit *visit, SourceNews *out, GError **error)
{
    g_auto(ImportFetch) fetch = { 0 };

    if (!import_fetch(visit->source->format, visit->source->url, visit->stop, &fetch, error)) {
        return SOURCE_OUTCOME_FAILED;
    }
    SourceOutcome outcome = import(visit, fetch.source, out, error);
    if (outcome == SOURCE_OUTCOME_NEW) {
        add_remarks(out, fetch.remarks);
    }
    return outcome;
}

static SourceOutcome visit_url(const SourceVisit *visit, SourceMemory *memory, SourceNews *out,
                               guint *out_retry_after, GError **error)
{
    g_autoptr(GArray) endpoints = endpoints_new(visit->source->format, visit->source->url);

    if (endpoints->len > 1) {
        return visit_addresses(visit, out, error);
    }
    const Endpoint *endpoint = &g_array_index(endpoints, Endpoint, 0);
    return visit_address(visit, endpoint->url, endpoint->has_pages, memory, out, out_retry_after,
                         error);
}

/* --- both -------------------------------------------------------------------------------- */

SourceOutcome source_visit(const SourceVisit *visit, SourceMemory *memory, SourceNews *out,
                           guint *out_retry_after, GError **error)
{
    const AgendaSource *source = visit->source;

    *out_retry_after = 0;
    SourceOutcome outcome = source->url != NULL
                                ? visit_url(visit, memory, out, out_retry_after, error)
                                : visit_file(visit, memory, out, error);
    if (outcome == SOURCE_OUTCOME_FAILED) {
        g_prefix_error(error, "%s: ", source->url != NULL ? source->url : source->path);
    }
    return outcome;
}

bool source_visit_once(const AgendaSource *source, const char *agenda_path, SourceNews *out,
                       GError **error)
{
    const SourceVisit visit = { source, agenda_path, -1 };
    SourceMemory memory = { 0 };
    guint retry_after;
    SourceOutcome outcome = source_visit(&visit, &memory, out, &retry_after, error);

    source_memory_clear(&memory);
    if (outcome != SOURCE_OUTCOME_NEW) {
        g_prefix_error(error, "%s: its source ", agenda_path);
        return false;
    }
    source_news_tell(out, agenda_path, NULL);
    return true;
}
