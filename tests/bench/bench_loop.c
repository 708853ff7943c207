/* The limit of what a server can reach on one processor: a bare epoll loop that answers whatever it
 * is asked with the same octets. Usage: bench_loop PORT FILE, the file with a whole response: head
 * and body. It prints a line when it listens, and ends with the signal that ends it. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS 256
#define HEAD_OCTETS 4096

/* What is known of one connection, by its descriptor. */
typedef struct Peer {
    size_t sent; /* of the response under way */
    bool is_sending;
    bool is_last; /* the client asked for the connection to be closed */
} Peer;

typedef struct Loop {
    int epoll;
    int listener;
    Peer *peers;
    const char *response;
    size_t length;
} Loop;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void watch(const Loop *loop, int fd, int operation, uint32_t events)
{
    struct epoll_event event = { .events = events, .data.fd = fd };

    if (epoll_ctl(loop->epoll, operation, fd, &event) != 0) {
        fail("epoll_ctl");
    }
}

static void accept_all(const Loop *loop)
{
    int fd;
    int yes = 1;

    while ((fd = accept4(loop->listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        loop->peers[fd] = (Peer){ 0 };
        watch(loop, fd, EPOLL_CTL_ADD, EPOLLIN);
    }
}

/* Sends on; whether the connection is still there. */
static bool send_on(const Loop *loop, int fd)
{
    Peer *peer = &loop->peers[fd];
    ssize_t sent = send(fd, loop->response + peer->sent, loop->length - peer->sent, MSG_NOSIGNAL);

    if (sent < 0 && errno != EAGAIN) {
        return false;
    }
    peer->sent += sent > 0 ? (size_t)sent : 0;
    bool is_done = peer->sent == loop->length;
    if (is_done && peer->is_last) {
        return false;
    }
    if (is_done == peer->is_sending) {
        watch(loop, fd, EPOLL_CTL_MOD, is_done ? EPOLLIN : EPOLLOUT);
    }
    peer->is_sending = !is_done;
    peer->sent = is_done ? 0 : peer->sent;
    return true;
}

/* A load generator sends the head of a request in one piece. */
static bool answer(const Loop *loop, int fd)
{
    char head[HEAD_OCTETS + 1];
    ssize_t length = recv(fd, head, HEAD_OCTETS, 0);

    if (length <= 0) {
        return length < 0 && errno == EAGAIN;
    }
    head[length] = '\0';
    loop->peers[fd].is_last = strstr(head, "Connection: close") != NULL;
    return send_on(loop, fd);
}

static void turn(const Loop *loop)
{
    struct epoll_event events[EVENTS];
    int n_events = epoll_wait(loop->epoll, events, EVENTS, -1);

    for (int i = 0; i < n_events; i++) {
        int fd = events[i].data.fd;
        if (fd == loop->listener) {
            accept_all(loop);
        } else if (!(loop->peers[fd].is_sending ? send_on : answer)(loop, fd)) {
            close(fd);
        }
    }
}

static int listen_at(uint16_t port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int yes = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, SOMAXCONN) != 0) {
        fail("listen");
    }
    return fd;
}

int main(int argc, char **argv)
{
    g_autofree char *response = NULL;
    g_autofree Peer *peers = g_new0(Peer, sysconf(_SC_OPEN_MAX));
    Loop loop = { .epoll = epoll_create1(0), .peers = peers };

    if (argc != 3 || !g_file_get_contents(argv[2], &response, &loop.length, NULL)) {
        fprintf(stderr, "usage: bench_loop PORT FILE\n");
        return 2;
    }
    loop.response = response;
    loop.listener = listen_at((uint16_t)atoi(argv[1]));
    watch(&loop, loop.listener, EPOLL_CTL_ADD, EPOLLIN);
    puts("listening");
    fflush(stdout);
    for (;;) {
        turn(&loop);
    }
}
