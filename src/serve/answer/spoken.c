#include "serve/answer/spoken.h"

#include <stdbool.h>
#include <string.h>

#include "render/page/page_error.h"
#include "serve/answer/response.h"

struct Spoken {
    unsigned status;
    struct MHD_Response *text;
    struct MHD_Response *page;
    gsize text_octets;
    gsize page_octets;
};

static const char *heading_of(unsigned status)
{
    switch (status) {
    case MHD_HTTP_NOT_FOUND:
        return "Nothing stands here";
    case MHD_HTTP_SERVICE_UNAVAILABLE:
        return "Not at the moment";
    default:
        return "This does not work";
    }
}

Spoken *spoken_new(unsigned status, const char *text)
{
    Spoken *spoken = g_new0(Spoken, 1);
    g_autoptr(GBytes) page = page_of_error(heading_of(status), text);

    spoken->status = status;
    spoken->text = response_of_text_copy(text, RESPONSE_CACHE_NEVER);
    spoken->page = response_of_page_copy(page, RESPONSE_CACHE_NEVER);
    spoken->text_octets = strlen(text);
    spoken->page_octets = g_bytes_get_size(page);
    return spoken;
}

void spoken_free(Spoken *spoken)
{
    if (spoken != NULL) {
        MHD_destroy_response(spoken->text);
        MHD_destroy_response(spoken->page);
        g_free(spoken);
    }
}

void spoken_add_header(Spoken *spoken, const char *name, const char *value)
{
    response_add_header(spoken->text, name, value);
    response_add_header(spoken->page, name, value);
}

/* Whoever asks for anything, as calendar programs do, is better off with plain text. */
static bool accepts_page(struct MHD_Connection *connection)
{
    const char *accept =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT);

    return accept != NULL && strstr(accept, "text/html") != NULL;
}

enum MHD_Result spoken_queue(const Spoken *spoken, struct MHD_Connection *connection)
{
    bool wants_page = accepts_page(connection);

    return response_queue(connection, spoken->status, wants_page ? spoken->page : spoken->text,
                          wants_page ? spoken->page_octets : spoken->text_octets);
}
