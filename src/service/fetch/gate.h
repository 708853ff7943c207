#pragma once

#include <glib.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

/*
 * Decides to which addresses a request may connect, each time that a socket is about to be opened,
 * whatever a name led to before.
 */
typedef struct Gate {
    bool is_open;       /* to all: they are those of a proxy */
    bool may_be_inside; /* until one outside has been tried */
    bool met_outside;
    char refused[INET6_ADDRSTRLEN]; /* the last that was; or "" */
} Gate;

bool gate_lets(Gate *gate, const struct sockaddr *address);
