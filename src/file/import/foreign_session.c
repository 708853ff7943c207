#include "file/import/foreign_session.h"

#include "base/json_text.h"

/* --- who contributes --------------------------------------------------------------------- */

static void append_contribution(GString *out, ForeignPartyIds who, const char *role,
                                const char *note)
{
    json_text_open(out, NULL, '{');
    json_text_append_string(out, "agency", who.agency);
    json_text_append_string(out, "person", who.person);
    json_text_append_string(out, "role", role);
    json_text_append_string(out, "note", note);
    json_text_close(out, '}');
}

/* Whether somebody has not contributed in that role yet; notes it. */
static bool is_first(GHashTable *seen, ForeignPartyIds who, const char *role)
{
    return g_hash_table_add(seen, g_strdup_printf("%s %s %s", who.agency != NULL ? who.agency : "",
                                                  who.person != NULL ? who.person : "", role));
}

static void append_contributions(GString *out, const ForeignEvent *event,
                                 const ForeignParties *parties)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *organiser = foreign_parties_track(parties, event->track);
    gsize length = out->len;

    json_text_open(out, "contributions", '[');
    for (guint i = 0; i < event->parties->len; i++) {
        const ForeignParty *party = &g_array_index(event->parties, ForeignParty, i);
        ForeignPartyIds who = foreign_parties_ids(parties, party);
        bool is_known = who.agency != NULL || who.person != NULL;
        if (is_known && is_first(seen, who, party->role)) {
            append_contribution(out, who, party->role, party->note);
        }
    }
    if (organiser != NULL) {
        append_contribution(out, (ForeignPartyIds){ .agency = organiser }, "organiser", NULL);
    }
    if (out->str[out->len - 1] == '[') {
        g_string_truncate(out, length);
    } else {
        json_text_close(out, ']');
    }
}

/* --- the session ------------------------------------------------------------------------- */

static void append_words(GString *out, const char *key, const GPtrArray *words)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    if (words->len == 0) {
        return;
    }
    json_text_open(out, key, '[');
    for (guint i = 0; i < words->len; i++) {
        if (g_hash_table_add(seen, words->pdata[i])) {
            json_text_append_string(out, NULL, words->pdata[i]);
        }
    }
    json_text_close(out, ']');
}

static void append_links(GString *out, const GArray *links)
{
    if (links->len == 0) {
        return;
    }
    json_text_open(out, "links", '[');
    for (guint i = 0; i < links->len; i++) {
        const ForeignLink *link = &g_array_index(links, ForeignLink, i);
        json_text_open(out, NULL, '{');
        json_text_append_string(out, "url", link->url);
        json_text_append_string(out, "title", link->title);
        json_text_close(out, '}');
    }
    json_text_close(out, ']');
}

/* An id of the source's, unless it is that of the agenda. */
static const char *own_source(const char *source, const char *id)
{
    return g_strcmp0(source, id) != 0 ? source : NULL;
}

/* Keys in the order in which agenda files have them. */
GString *foreign_session_make(const ForeignEvent *event, const ForeignIds *ids)
{
    GString *out = g_string_new(NULL);

    json_text_open(out, NULL, '{');
    json_text_append_string(out, "id", ids->session);
    json_text_append_string(out, "source", own_source(event->source, ids->session));
    json_text_append_string(out, "title", event->title);
    json_text_append_string(out, "subtitle", event->subtitle);
    json_text_append_string(out, "abstract", event->abstract);
    json_text_append_string(out, "type", event->type);
    append_words(out, "tags", event->tags);
    append_words(out, "languages", event->languages);
    append_words(out, "interpretation", event->interpretation);
    json_text_append_string(out, "room", ids->room);
    if (event->status != SESSION_STATUS_CONFIRMED) {
        json_text_append_string(out, "status", session_status_word(event->status));
    }
    json_text_append_string(out, "url", event->url);
    append_links(out, event->links);
    json_text_append_string(out, "join", event->join);
    json_text_append_string(out, "contact", event->contact);
    json_text_append_string(out, "image", event->image);
    if (event->kind == SESSION_KIND_SESSION) {
        json_text_append_string(out, "round-table", ids->round_table);
    }
    if (event->kind != SESSION_KIND_BREAK) {
        append_contributions(out, event, ids->parties);
    }
    json_text_close(out, '}');
    return out;
}
