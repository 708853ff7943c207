#include "editions_call.h"

#include <unistd.h>

#include "capture.h"
#include "scratch.h"
#include "support.h"

static char *before;

int editions_call_enter(void **state)
{
    char *folder = scratch_new();

    g_setenv("SOURCE_DATE_EPOCH", "1184198400", TRUE);
    before = g_get_current_dir();
    *state = folder;
    return chdir(folder);
}

int editions_call_leave(void **state)
{
    int status = chdir(before);

    g_unsetenv("SOURCE_DATE_EPOCH");
    scratch_remove(*state);
    g_free(*state);
    g_clear_pointer(&before, g_free);
    return status;
}

void editions_call_write(const char *id, const char *title)
{
    g_autofree char *path = g_strconcat(id, ".yaml", NULL);
    g_autofree char *text = g_strdup_printf(
        "agenda: {id: %s, title: %s, timezone: Europe/Brussels}\ndays: []\n", id, title);

    scratch_write(".", path, text);
}

void editions_call_clear(EditionsCall *call)
{
    g_clear_pointer(&call->editions, editions_free);
}

static int open_call(gpointer data)
{
    EditionsCall *call = data;

    call->editions = editions_new(&call->options, NULL, &call->status);
    return 0;
}

static int read_call(gpointer data)
{
    EditionsCall *call = data;

    call->any = call->read(call->editions);
    return 0;
}

static void assert_revisions(const EditionsCall *call, const char *expected)
{
    const GPtrArray *revisions = editions_revisions(call->editions);
    g_autoptr(GString) found = g_string_new(NULL);

    for (guint i = 0; i < revisions->len; i++) {
        const Revision *revision = revisions->pdata[i];
        g_string_append_printf(found, "%s%s@%u%s", i > 0 ? " " : "", revision->agenda->id,
                               revision->number, revision->has_history ? "" : "-");
    }
    assert_string_equal(found->str, expected);
}

char *editions_call_open(EditionsCall *call, char **paths)
{
    call->options.paths = paths;
    call->options.history_path = EDITIONS_CALL_HISTORY;
    call->options.keep_seconds = REVISION_KEEP_DEFAULT;
    call->options.by = "anna";
    g_auto(Captured) captured = capture_run(open_call, call);
    assert_string_equal(captured.out, "");
    return g_steal_pointer(&captured.err);
}

char *editions_call_read(EditionsCall *call, bool (*read)(Editions *editions))
{
    call->read = read;
    g_auto(Captured) captured = capture_run(read_call, call);
    return g_steal_pointer(&captured.err);
}

void editions_call_assert_opened(EditionsCall *call, char **paths, ExitStatus status,
                                 const char *revisions, const char *said)
{
    g_autofree char *found = editions_call_open(call, paths);

    assert_string_equal(found, said);
    assert_int_equal(call->status, status);
    assert_revisions(call, revisions);
}

void editions_call_assert_read(EditionsCall *call, bool (*read)(Editions *editions), bool any,
                               const char *revisions, const char *said)
{
    g_autofree char *found = editions_call_read(call, read);

    assert_string_equal(found, said);
    assert_int_equal(call->any, any);
    assert_revisions(call, revisions);
}

const char *editions_call_title(const EditionsCall *call, guint i)
{
    const Revision *revision = editions_revisions(call->editions)->pdata[i];

    return text_get(&revision->agenda->title, NULL);
}
