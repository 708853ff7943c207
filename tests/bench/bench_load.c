/* Asks one server the same thing again and again, over connections that stay open, and prints as
 * JSON how often it was answered and how long that took. Where wrk waits for the body that the
 * Content-Length of a 304 tells of (RFC 9110 §8.6), this one goes by the octets of the first
 * answer, which all others have as many of. Usage: bench_load PORT CONNECTIONS SECONDS LENGTH
 * REQUEST-FILE */
#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS 256
#define TIMES_MAX (1U << 20) /* that are kept; what is faster than that is counted all the same */

typedef struct Peer {
    int fd;
    gint64 asked; /* monotonic microseconds */
    size_t left;  /* octets of the answer */
} Peer;

typedef struct Load {
    const char *request;
    gsize request_length;
    size_t answer_length;
    guint64 answers;
    GArray *times; /* guint32, microseconds */
} Load;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void ask(const Load *load, Peer *peer)
{
    peer->asked = g_get_monotonic_time();
    peer->left = load->answer_length;
    if (send(peer->fd, load->request, load->request_length, MSG_NOSIGNAL) !=
        (ssize_t)load->request_length) {
        fail("send");
    }
}

static void read_answer(Load *load, Peer *peer)
{
    char buffer[65536];
    ssize_t length = recv(peer->fd, buffer, MIN(sizeof buffer, peer->left), MSG_DONTWAIT);

    if (length <= 0) {
        fail("recv");
    }
    peer->left -= (size_t)length;
    if (peer->left == 0) {
        guint32 taken = (guint32)(g_get_monotonic_time() - peer->asked);
        load->answers++;
        if (load->times->len < TIMES_MAX) {
            g_array_append_val(load->times, taken);
        }
        ask(load, peer);
    }
}

static void connect_to(Peer *peer, uint16_t port, int epoll)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };
    int yes = 1;

    peer->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(peer->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        fail("connect");
    }
    setsockopt(peer->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    epoll_ctl(epoll, EPOLL_CTL_ADD, peer->fd, &event);
}

static gint compare_times(gconstpointer a, gconstpointer b)
{
    guint32 first = *(const guint32 *)a;
    guint32 second = *(const guint32 *)b;

    return first < second ? -1 : first > second;
}

static void run(Load *load, int epoll, gint64 until)
{
    struct epoll_event events[EVENTS];

    while (g_get_monotonic_time() < until) {
        int n_events = epoll_wait(epoll, events, EVENTS, 1000);
        for (int i = 0; i < n_events; i++) {
            read_answer(load, events[i].data.ptr);
        }
    }
}

int main(int argc, char **argv)
{
    g_autofree char *request = NULL;
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(guint32));
    Load load = { .times = times };

    if (argc != 6 || !g_file_get_contents(argv[5], &request, &load.request_length, NULL)) {
        fprintf(stderr, "usage: bench_load PORT CONNECTIONS SECONDS LENGTH REQUEST-FILE\n");
        return 2;
    }
    int connections = atoi(argv[2]);
    g_autofree Peer *peers = g_new0(Peer, connections);
    int epoll = epoll_create1(0);
    gint64 start = g_get_monotonic_time();
    load.request = request;
    load.answer_length = (size_t)atol(argv[4]);
    for (int i = 0; i < connections; i++) {
        connect_to(&peers[i], (uint16_t)atoi(argv[1]), epoll);
        ask(&load, &peers[i]);
    }
    run(&load, epoll, start + atoi(argv[3]) * G_TIME_SPAN_SECOND);
    double seconds = (double)(g_get_monotonic_time() - start) / G_TIME_SPAN_SECOND;
    g_array_sort(times, compare_times);
    printf("{\"rate\": %.1f, \"slowest\": %.3f}\n", (double)load.answers / seconds,
           g_array_index(times, guint32, times->len * 99 / 100) / 1000.0);
    return 0;
}
