#include "withdrawal_bench.h"

#include "chronicle/chronicle_read.h"
#include "chronicle_support.h"
#include "history_support.h"
#include "records_support.h"
#include "sketch.h"
#include "support.h"

void withdrawal_bench_clear(WithdrawalBench *bench)
{
    history_close(bench->history);
    history_support_remove(bench->path);
    g_free(bench->path);
}

void withdrawal_bench_init(WithdrawalBench *bench, const char *const *files,
                           const char *const *times, gsize length)
{
    g_autoptr(Revision) previous = NULL;

    bench->path = history_support_path_new();
    bench->history = history_support_open(bench->path, HISTORY_WRITE);
    for (gsize i = 0; i < length; i++) {
        Revision *revision = chronicle_support_publish(bench->history, previous,
                                                       records_support_parse(files[i]), times[i]);
        revision_free(previous);
        previous = revision;
    }
}

WithdrawalResult withdrawal_bench_withdraw(const WithdrawalBench *bench, WithdrawalKind kind,
                                           const char *what, guint since)
{
    g_autoptr(Withdrawal) withdrawal = withdrawal_new(kind, what, NULL);
    PublishOptions how = { .by = "bob", .now = sketch_stamp("07-05") };
    g_autoptr(GError) error = NULL;
    WithdrawalResult result;

    if (!chronicle_withdraw(bench->history, "forum", withdrawal, since, &how, &result, &error)) {
        fail_msg("not withdrawn: %s", error->message);
    }
    g_autofree char *faults = chronicle_support_verify(bench->history);
    assert_string_equal(faults, "");
    return result;
}

void withdrawal_bench_assert_title(const WithdrawalBench *bench, guint number, const char *id,
                                   const char *title)
{
    g_autoptr(Agenda) agenda = chronicle_read_agenda(bench->history, "forum", number, NULL);

    assert_string_equal(text_first(&agenda_find_session(agenda, id)->title), title);
}
