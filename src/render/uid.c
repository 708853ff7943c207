#include "render/uid.h"

#include <string.h>
#include <uuid/uuid.h>

G_STATIC_ASSERT(UID_SIZE == UUID_STR_LEN);

/* 6f0f4b3e-5c1d-4d1b-9a52-1f2c7d0e8a36. Never change it: every UID derives from it, and with new
 * UIDs subscribers would see every event twice. */
static const uuid_t NAMESPACE = {
    0x6f, 0x0f, 0x4b, 0x3e, 0x5c, 0x1d, 0x4d, 0x1b, 0x9a, 0x52, 0x1f, 0x2c, 0x7d, 0x0e, 0x8a, 0x36,
};

static void uid_of_name(const char *name, char out_uid[UID_SIZE])
{
    uuid_t uuid;

    uuid_generate_sha1(uuid, NAMESPACE, name, strlen(name));
    uuid_unparse_lower(uuid, out_uid);
}

/* The names hashed below are as fixed as NAMESPACE. Each kind of thing has a form of its own, so
 * that no two kinds can share a UID. */

void uid_of_session(const Agenda *agenda, const Session *session, char out_uid[UID_SIZE])
{
    g_autofree char *name = g_strdup_printf("%s/%s", agenda->id, session->id);

    uid_of_name(name, out_uid);
}

void uid_of_preparation(const Agenda *agenda, const Preparation *preparation,
                        char out_uid[UID_SIZE])
{
    g_autofree char *key = preparation_dup_key(preparation);
    g_autofree char *name = g_strdup_printf("%s/preparations/%s", agenda->id, key);

    uid_of_name(name, out_uid);
}

static void uid_of_address(const char *prefix, const Feed *feed, char out_uid[UID_SIZE])
{
    g_autofree char *address = feed_dup_address(feed, "");
    g_autofree char *name = g_strconcat(prefix, address, NULL);

    uid_of_name(name, out_uid);
}

void uid_of_feed(const Feed *feed, char out_uid[UID_SIZE])
{
    uid_of_address("calendar:", feed, out_uid);
}

void uid_of_private_feed(const Feed *feed, char out_uid[UID_SIZE])
{
    uid_of_address("private calendar:", feed, out_uid);
}

void uid_of_notice(const Feed *feed, char out_uid[UID_SIZE])
{
    uid_of_address("private calendar has moved:", feed, out_uid);
}

void uid_of_change_feed(const Feed *feed, char out_uid[UID_SIZE])
{
    g_autofree char *name = g_strdup_printf("changes:%s", feed->path);

    uid_of_name(name, out_uid);
}

void uid_of_change_note(const Feed *feed, guint number, char out_uid[UID_SIZE])
{
    g_autofree char *name = g_strdup_printf("changes:%s#%u", feed->path, number);

    uid_of_name(name, out_uid);
}
