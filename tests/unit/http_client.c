#include "http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* Less than an idle connection is kept: what does not come is told from what ends. */
#define PATIENCE_SECONDS 20

guint16 http_client_port(const char *url)
{
    guint64 port = 0;

    g_assert(g_str_has_prefix(url, "http://127.0.0.1:"));
    g_assert(g_ascii_string_to_unsigned(strrchr(url, ':') + 1, 10, 1, G_MAXUINT16, &port, NULL));
    return (guint16)port;
}

int http_client_try(guint16 port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
    struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    g_assert(fd >= 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int http_client_connect(const char *url)
{
    int fd = http_client_try(http_client_port(url));

    g_assert(fd >= 0);
    return fd;
}

void http_client_send(int fd, const char *text)
{
    g_assert(send(fd, text, strlen(text), MSG_NOSIGNAL) == (gssize)strlen(text));
}

void http_client_get(int fd, const char *target, const char *fields)
{
    g_autofree char *request =
        g_strdup_printf("GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", target, fields);

    http_client_send(fd, request);
}

void http_client_await(int fd)
{
    char octet;

    g_assert(recv(fd, &octet, 1, MSG_PEEK) == 1);
}

void http_answer_clear(HttpAnswer *answer)
{
    g_clear_pointer(&answer->head, g_free);
    g_clear_pointer(&answer->body, g_free);
}

char *http_answer_field(const HttpAnswer *answer, const char *name)
{
    g_autofree char *start = g_strdup_printf("\r\n%s: ", name);
    const char *value = strstr(answer->head, start);

    if (value == NULL) {
        return NULL;
    }
    value += strlen(start);
    return g_strndup(value, strcspn(value, "\r"));
}

static void receive_body(int fd, HttpAnswer *answer)
{
    g_autofree char *length = http_answer_field(answer, "Content-Length");

    g_assert(length != NULL);
    answer->length = (gsize)g_ascii_strtoull(length, NULL, 10);
    answer->body = g_malloc0(answer->length + 1);
    for (gsize there = 0; there < answer->length;) {
        gssize n = recv(fd, answer->body + there, answer->length - there, 0);
        g_assert(n > 0);
        there += (gsize)n;
    }
}

HttpAnswer http_client_receive(int fd, bool has_body)
{
    HttpAnswer answer = { 0 };
    g_autoptr(GString) head = g_string_new(NULL);
    char octet;

    while (!g_str_has_suffix(head->str, "\r\n\r\n")) {
        if (recv(fd, &octet, 1, 0) != 1) {
            g_assert(head->len == 0);
            return answer;
        }
        g_string_append_c(head, octet);
    }
    g_assert(g_str_has_prefix(head->str, "HTTP/1.1 "));
    answer.status = (guint)g_ascii_strtoull(head->str + strlen("HTTP/1.1 "), NULL, 10);
    answer.head = g_strndup(head->str, head->len - strlen("\r\n"));
    if (has_body && answer.status != 304) {
        receive_body(fd, &answer);
    }
    return answer;
}

char *http_client_receive_all(int fd)
{
    GString *received = g_string_new(NULL);
    char octets[4096];
    gssize n;

    while ((n = recv(fd, octets, sizeof octets, 0)) > 0) {
        g_string_append_len(received, octets, n);
    }
    g_assert(n == 0);
    close(fd);
    return g_string_free(received, FALSE);
}
