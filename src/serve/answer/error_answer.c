#include "serve/answer/error_answer.h"

#include <stdbool.h>
#include <string.h>

#include "render/page/page_error.h"
#include "serve/answer/response.h"

struct ErrorAnswer {
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

ErrorAnswer *error_answer_new(unsigned status, const char *text, const char *root)
{
    ErrorAnswer *answer = g_new0(ErrorAnswer, 1);
    g_autoptr(GBytes) page = page_of_error(heading_of(status), text, root);

    answer->status = status;
    /* No cache may keep an error for longer than what caused it. */
    answer->text = response_of_text_copy(text, RESPONSE_CACHE_NEVER);
    answer->page = response_of_page_copy(page, RESPONSE_CACHE_NEVER);
    answer->text_octets = strlen(text);
    answer->page_octets = g_bytes_get_size(page);
    return answer;
}

void error_answer_free(ErrorAnswer *answer)
{
    if (answer != NULL) {
        MHD_destroy_response(answer->text);
        MHD_destroy_response(answer->page);
        g_free(answer);
    }
}

void error_answer_add_header(ErrorAnswer *answer, const char *name, const char *value)
{
    response_add_header(answer->text, name, value);
    response_add_header(answer->page, name, value);
}

/* Clients that accept anything, as calendar programs do, are better off with plain text. */
static bool accepts_page(struct MHD_Connection *connection)
{
    const char *accept =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT);

    return accept != NULL && strstr(accept, "text/html") != NULL;
}

enum MHD_Result error_answer_queue(const ErrorAnswer *answer, struct MHD_Connection *connection)
{
    bool wants_page = accepts_page(connection);

    return response_queue(connection, answer->status, wants_page ? answer->page : answer->text,
                          wants_page ? answer->page_octets : answer->text_octets);
}
