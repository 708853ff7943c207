#include "render/web/sitemap.h"

#include <string.h>

#include "model/address/address.h"
#include "render/web/html.h"

#define URLS_MAX 50000

static const char BEGIN[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

#define NAMESPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

/* What HTML needs to have escaped is what XML needs. Each page names its revision, so all have
 * changed with it. */
static void append_url(GString *out, const char *public_url, const char *path, const char *moment)
{
    html_append(out, "<url><loc>{}/{}</loc><lastmod>{}</lastmod></url>\n", public_url, path,
                moment);
}

static void append_feed(GString *out, const char *public_url, const Feed *feed, const char *moment)
{
    g_autofree char *path = address_dup(feed->path, feed->kind, FORMAT_HTML);

    /* The page of a folder has one address. */
    if (g_str_has_suffix(path, "/" ADDRESS_INDEX)) {
        path[strlen(path) - strlen(ADDRESS_INDEX)] = '\0';
    }
    append_url(out, public_url, path, moment);
}

GBytes *sitemap_of_revision(const Revision *revision, const char *public_url)
{
    g_autoptr(GDateTime) stamp = g_date_time_new_from_unix_utc(revision->stamp);
    g_autofree char *moment = g_date_time_format(stamp, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *changes = g_strconcat(revision->agenda->id, "/" ADDRESS_CHANGES, NULL);
    g_autofree char *table = address_dup_table(revision->agenda->id, FORMAT_HTML);
    GString *out = g_string_new(BEGIN);
    guint count = 2;

    g_string_append(out, "<urlset" NAMESPACE);
    append_url(out, public_url, table, moment);
    append_url(out, public_url, changes, moment);
    for (guint i = 0; i < revision->feeds->len && count < URLS_MAX; i++) {
        const RevisionFeed *feed = revision->feeds->pdata[i];
        if (!feed->is_gone) {
            append_feed(out, public_url, feed->feed, moment);
            count++;
        }
    }
    g_string_append(out, "</urlset>\n");
    return g_string_free_to_bytes(out);
}

void sitemap_add_revisions(GPtrArray *ids, const GPtrArray *revisions)
{
    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        if (!revision->is_retired) {
            g_ptr_array_add(ids, (gpointer)revision->agenda->id);
        }
    }
}

static gint compare_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GBytes *sitemap_of_agendas(const GPtrArray *ids, const char *public_url)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy((GPtrArray *)ids, NULL, NULL);
    GString *out = g_string_new(BEGIN);

    g_ptr_array_sort(sorted, compare_ids);
    g_string_append(out, "<sitemapindex" NAMESPACE);
    for (guint i = 0; i < sorted->len; i++) {
        html_append(out, "<sitemap><loc>{}/{}/" SITEMAP_NAME "</loc></sitemap>\n", public_url,
                    sorted->pdata[i]);
    }
    g_string_append(out, "</sitemapindex>\n");
    return g_string_free_to_bytes(out);
}
