#include "serve/listen/library.h"

#include <glib.h>
#include <string.h>

#if MHD_VERSION >= 0x01000000

/* It answers malformed heads by itself, but takes a bare line feed for the end of a line unless it
 * is told to be strict. */
struct MHD_OptionItem library_strictness(void)
{
    return (struct MHD_OptionItem){ MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, NULL };
}

void library_begin_head(G_GNUC_UNUSED struct MHD_Connection *connection)
{
}

bool library_is_own_field(G_GNUC_UNUSED const char *name)
{
    return false;
}

struct MHD_Response *library_new_not_modified(void)
{
    struct MHD_Response *response = MHD_create_response_empty(MHD_RF_HEAD_ONLY_RESPONSE);

    g_assert(response != NULL);
    return response;
}

/* It ends a value at the blanks behind it, with a NUL in the place of the first octet that follows.
 */
const char *library_next_line(const char *value)
{
    const char *rest = value + strlen(value) + 1;
    const char *end = rest + strspn(rest, " \t\r");

    return end + strlen("\n");
}

#else

/* Compared by address: a client's fields lie in the memory of its connection. */
static const char LENGTH_NAME[] = MHD_HTTP_HEADER_CONTENT_LENGTH;
static const char COOKIE_NAME[] = MHD_HTTP_HEADER_COOKIE;

struct MHD_OptionItem library_strictness(void)
{
    return (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
}

/* If there is no room for this field, there is none for the client's, which is then refused. */
static void put_field(struct MHD_Connection *connection, const char *name, const char *value)
{
    MHD_set_connection_value_n(connection, MHD_HEADER_KIND, name, strlen(name), value,
                               strlen(value));
}

/* Before it calls the handler for the first time, version 0.9.75 reads the first Content-Length and
 * the first Cookie. If it cannot read the one (400, 413), or has no room to take the other apart
 * (431), it sends the head of its answer twice, so that no client can read it. Whether the client's
 * Content-Length is good is for us to judge, and its cookies are of no use to anybody. */
void library_begin_head(struct MHD_Connection *connection)
{
    put_field(connection, LENGTH_NAME, "0");
    put_field(connection, COOKIE_NAME, "");
}

bool library_is_own_field(const char *name)
{
    return name == LENGTH_NAME || name == COOKIE_NAME;
}

/* Version 0.9.75 leaves Content-Length out of a 304 only for a response of unknown size. That it
 * calls chunked instead, or else closes the connection after it. */
struct MHD_Response *library_new_not_modified(void)
{
    return NULL;
}

/* Blanks behind a value are shown as part of it. */
const char *library_next_line(const char *value)
{
    return value + strlen(value) + strlen("\r\n");
}

#endif
