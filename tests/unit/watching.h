#pragma once

#include "service/follow/file_watch.h"

/*
 * A watch of files, for tests of what it tells.
 */
#define WATCHING_SETTLE 40    /* milliseconds */
#define WATCHING_PATIENCE 300 /* milliseconds, with a file that is not closed */

/* Set-up and tear-down: each test has a folder to itself and works in it. */
int watching_enter(void **state);
int watching_leave(void **state);

/* The watch; ended by the test's end, however it ends. */
extern FileWatch *watching_current;

/* How often it has told of changes. */
extern guint watching_calls;

/* Makes a watch of paths, parted by blanks, the current one. */
void watching_start(const char *paths, FileWatchTimes times);

/* The same with the times above. */
void watching_watch(const char *paths);

/* Does to files what people and their tools do, by a shell. No event is looked at meanwhile. */
void watching_run(const char *command);

void watching_until_called(void);

/* Long enough for a call that should not come. */
void watching_for_a_while(void);

/* Runs a command of which one call comes, and no other. */
void watching_assert_one_call(const char *command);
