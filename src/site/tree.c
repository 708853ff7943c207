#include "site/tree.h"

#include <string.h>

#include "model/address/address.h"
#include "render/page/page_index.h"
#include "render/web/sitemap.h"
#include "site/manifest.h"

/* An empty file of this name has GitHub Pages send the files as they are. */
#define NO_JEKYLL ".nojekyll"

typedef struct Writer {
    Folder *folder;
    gsize prefix;          /* the octets of the resources' paths that name the folder */
    PaperPrinter *printer; /* NULL until something is to be printed */
    guint done;
    guint total;
    TreeProgress progress;
    gpointer data;
} Writer;

/* Prints a resource if it is for paper. */
static bool print(Writer *writer, Resource *resource, GError **error)
{
    if (resource->paper == NULL) {
        return true;
    }
    if (writer->printer == NULL) {
        writer->printer = paper_printer_new(error);
    }
    return writer->printer != NULL && resource_print(resource, writer->printer, NULL, error);
}

static bool stage_resource(Resource *take_resource, gpointer data, GError **error)
{
    g_autoptr(Resource) resource = take_resource;
    Writer *writer = data;

    if (!print(writer, resource, error) ||
        !folder_stage(writer->folder, resource->path + writer->prefix, resource->body, error)) {
        return false;
    }
    writer->done++;
    if (writer->progress != NULL) {
        writer->progress(writer->done, writer->total, writer->data);
    }
    return true;
}

/* Each agenda is committed on its own: what fails later leaves it whole. */
static bool write_revision(const char *root, const Revision *revision,
                           const ResourceOptions *options, Writer *writer, FolderCounts *counts,
                           GError **error)
{
    const Agenda *agenda = revision->agenda;
    g_autofree char *path = g_build_filename(root, agenda->id, NULL);
    g_autoptr(Folder) folder = folder_open_inside(path, text_get(&agenda->title, NULL), error);

    if (folder == NULL) {
        return false;
    }
    writer->folder = folder;
    writer->prefix = strlen(agenda->id) + 1;
    return resource_maker_run(revision, options, stage_resource, writer, error) &&
           folder_commit(folder, counts, error);
}

/* --- the index --------------------------------------------------------------------------- */

static bool has_agenda(const GPtrArray *revisions, const char *id)
{
    for (guint i = 0; i < revisions->len; i++) {
        if (strcmp(((const Revision *)revisions->pdata[i])->agenda->id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Lists the agendas under the root that earlier runs wrote and this one does not write: real
 * folders with a manifest, which has the title. */
static bool list_others(const char *root, const GPtrArray *revisions, GPtrArray *ids,
                        GPtrArray *manifests, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(root, 0, error);

    if (dir == NULL) {
        return false;
    }
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(root, name, NULL);
        g_autofree char *file = g_build_filename(path, MANIFEST_NAME, NULL);
        if (has_agenda(revisions, name) || !folder_is_real(path) ||
            !g_file_test(file, G_FILE_TEST_IS_REGULAR)) {
            continue;
        }
        Manifest *manifest = manifest_read(path, error);
        if (manifest == NULL) {
            return false;
        }
        g_ptr_array_add(ids, g_strdup(name));
        g_ptr_array_add(manifests, manifest);
    }
    return true;
}

static bool stage_at_root(Resource *take_resource, gpointer data, GError **error)
{
    g_autoptr(Resource) resource = take_resource;
    Folder *folder = data;

    return folder_stage(folder, resource->path, resource->body, error);
}

/* Stages the list of sitemaps, with those that earlier runs wrote of other agendas. */
static bool stage_sitemap(Folder *folder, const char *root, const GPtrArray *revisions,
                          const GPtrArray *others, const char *public_url, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    sitemap_add_revisions(ids, revisions);
    for (guint i = 0; i < others->len; i++) {
        g_autofree char *file = g_build_filename(root, others->pdata[i], SITEMAP_NAME, NULL);
        if (g_file_test(file, G_FILE_TEST_IS_REGULAR)) {
            g_ptr_array_add(ids, others->pdata[i]);
        }
    }
    g_autoptr(GBytes) sitemap = sitemap_of_agendas(ids, public_url);
    return folder_stage(folder, SITEMAP_NAME, sitemap, error);
}

/* Opens the root, which locks other runs out of the whole tree, and stages the index of all that
 * will lie there. */
static Folder *open_root(const char *root, const GPtrArray *revisions, const char *public_url,
                         GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) manifests = g_ptr_array_new_with_free_func((GDestroyNotify)manifest_free);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(PageIndexEntry));
    g_autoptr(Folder) folder = folder_open(root, "", error);

    if (folder == NULL || !list_others(root, revisions, ids, manifests, error)) {
        return NULL;
    }
    for (guint i = 0; i < ids->len; i++) {
        PageIndexEntry entry = {
            .id = ids->pdata[i],
            .title = ((const Manifest *)manifests->pdata[i])->title,
        };
        g_array_append_val(entries, entry);
    }
    page_index_add_revisions(entries, revisions);
    g_autoptr(GBytes) page = page_of_index(entries);
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    bool is_staged =
        folder_stage(folder, NO_JEKYLL, nothing, error) &&
        folder_stage(folder, ADDRESS_INDEX, page, error) &&
        (public_url == NULL || stage_sitemap(folder, root, revisions, ids, public_url, error)) &&
        resource_maker_make_assets("", stage_at_root, folder, error);
    return is_staged ? g_steal_pointer(&folder) : NULL;
}

static bool write_all(const char *folder, const GPtrArray *revisions,
                      const ResourceOptions *options, Writer *writer, FolderCounts *counts,
                      GError **error)
{
    for (guint i = 0; i < revisions->len; i++) {
        writer->total += resource_maker_count(revisions->pdata[i], options);
    }
    for (guint i = 0; i < revisions->len; i++) {
        if (!write_revision(folder, revisions->pdata[i], options, writer, counts, error)) {
            return false;
        }
    }
    return true;
}

bool tree_write(const char *folder, const GPtrArray *revisions, const ResourceOptions *options,
                TreeProgress progress, gpointer data, FolderCounts *out_counts, GError **error)
{
    g_autoptr(Folder) root = open_root(folder, revisions, options->public_url, error);
    Writer writer = { .progress = progress, .data = data };
    FolderCounts counts = { 0 };

    if (root == NULL) {
        return false;
    }
    bool is_written = write_all(folder, revisions, options, &writer, &counts, error);
    paper_printer_free(writer.printer);
    /* Last, so that the index never lists an agenda that is not there. */
    if (!is_written || !folder_commit(root, &counts, error)) {
        return false;
    }
    *out_counts = counts;
    return true;
}
