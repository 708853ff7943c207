#include "serve/http/trusted_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "serve/server_error.h"

#define UNIX_TEXT "unix"
#define BLANKS " \t"

/* "[…]:65535" around the longest IPv6 address, and a NUL. */
#define ADDRESS_TEXT_MAX (INET6_ADDRSTRLEN + 8)

/* So many bits come before an IPv4 address that is mapped into IPv6. */
#define MAPPED_BITS 96

typedef struct Address {
    int family;        /* AF_INET or AF_INET6 */
    guint8 octets[16]; /* of AF_INET the first four */
} Address;

typedef struct Network {
    Address address;
    guint bits; /* those that count */
} Network;

struct TrustedProxyList {
    bool has_unix;
    GArray *networks; /* Network */
};

/* --- addresses --------------------------------------------------------------------------- */

static guint bits_of(const Address *address)
{
    return address->family == AF_INET ? 32 : 128;
}

static bool is_mapped(const Address *address)
{
    static const guint8 PREFIX[12] = { [10] = 0xff, [11] = 0xff };

    return address->family == AF_INET6 && memcmp(address->octets, PREFIX, sizeof PREFIX) == 0;
}

/* An IPv4 address that is mapped into IPv6 counts as that address (RFC 4291 §2.5.5.2). */
static void unmap(Address *address)
{
    if (is_mapped(address)) {
        address->family = AF_INET;
        memmove(address->octets, address->octets + MAPPED_BITS / 8, 4);
        memset(address->octets + 4, 0, 12);
    }
}

static bool parse_address(const char *text, Address *out_address)
{
    Address address = { .family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET };

    if (inet_pton(address.family, text, address.octets) != 1) {
        return false;
    }
    *out_address = address;
    return true;
}

/* Reads the address of a peer; false if it is neither IPv4 nor IPv6. */
static bool take_peer(const struct sockaddr *peer, Address *out_address)
{
    Address address = { .family = peer->sa_family };

    if (peer->sa_family == AF_INET) {
        memcpy(address.octets, &((const struct sockaddr_in *)peer)->sin_addr, 4);
    } else if (peer->sa_family == AF_INET6) {
        memcpy(address.octets, &((const struct sockaddr_in6 *)peer)->sin6_addr, 16);
    } else {
        return false;
    }
    unmap(&address);
    *out_address = address;
    return true;
}

static void give_client(const Address *address, struct sockaddr_storage *out_client)
{
    memset(out_client, 0, sizeof *out_client);
    out_client->ss_family = (sa_family_t)address->family;
    if (address->family == AF_INET) {
        memcpy(&((struct sockaddr_in *)out_client)->sin_addr, address->octets, 4);
    } else {
        memcpy(&((struct sockaddr_in6 *)out_client)->sin6_addr, address->octets, 16);
    }
}

/* --- who is trusted ---------------------------------------------------------------------- */

/* The address with zeroes in the place of all but its first bits. */
static Address network_of(const Address *address, guint bits)
{
    Address network = *address;

    for (guint i = 0; i < G_N_ELEMENTS(network.octets); i++) {
        guint kept = CLAMP((gint)bits - (gint)i * 8, 0, 8);

        network.octets[i] &= (guint8)(0xff << (8 - kept));
    }
    return network;
}

static bool is_same(const Address *one, const Address *other)
{
    return one->family == other->family &&
           memcmp(one->octets, other->octets, sizeof one->octets) == 0;
}

static bool is_trusted(const TrustedProxyList *list, const Address *address)
{
    for (guint i = 0; i < list->networks->len; i++) {
        const Network *network = &g_array_index(list->networks, Network, i);
        Address masked = network_of(address, network->bits);

        if (is_same(&masked, &network->address)) {
            return true;
        }
    }
    return false;
}

static bool is_trusted_peer(const TrustedProxyList *list, const struct sockaddr *peer)
{
    Address address;

    return take_peer(peer, &address) ? is_trusted(list, &address)
                                     : list->has_unix && peer->sa_family == AF_UNIX;
}

/* --- reading the list -------------------------------------------------------------------- */

/* Fails if bits are set that do not count: it is not known then what was meant. */
static bool check_rest(const char *text, const Network *network, GError **error)
{
    Address expected = network_of(&network->address, network->bits);
    char expected_text[INET6_ADDRSTRLEN];

    if (is_same(&expected, &network->address)) {
        return true;
    }
    inet_ntop(expected.family, expected.octets, expected_text, sizeof expected_text);
    g_set_error(error, SERVER_ERROR, SERVER_ERROR_ADDRESS,
                "\"%s\" is not the address of a network: expected %s/%u, or an address without /%u",
                text, expected_text, network->bits, network->bits);
    return false;
}

