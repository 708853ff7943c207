#include "model/address/feed_kind.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *word;
    const char *folder;
} KINDS[] = {
    [FEED_KIND_AGENDA] = { "agenda", NULL },
    [FEED_KIND_AGENCY] = { "agency", "agencies" },
    [FEED_KIND_PERSON] = { "person", "people" },
    [FEED_KIND_ROUND_TABLE] = { "round-table", "round-tables" },
    [FEED_KIND_DAY] = { "day", "days" },
    [FEED_KIND_ROOM] = { "room", "rooms" },
    [FEED_KIND_SESSION] = { "session", "sessions" },
    [FEED_KIND_SELECTION] = { "selection", NULL },
};

const char *feed_kind_word(FeedKind kind)
{
    return KINDS[kind].word;
}

const char *feed_kind_folder(FeedKind kind)
{
    return KINDS[kind].folder;
}

bool feed_kind_is_own(FeedKind kind)
{
    return kind == FEED_KIND_AGENCY || kind == FEED_KIND_PERSON;
}

bool feed_kind_parse(const char *word, FeedKind *out_kind)
{
    /* A selection has no address of its own, so its word is not one of them. */
    for (FeedKind kind = 0; kind < FEED_KIND_SELECTION; kind++) {
        if (strcmp(KINDS[kind].word, word) == 0) {
            *out_kind = kind;
            return true;
        }
    }
    return false;
}
