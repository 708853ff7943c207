#pragma once

#include <glib.h>
#include <stdbool.h>

/* A client of the service, on sockets. What it sends is up to the test, to the last octet. It can
 * be used on any thread, and so fails by g_assert. */

/* Of "http://127.0.0.1:8080". */
guint16 http_client_port(const char *url);

/* A connection to this machine, or -1 if nobody listens. */
int http_client_try(guint16 port);

/* The same, where somebody has to. */
int http_client_connect(const char *url);

void http_client_send(int fd, const char *text);

/* A GET with Host and the fields, each with its CR LF. */
void http_client_get(int fd, const char *target, const char *fields);

typedef struct HttpAnswer {
    guint status;
    char *head; /* from the status line to the last field, each with its CR LF */
    char *body; /* with a NUL at its end */
    gsize length;
} HttpAnswer;

void http_answer_clear(HttpAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HttpAnswer, http_answer_clear)

/* Waits until an answer has begun to come, and takes nothing of it. */
void http_client_await(int fd);

/* The next answer, and not an octet more; status 0 if the connection has ended instead. */
HttpAnswer http_client_receive(int fd, bool has_body);

/* The value of a field; NULL if it is not there. The caller's own. */
char *http_answer_field(const HttpAnswer *answer, const char *name);

/* All that comes until the server closes, and closes too. The caller's own. */
char *http_client_receive_all(int fd);