static bool parse_network(const char *text, Network *out_network, GError **error)
{
    const char *slash = strchr(text, '/');
    g_autofree char *address =
        slash != NULL ? g_strndup(text, (gsize)(slash - text)) : g_strdup(text);
    Network network;
    guint64 bits = 0;

    if (!parse_address(address, &network.address) ||
        (slash != NULL &&
         !g_ascii_string_to_unsigned(slash + 1, 10, 0, bits_of(&network.address), &bits, NULL))) {
        g_set_error(error, SERVER_ERROR, SERVER_ERROR_ADDRESS,
                    "\"%s\" is not where a proxy could be: expected ADDRESS, ADDRESS/BITS or unix, "
                    "such as 127.0.0.1, 10.0.0.0/8 or 2001:db8::/32",
                    text);
        return false;
    }
    network.bits = slash != NULL ? (guint)bits : bits_of(&network.address);
    if (!check_rest(text, &network, error)) {
        return false;
    }
    if (is_mapped(&network.address)) {
        /* There are that many: the last of them is set, or check_rest() would have failed. */
        unmap(&network.address);
        network.bits -= MAPPED_BITS;
    }
    *out_network = network;
    return true;
}

TrustedProxyList *trusted_proxy_list_new(const char *const *texts, GError **error)
{
    g_autoptr(TrustedProxyList) list = g_new0(TrustedProxyList, 1);

    list->networks = g_array_new(FALSE, FALSE, sizeof(Network));
    for (; *texts != NULL; texts++) {
        Network network;

        if (g_str_equal(*texts, UNIX_TEXT)) {
            list->has_unix = true;
        } else if (parse_network(*texts, &network, error)) {
            g_array_append_val(list->networks, network);
        } else {
            return NULL;
        }
    }
    return g_steal_pointer(&list);
}

void trusted_proxy_list_free(TrustedProxyList *list)
{
    if (list != NULL) {
        g_array_unref(list->networks);
        g_free(list);
    }
}

/* --- the client -------------------------------------------------------------------------- */

/* Cuts off the port that some proxies add: "192.0.2.1:4711", "[2001:db8::1]:4711". Brackets alone
 * are accepted, too. */
static char *strip_port(char *text)
{
    char *colon = strrchr(text, ':');
    bool has_port =
        colon != NULL && colon[1] != '\0' && colon[1 + strspn(colon + 1, "0123456789")] == '\0';
    gsize length;

    if (has_port && (strchr(text, ':') == colon || (*text == '[' && colon[-1] == ']'))) {
        *colon = '\0';
    }
    length = strlen(text);
    if (*text == '[' && text[length - 1] == ']') {
        text[length - 1] = '\0';
        return text + 1;
    }
    return text;
}

/* Reads one element of the list, which has this length. */
static bool parse_element(const char *element, gsize length, Address *out_address)
{
    char text[ADDRESS_TEXT_MAX];

    if (length >= sizeof text) {
        return false;
    }
    memcpy(text, element, length);
    text[length] = '\0';
    if (!parse_address(strip_port(g_strstrip(text)), out_address)) {
        return false;
    }
    unmap(out_address);
    return true;
}

/* Where the last element begins in the first `length` octets of a list. */
static gsize start_of_last(const char *list, gsize length)
{
    while (length > 0 && list[length - 1] != ',') {
        length--;
    }
    return length;
}

bool trusted_proxy_find_client(const TrustedProxyList *list, const struct sockaddr *peer,
                               const char *forwarded_for, struct sockaddr_storage *out_client)
{
    Address client;
    bool found = false;
    gsize start;
    gsize rest;

    /* Anybody can send the field, so it matters who did. */
    if (forwarded_for == NULL || !is_trusted_peer(list, peer)) {
        return false;
    }
    /* From the right, where the proxies that are nearest have added what they saw. */
    rest = strlen(forwarded_for);
    do {
        start = start_of_last(forwarded_for, rest);
        /* Nothing to the left of what is no address can be believed. */
        if (!parse_element(forwarded_for + start, rest - start, &client)) {
            break;
        }
        found = true;
        rest = start > 0 ? start - 1 : 0;
    } while (start > 0 && is_trusted(list, &client));
    if (found) {
        give_client(&client, out_client);
    }
    return found;
}
