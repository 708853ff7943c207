#pragma once

#include "service/editions.h"

/* Editions with a history, what they do, and what they say to that. */

/* A test has a folder to itself and works in it; it is 2007-07-12, at midnight. */
int editions_call_enter(void **state);
int editions_call_leave(void **state);
#define EDITIONS_CALL_TEST(name) \
    cmocka_unit_test_setup_teardown(name, editions_call_enter, editions_call_leave)

/* In that folder. */
#define EDITIONS_CALL_HISTORY "history.db"

/* Writes ID.yaml, an agenda of that id with this title and nothing else. */
void editions_call_write(const char *id, const char *title);

typedef struct EditionsCall {
    EditionsOptions options; /* lives as long as the editions */
    Editions *editions;
    ExitStatus status;
    bool any;
    bool (*read)(Editions *editions);
} EditionsCall;

void editions_call_clear(EditionsCall *call);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EditionsCall, editions_call_clear)

/* Opens editions of the history and these files, into which "anna" publishes; or reads. Each
 * returns what is said, the caller's own. */
char *editions_call_open(EditionsCall *call, char **paths);
char *editions_call_read(EditionsCall *call, bool (*read)(Editions *editions));

/* Opens as well. "a@2 b@1" are the revisions there are then; one without a history ends in "-". */
void editions_call_assert_opened(EditionsCall *call, char **paths, ExitStatus status,
                                 const char *revisions, const char *said);

/* Reads; `any` is what is returned. */
void editions_call_assert_read(EditionsCall *call, bool (*read)(Editions *editions), bool any,
                               const char *revisions, const char *said);

/* The title of one of the agendas; borrowed. */
const char *editions_call_title(const EditionsCall *call, guint i);

/* What is said of a publication. */
#define EDITIONS_CALL_PUBLISHED(id, rest) "confeed: " id ": revision " rest "\n"
#define EDITIONS_CALL_FIRST_A EDITIONS_CALL_PUBLISHED("a", "1, 2007-07-12T00:00:00Z: 1 calendar")
