#include "serve/demand/demand.h"

#include "base/token.h"
#include "model/address/address.h"

/* The text that is equal for equal demands alone. No path holds a question mark. */
static char *key_of(const char *path, const Query *query)
{
    GString *key = g_string_new(path);
    gsize length = key->len;

    /* Always in this order, whichever order the client has chosen. */
    calendar_form_append(key, &query->form);
    table_form_append(key, &query->table);
    paper_form_append(key, &query->paper);
    if (query->selection != NULL) {
        g_autofree char *selection = selection_query_to_text(query->selection);
        g_string_append_printf(key, "&%s", selection);
    }
    if (query->number != 0) {
        g_string_append_printf(key, "&rev=%u", query->number);
    }
    if (query->has_at) {
        g_string_append_printf(key, "&at=%" G_GINT64_FORMAT, query->at);
    }
    if (query->words != NULL) {
        g_autofree char *words = g_uri_escape_string(query->words, NULL, FALSE);
        g_string_append_printf(key, "&q=%s", words);
    }
    /* The first "&" becomes a question mark. */
    if (key->len > length) {
        key->str[length] = '?';
    }
    return g_string_free(key, FALSE);
}

Demand *demand_new(const char *path, const Query *query)
{
    Demand *demand = g_atomic_rc_box_new0(Demand);

    demand->path = g_strdup(path);
    demand->number = query->number;
    demand->has_at = query->has_at;
    demand->at = query->at;
    demand->form = query->form;
    demand->table = query->table;
    demand->paper = query->paper;
    /* A copy, since the query ends with its request. */
    demand->selection = query->selection != NULL ? selection_query_copy(query->selection) : NULL;
    demand->words = g_strdup(query->words);
    demand->key = key_of(path, query);
    return demand;
}

Demand *demand_new_private(const char *token, Format format, const Query *query)
{
    g_autofree char *digest = token_digest(token);
    g_autofree char *path = address_dup_private(digest, format);
    Demand *demand = demand_new(path, query);

    demand->token = g_strdup(token);
    return demand;
}

bool demand_is_past(const Demand *demand)
{
    return demand->number != 0 || demand->has_at;
}

void demand_compress(Demand *demand)
{
    g_autofree char *key = demand->key;

    demand->compress = true;
    /* With and without gzip they are different answers, which are cached apart. */
    demand->key = g_strconcat(key, "&gzip", NULL);
}

Demand *demand_ref(Demand *demand)
{
    return g_atomic_rc_box_acquire(demand);
}

static void demand_clear(gpointer data)
{
    Demand *demand = data;

    g_free(demand->path);
    g_free(demand->token);
    selection_query_free(demand->selection);
    g_free(demand->words);
    g_free(demand->key);
}

void demand_unref(Demand *demand)
{
    if (demand != NULL) {
        g_atomic_rc_box_release_full(demand, demand_clear);
    }
}
