#include "model/address/participant_key.h"

#include "model/address/address.h"

#define PEOPLE "people/"

char *participant_key_dup(FeedKind kind, const char *id)
{
    return g_strconcat(kind == FEED_KIND_PERSON ? PEOPLE : "", id, NULL);
}

FeedKind participant_key_kind(const char *key)
{
    return g_str_has_prefix(key, PEOPLE) ? FEED_KIND_PERSON : FEED_KIND_AGENCY;
}

const char *participant_key_id(const char *key)
{
    return participant_key_kind(key) == FEED_KIND_PERSON ? key + sizeof PEOPLE - 1 : key;
}

char *participant_key_dup_feed(const char *agenda_id, const char *key)
{
    return address_dup_feed(agenda_id, participant_key_kind(key), participant_key_id(key));
}
