#include "serve/listen/listen_address.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Comes before the path of a UNIX socket. */
#define UNIX_PREFIX "unix:"

/* Longer than any port. */
#define PORT_TEXT_MAX 16

typedef struct addrinfo AddressList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AddressList, freeaddrinfo)

void listen_address_clear(ListenAddress *address)
{
    g_clear_pointer(&address->host, g_free);
    g_clear_pointer(&address->path, g_free);
}

static bool parse_port(const char *text, guint16 *out_port)
{
    guint64 port;

    if (!g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT16, &port, NULL)) {
        return false;
    }
    *out_port = (guint16)port;
    return true;
}

static bool parse_path(const char *text, ListenAddress *out_address, GError **error)
{
    const char *path = text + strlen(UNIX_PREFIX);

    if (*path == '\0' || g_str_has_suffix(path, "/")) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_ADDRESS,
                    "\"%s\" is not an address to listen on: expected the path of a socket, such as "
                    "unix:/run/confeed/confeed.sock",
                    text);
        return false;
    }
    *out_address = (ListenAddress){ .path = g_strdup(path) };
    return true;
}

bool listen_address_parse(const char *text, ListenAddress *out_address, GError **error)
{
    const char *colon = strrchr(text, ':');
    g_auto(ListenAddress) address = { 0 };

    /* First, since a path may hold colons. */
    if (g_str_has_prefix(text, UNIX_PREFIX)) {
        return parse_path(text, out_address, error);
    }
    if (colon != NULL) {
        address.is_ipv6 = *text == '[' && colon > text + 2 && colon[-1] == ']';
        address.host = address.is_ipv6 ? g_strndup(text + 1, (gsize)(colon - text) - 2)
                                       : g_strndup(text, (gsize)(colon - text));
    }
    /* Without brackets, an IPv6 address would be cut at its last colon. */
    if (colon == NULL || *address.host == '\0' || !parse_port(colon + 1, &address.port) ||
        (!address.is_ipv6 && strpbrk(address.host, ":[]/ *") != NULL)) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_ADDRESS,
                    "\"%s\" is not an address to listen on: expected ADDR:PORT with a port of 0 to "
                    "65535, such as 127.0.0.1:8080, [::1]:8080 or localhost:8080, or unix:PATH",
                    text);
        return false;
    }
    *out_address = address;
    /* It has moved: the cleanup must not free it. */
    address.host = NULL;
    return true;
}

/* Opens a socket that listens; returns the descriptor, or -1 with errno set. */
static int listen_at(const struct addrinfo *place, bool is_ipv6_only)
{
    int fd = socket(place->ai_family, place->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
                    place->ai_protocol);
    int on = 1;

    if (fd < 0) {
        return -1;
    }
    /* Otherwise a restarted server would have to wait until the system forgets old connections. */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        (is_ipv6_only && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) != 0) ||
        bind(fd, place->ai_addr, place->ai_addrlen) != 0 || listen(fd, SOMAXCONN) != 0) {
        /* Kept, since close() may set errno. */
        int why = errno;

        close(fd);
        errno = why;
        return -1;
    }
    return fd;
}

char *listen_address_url_dup(int fd)
{
    struct sockaddr_storage storage = { 0 };
    struct sockaddr *place = (struct sockaddr *)&storage;
    socklen_t length = sizeof storage;
    char host[NI_MAXHOST];
    char port[NI_MAXSERV];

    if (getsockname(fd, place, &length) != 0) {
        return NULL;
    }
    if (getnameinfo(place, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
        /* getnameinfo() has error codes of its own. */
        errno = EAFNOSUPPORT;
        return NULL;
    }
    return place->sa_family == AF_INET6 ? g_strdup_printf("http://[%s]:%s", host, port)
                                        : g_strdup_printf("http://%s:%s", host, port);
}

/* What a person can do about it. */
static const char *remedy(int why)
{
    switch (why) {
    case EADDRINUSE:
        return "; stop the program that listens there, or choose another port";
    case EACCES:
        return "; ports below 1024 are for the superuser, choose a higher one";
    case EADDRNOTAVAIL:
        return "; this machine has no such address";
    default:
        return "";
    }
}

static bool resolve(const ListenAddress *address, AddressList **out_places, GError **error)
{
    /* What stands in brackets must be an address: nothing is looked up for it. */
    struct addrinfo hints = {
        .ai_family = address->is_ipv6 ? AF_INET6 : AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_PASSIVE | AI_NUMERICSERV | (address->is_ipv6 ? AI_NUMERICHOST : 0),
    };
    char port[PORT_TEXT_MAX];
    int status;

    g_snprintf(port, sizeof port, "%u", address->port);
    status = getaddrinfo(address->host, port, &hints, out_places);
    if (status == 0) {
        return true;
    }
    if (address->is_ipv6) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_ADDRESS, "\"%s\" is not an IPv6 address",
                    address->host);
    } else {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED,
                    "cannot find the address of \"%s\": %s", address->host,
                    status == EAI_SYSTEM ? g_strerror(errno) : gai_strerror(status));
    }
    return false;
}

int listen_address_open(const ListenAddress *address, char **out_url, GError **error)
{
    g_autoptr(AddressList) places = NULL;
    char *url;
    int fd = -1;

    if (!resolve(address, &places, error)) {
        return -1;
    }
    /* The first one that works: a host may have addresses of a family that this machine lacks. */
    for (const AddressList *place = places; place != NULL && fd < 0; place = place->ai_next) {
        fd = listen_at(place, address->is_ipv6_only);
    }
    url = fd >= 0 ? listen_address_url_dup(fd) : NULL;
    if (url == NULL) {
        /* Of the last address that was tried. */
        int why = errno;

        g_set_error(error, SERVER_ERROR, SERVER_ERROR_FAILED, "cannot listen on %s%s%s:%u: %s%s",
                    address->is_ipv6 ? "[" : "", address->host, address->is_ipv6 ? "]" : "",
                    address->port, g_strerror(why), remedy(why));
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    *out_url = url;
    return fd;
}
