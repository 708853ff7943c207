#include "service/fetch/gate.h"

#include <arpa/inet.h>

#include "service/fetch/reach.h"

static void note_refused(Gate *gate, const struct sockaddr *address)
{
    gconstpointer octets = address->sa_family == AF_INET
                               ? (gconstpointer) & ((const struct sockaddr_in *)address)->sin_addr
                               : &((const struct sockaddr_in6 *)address)->sin6_addr;

    if (inet_ntop(address->sa_family, octets, gate->refused, sizeof gate->refused) == NULL) {
        g_strlcpy(gate->refused, "one that is not of the Internet", sizeof gate->refused);
    }
}

bool gate_lets(Gate *gate, const struct sockaddr *address)
{
    if (gate->is_open) {
        return true;
    }
    if (!reach_is_inside(address)) {
        gate->met_outside = true;
        return true;
    }
    if (gate->may_be_inside && !gate->met_outside) {
        return true;
    }
    note_refused(gate, address);
    return false;
}
