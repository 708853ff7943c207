#include "model/revision/similar_id.h"

#include <string.h>

#include "model/revision/known_value.h"

/* The ids of all sessions that were ever public, by their small letters; borrowed. */
static GHashTable *list_earlier(const Revision *revision)
{
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < revision->feeds->len; i++) {
        const Feed *feed = ((const RevisionFeed *)revision->feeds->pdata[i])->feed;
        if (feed->kind == FEED_KIND_SESSION) {
            char *id = strrchr(feed->path, '/') + 1;
            g_hash_table_replace(ids, g_ascii_strdown(id, -1), id);
        }
    }
    return ids;
}

void similar_id_report(const Agenda *agenda, const Revision *previous, Findings *findings)
{
    g_autoptr(GHashTable) ids = list_earlier(previous);

    for (guint i = 0; i < agenda->sessions->len; i++) {
        const Session *session = agenda->sessions->pdata[i];
        g_autofree char *folded = g_ascii_strdown(session->id, -1);
        const char *earlier = g_hash_table_lookup(ids, folded);
        /* Only what is new: it was warned of before. */
        if (earlier != NULL && session->visibility == VISIBILITY_PUBLIC &&
            known_value_find_feed(previous, SELECTION_SESSION, session->id) == NULL) {
            findings_add(findings, SEVERITY_WARNING, session->place, "similar-id", NULL,
                         "the id \"%s\" differs only in small and capital letters from \"%s\", "
                         "which was published earlier and whose addresses stay: give the session "
                         "that id if it is the same, else one that differs in more",
                         session->id, earlier);
        }
    }
}
