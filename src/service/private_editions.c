#include "service/private_editions.h"

#include <string.h>

#include "base/seal.h"
#include "base/token.h"
#include "chronicle/chronicle_read.h"
#include "chronicle/stream.h"
#include "model/address/participant_key.h"
#include "service/revision_set.h"

struct PrivateEditions {
    History *history;
    GArray *tokens; /* HistoryToken */
    GStringChunk *token_strings;
    GHashTable *views;  /* stream → Revision, the last of that view */
    GHashTable *unread; /* streams that could not be read, and have no view */

    GArray *addresses; /* PrivateAddress */
    GStringChunk *paths;
};

PrivateEditions *private_editions_new(History *history)
{
    PrivateEditions *editions = g_new0(PrivateEditions, 1);

    editions->history = history;
    editions->tokens = g_array_new(FALSE, FALSE, sizeof(HistoryToken));
    editions->token_strings = g_string_chunk_new(4096);
    editions->views =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)revision_free);
    editions->unread = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    editions->addresses = g_array_new(FALSE, FALSE, sizeof(PrivateAddress));
    editions->paths = g_string_chunk_new(4096);
    return editions;
}

void private_editions_free(PrivateEditions *editions)
{
    if (editions == NULL) {
        return;
    }
    g_array_unref(editions->addresses);
    g_string_chunk_free(editions->paths);
    g_hash_table_unref(editions->views);
    g_hash_table_unref(editions->unread);
    g_array_unref(editions->tokens);
    g_string_chunk_free(editions->token_strings);
    g_free(editions);
}

/* --- reading ----------------------------------------------------------------------------- */

/* Nothing else of a token ever changes. */
static bool is_same_token(const HistoryToken *a, const HistoryToken *b)
{
    return strcmp(a->digest, b->digest) == 0 && a->ends == b->ends &&
           g_strcmp0(a->successor, b->successor) == 0;
}

static bool are_same_tokens(const GArray *a, const GArray *b)
{
    if (a->len != b->len) {
        return false;
    }
    for (guint i = 0; i < a->len; i++) {
        if (!is_same_token(&g_array_index(a, HistoryToken, i),
                           &g_array_index(b, HistoryToken, i))) {
            return false;
        }
    }
    return true;
}

static bool read_tokens(PrivateEditions *editions, bool *inout_any, GError **error)
{
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);
    guint malformed = 0;
    GArray *tokens = history_list_tokens(editions->history, strings, &malformed, error);

    if (tokens == NULL) {
        return false;
    }
    if (malformed > 0) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: the history is damaged (private addresses that are malformed: %u): "
                    "restore a copy of it",
                    history_name(editions->history), malformed);
    }
    /* Those that are well-formed are served all the same. */
    *inout_any = *inout_any || !are_same_tokens(editions->tokens, tokens);
    g_array_unref(editions->tokens);
    g_string_chunk_free(editions->token_strings);
    editions->tokens = tokens;
    editions->token_strings = g_steal_pointer(&strings);
    return malformed == 0;
}

/* Whether the history still holds the revision of a view that is served. A view is followed only by
 * a later revision of its own, not by one of another history. */
static bool is_followed(PrivateEditions *editions, const char *stream, const Revision *known,
                        GError **error)
{
    bool holds;

    if (!chronicle_holds(editions->history, stream, known->number, known->stamp, &holds, error)) {
        return false;
    }
    if (!holds) {
        g_set_error(error, HISTORY_ERROR, HISTORY_ERROR_UNUSABLE,
                    "%s: no longer holds revision %u of %s, which stays served: put back the "
                    "history that does, or start again with this one",
                    history_name(editions->history), known->number, stream);
    }
    return holds;
}

/* Reads the view of an agency, if it has one of its own and that is news. */
static bool read_view(PrivateEditions *editions, const char *stream, bool *inout_any,
                      GError **error)
{
    const Revision *known = g_hash_table_lookup(editions->views, stream);
    guint number;

    if (known != NULL && !is_followed(editions, stream, known, error)) {
        return false;
    }

    if (!history_find(editions->history, stream, G_MAXINT64, &number, error)) {
        return false;
    }
    /* Without a stream of its own the agency sees what everybody sees. */
    if (number == 0 || (known != NULL && known->number == number)) {
        return true;
    }
    Revision *view = chronicle_read(editions->history, stream, number, error);
    if (view == NULL) {
        return false;
    }
    g_hash_table_insert(editions->views, g_strdup(stream), view);
    *inout_any = true;
    return true;
}

