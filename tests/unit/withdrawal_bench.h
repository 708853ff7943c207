#pragma once

#include "chronicle/chronicle_withdraw.h"

/* A history of an agenda "forum", from which something is withdrawn. */
typedef struct WithdrawalBench {
    char *path; /* as of history_support_path_new */
    History *history;
} WithdrawalBench;

void withdrawal_bench_clear(WithdrawalBench *bench);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WithdrawalBench, withdrawal_bench_clear)

/* Makes the history, of files (YAML) that are published at times as of sketch_stamp. */
void withdrawal_bench_init(WithdrawalBench *bench, const char *const *files,
                           const char *const *times, gsize length);

/* Withdraws, which must succeed and leave a sound history. */
WithdrawalResult withdrawal_bench_withdraw(const WithdrawalBench *bench, WithdrawalKind kind,
                                           const char *what, guint since);

/* Fails unless a session has this title in a revision. */
void withdrawal_bench_assert_title(const WithdrawalBench *bench, guint number, const char *id,
                                   const char *title);
