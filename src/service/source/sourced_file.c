#include "service/source/sourced_file.h"

#include <string.h>

#include "file/merge/agenda_merge.h"

/* Says that what came from the source is no agenda. */
static void report_source(AgendaFile *file, const Findings *findings)
{
    gsize first = 0;

    while (findings_get(findings, first)->severity != SEVERITY_ERROR) {
        first++;
    }
    findings_add(file->findings, SEVERITY_ERROR, file->source->place, "bad-source", NULL,
                 "what came from the source is no agenda: %s", findings_get(findings, first)->text);
}

guint sourced_file_complete(AgendaFile *file, const SourceNews *news, const Agenda *like)
{
    g_autoptr(AgendaFile) imported = agenda_file_parse("", news->agenda, news->size);
    guint n_renamed = 0;

    if (imported->agenda == NULL) {
        report_source(file, imported->findings);
    } else if (like == NULL) {
        agenda_file_complete(file, news->agenda, news->size);
    } else {
        g_autofree char *renamed = agenda_merge_dup_renamed(imported->agenda, like, &n_renamed);
        agenda_file_complete(file, renamed, strlen(renamed));
    }
    return n_renamed;
}

AgendaFile *sourced_file_read(const char *path, SourcedLike *like, gpointer data, GError **error)
{
    g_autoptr(AgendaFile) file = agenda_file_read(path, error);
    g_auto(SourceNews) news = { 0 };

    if (file == NULL || file->source == NULL) {
        return g_steal_pointer(&file);
    }
    if (!source_visit_once(file->source, path, &news, error)) {
        return NULL;
    }
    const char *id = file->source->options.id;
    sourced_file_complete(file, &news, like != NULL && id != NULL ? like(id, data) : NULL);
    return g_steal_pointer(&file);
}

bool sourced_file_is_one(const char *path)
{
    g_autoptr(AgendaFile) file = agenda_file_read(path, NULL);

    return file != NULL && file->source != NULL;
}
