#include "service/editions_private.h"

#include "file/zone_file.h"
#include "service/agendas.h"
#include "service/zone_rules.h"

/* Reports a failure, once for as long as it lasts: it is tried again every second. */
static void tell_failure(Editions *editions, const char *id, const GError *error)
{
    g_autofree char *text =
        g_strdup_printf("%s: not published under the new rules of its time zone, what was there "
                        "stays: %s",
                        id, error->message);

    message_memory_error(editions->memory, text, text);
}

bool edition_rules_publish(Editions *editions, const char *id)
{
    const Revision *previous = editions_find_published(editions, id);
    PublishOptions how = { .by = editions->options->by,
                           .keep_seconds = editions->options->keep_seconds };
    g_autoptr(GError) error = NULL;
    g_auto(Publication) publication = { 0 };

    if (previous == NULL || !agendas_find_time(&how.now)) {
        return false;
    }
    switch (zone_rules_publish(editions->history, previous, &how, &publication, &error)) {
    case PUBLISH_DONE:
        return editions_put_published(editions, &publication);
    case PUBLISH_FAILED:
        /* Tried again with the next look. If somebody else has published, that is taken up before.
         */
        g_hash_table_remove(editions->zone_states, id);
        if (!g_error_matches(error, HISTORY_ERROR, HISTORY_ERROR_STALE)) {
            tell_failure(editions, id, error);
        }
        return false;
    default:
        return false;
    }
}

/* Whether the file of an agenda's zone may have changed since the last look. */
static bool has_news(Editions *editions, const Agenda *agenda)
{
    g_autofree char *state = zone_file_dup_state(tz_name(agenda->tz));
    const char *before = g_hash_table_lookup(editions->zone_states, agenda->id);

    if (g_strcmp0(before, state) == 0) {
        return false;
    }
    g_hash_table_insert(editions->zone_states, g_strdup(agenda->id), g_steal_pointer(&state));
    return true;
}

bool editions_read_rules(Editions *editions)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    ExitStatus status = EXIT_STATUS_OK;
    bool any = false;

    if (editions->history == NULL || editions->is_away || editions->options->manual) {
        return false;
    }
    /* Publishing replaces what the array holds. */
    for (guint i = 0; i < editions->revisions->len; i++) {
        const Agenda *agenda = ((const Revision *)editions->revisions->pdata[i])->agenda;
        if (has_news(editions, agenda)) {
            g_ptr_array_add(ids, g_strdup(agenda->id));
        }
    }
    for (guint i = 0; i < ids->len; i++) {
        any = edition_rules_publish(editions, ids->pdata[i]) || any;
    }
    return ids->len > 0 ? edition_history_read_private(editions, &status) || any : false;
}
