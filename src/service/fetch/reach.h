#pragma once

#include <glib.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

/*
 * Which addresses lie inside an operator's network, where a stranger must not send us: all but
 * those that the Internet can reach. The registries of IANA tell them (RFC 6890, RFC 4291):
 * loopback, private (RFC 1918), shared (RFC 6598), link-local, unique local, multicast, reserved
 * ones, those of documentation and benchmarks, and IPv6 addresses that stand for such an IPv4
 * address: mapped, through NAT64 (RFC 6052) or 6to4. An operator's own machines with addresses that
 * the Internet could reach cannot be told apart.
 */

/* Of a socket; what is neither IPv4 nor IPv6 is inside. */
bool reach_is_inside(const struct sockaddr *address);

/* Reads an address as it stands in the host of a URL, IPv6 with or without brackets. IPv4 addresses
 * come out mapped into IPv6 (RFC 4291 §2.5.5.2). False if it is none. */
bool reach_parse(const char *host, struct in6_addr *out);

/* Likewise of an address as reach_parse gives it. */
bool reach_address_is_inside(const struct in6_addr *address);

/* Whether an address is in a network "10.0.0.0/8", or is "10.0.0.1". */
bool reach_is_in(const struct in6_addr *address, const char *network);
