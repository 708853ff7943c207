#include "chronicle_support.h"

#include "chronicle/chronicle_read.h"
#include "chronicle/chronicle_verify.h"
#include "history_support.h"
#include "site/resource_maker.h"
#include "sketch.h"
#include "support.h"

Revision *chronicle_support_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                    const char *at)
{
    PublishOptions how = { .by = "anna", .now = sketch_stamp(at), .keep_seconds = SKETCH_KEEP };
    g_auto(Publication) publication = { 0 };
    g_autoptr(GError) error = NULL;

    PublishOutcome outcome =
        chronicle_publish(history, previous, take_agenda, &how, &publication, &error);
    if (outcome != PUBLISH_DONE) {
        fail_msg("not published: %s", error != NULL ? error->message : "nothing has changed");
    }
    return g_steal_pointer(&publication.revision);
}

char *chronicle_support_history_new(const char *const *sketches, const char *const *times,
                                    gsize length)
{
    char *path = history_support_path_new();
    History *history = history_support_open(path, HISTORY_WRITE);
    g_autoptr(Revision) revision = NULL;

    for (gsize i = 0; i < length; i++) {
        Revision *next =
            chronicle_support_publish(history, revision, sketch_agenda(sketches[i]), times[i]);
        revision_free(revision);
        revision = next;
    }
    history_close(history);
    return path;
}

Revision *chronicle_support_read(History *history, const char *agenda, guint number)
{
    g_autoptr(GError) error = NULL;
    Revision *revision = chronicle_read(history, agenda, number, &error);

    if (revision == NULL) {
        fail_msg("not read: %s", error->message);
    }
    return revision;
}

static bool append_resource(Resource *take_resource, gpointer data, G_GNUC_UNUSED GError **error)
{
    g_autoptr(Resource) resource = take_resource;
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, resource->body);

    g_string_append_printf(data, "%s|%s|%s|%s\n", resource->path, resource->media_type,
                           resource->file_name, digest);
    return true;
}

char *chronicle_support_describe(const Revision *revision)
{
    ResourceOptions options = { .public_url = "https://x.example", .every_format = true };
    GString *out = g_string_new(NULL);

    assert_true(resource_maker_run(revision, &options, append_resource, out, NULL));
    return g_string_free(out, FALSE);
}

char *chronicle_support_verify(History *history)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    if (!chronicle_verify(history, faults, &error)) {
        return g_strdup_printf("error: %s", error->message);
    }
    g_ptr_array_add(faults, NULL);
    return g_strjoinv("\n", (char **)faults->pdata);
}