/* Reads a view for each agency and person with tokens, however many. */
static void read_views(PrivateEditions *editions, bool *inout_any, GPtrArray *failures)
{
    g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    g_hash_table_remove_all(editions->unread);
    for (guint i = 0; i < editions->tokens->len; i++) {
        const HistoryToken *token = &g_array_index(editions->tokens, HistoryToken, i);
        char *stream = stream_of_participant(token->agenda, token->participant);
        GError *error = NULL;
        /* `done` owns the name from here on, even if it had an equal one. */
        if (!g_hash_table_add(done, stream) || read_view(editions, stream, inout_any, &error)) {
            continue;
        }
        g_ptr_array_add(failures, error);
        /* A view that was read earlier stays. */
        if (!g_hash_table_contains(editions->views, stream)) {
            g_hash_table_add(editions->unread, g_strdup(stream));
        }
    }
}

bool private_editions_read(PrivateEditions *editions, GPtrArray *failures)
{
    bool any = false;
    GError *error = NULL;

    if (!read_tokens(editions, &any, &error)) {
        g_ptr_array_add(failures, error);
    }
    read_views(editions, &any, failures);
    return any;
}

void private_editions_set_history(PrivateEditions *editions, History *history)
{
    editions->history = history;
}

/* --- addresses --------------------------------------------------------------------------- */

/* Nothing is served in the place of a view that cannot be read: in what everybody sees, all that is
 * private would be missing without a word. */
static const Revision *find_view(const PrivateEditions *editions, const HistoryToken *token,
                                 const GPtrArray *revisions)
{
    g_autofree char *stream = stream_of_participant(token->agenda, token->participant);
    const Revision *view = g_hash_table_lookup(editions->views, stream);

    if (g_hash_table_contains(editions->unread, stream)) {
        return NULL;
    }
    return view != NULL ? view : revision_set_find(revisions, token->agenda);
}

void private_editions_settle(PrivateEditions *editions, const GPtrArray *revisions)
{
    /* All are made anew, because what they borrow may have been replaced. */
    g_array_set_size(editions->addresses, 0);
    g_string_chunk_clear(editions->paths);
    for (guint i = 0; i < editions->tokens->len; i++) {
        const HistoryToken *token = &g_array_index(editions->tokens, HistoryToken, i);
        g_autofree char *path = participant_key_dup_feed(token->agenda, token->participant);
        PrivateAddress address = {
            .digest = token->digest,
            /* One copy for all tokens of an agency or a person. */
            .feed_path = g_string_chunk_insert_const(editions->paths, path),
            .revision = find_view(editions, token, revisions),
            .ends = token->ends,
            .is_replaced = token->successor != NULL,
        };
        if (address.revision != NULL) {
            g_array_append_val(editions->addresses, address);
        }
    }
}

const GArray *private_editions_addresses(const PrivateEditions *editions)
{
    return editions->addresses;
}

bool private_editions_has_agenda(const PrivateEditions *editions, const char *agenda)
{
    for (guint i = 0; i < editions->tokens->len; i++) {
        if (strcmp(g_array_index(editions->tokens, HistoryToken, i).agenda, agenda) == 0) {
            return true;
        }
    }
    return false;
}

const PrivateAddress *private_editions_find(const PrivateEditions *editions, const char *token)
{
    g_autofree char *digest = token_digest(token);

    /* Tokens are few, so they are looked through one by one. */
    for (guint i = 0; i < editions->addresses->len; i++) {
        const PrivateAddress *address = &g_array_index(editions->addresses, PrivateAddress, i);
        if (strcmp(address->digest, digest) == 0) {
            return address;
        }
    }
    return NULL;
}

/* --- successors -------------------------------------------------------------------------- */

static const HistoryToken *find_token(const PrivateEditions *editions, const char *token)
{
    g_autofree char *digest = token_digest(token);

    for (guint i = 0; i < editions->tokens->len; i++) {
        const HistoryToken *found = &g_array_index(editions->tokens, HistoryToken, i);
        if (strcmp(found->digest, digest) == 0) {
            return found;
        }
    }
    return NULL;
}

char *private_editions_dup_successor(const PrivateEditions *editions, const char *token,
                                     CalendarNotice *out_notice)
{
    const HistoryToken *old = find_token(editions, token);
    g_autofree char *successor =
        old != NULL && old->successor != NULL ? seal_open(old->successor, token) : NULL;
    const HistoryToken *new = successor != NULL ? find_token(editions, successor) : NULL;

    /* One that was revoked must not be passed on. */
    if (new == NULL || new->ends <= g_get_real_time() / G_USEC_PER_SEC) {
        return NULL;
    }
    out_notice->since = new->made;
    out_notice->until = old->ends;
    return g_steal_pointer(&successor);
}
