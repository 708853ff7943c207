#pragma once

#include "fake_maker.h"
#include "http_client.h"
#include "serve/server.h"
#include "support.h"

/* A server whose demands a fake maker makes, and a main loop that runs as long as an answer takes:
 * a test is the client, and its thread the main thread. */
typedef struct DemandBench {
    FakeMaker fake;
    Server *server; /* NULL: the test has stopped it */
} DemandBench;

#define DEMAND_BENCH_PATIENCE_SECONDS 60

/* Something to ask for, and the key of this demand. */
#define DEMAND_BENCH_TARGET "/test/agenda.ics?rev=1"
#define DEMAND_BENCH_KEY "test/agenda.ics?rev=1"

/* For cmocka: its state is the bench. */
int demand_bench_set_up(void **state);
int demand_bench_tear_down(void **state);

/* The agenda "test" with a history, of which test/agenda.ics is the one feed. */
Snapshot *demand_bench_snapshot_new(gint64 stamp);

int demand_bench_connect(const DemandBench *bench);

/* The next answer, for which the main loop runs. */
HttpAnswer demand_bench_receive(int fd, bool has_body);

/* A GET and its answer; the first on a connection of its own. */
HttpAnswer demand_bench_ask(const DemandBench *bench, const char *target, const char *fields);
HttpAnswer demand_bench_ask_on(int fd, const char *target, const char *fields);

/* Until a demand has come to the main thread, without making it. */
void demand_bench_wait_until_pending(void);

/* "(none)" for a field that is not there. */
void demand_bench_assert_field(const HttpAnswer *answer, const char *name, const char *expected);
