#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The names under which the service is asked. A web site can have a name of its own lead to any
 * address (DNS rebinding): the browser of somebody who can reach the service then takes it for part
 * of that site, and lets the site's scripts read it. The browser says in Host which name it was.
 */

/* Whether a Host field is well-formed: a name or an address, with or without a port (RFC 9110 §7.2,
 * RFC 3986 §3.2.2). It may not be empty: no http address has an empty host (RFC 9110 §4.2.1). */
bool host_is_wellformed(const char *field);

/* Whether a text may be given as a name: a host without a port, spelt as browsers do. */
bool host_is_name(const char *text);

/* What follows the scheme of a target in absolute form; NULL for a target in another form. */
const char *host_skip_scheme(const char *target);

/* The authority of a target in absolute form, "http://example.org:8080/…", which overrides Host
 * (RFC 9112 §3.2.2); NULL for a target in another form. The caller's own. */
char *host_of_target_dup(const char *target);

/* Names that the service goes by. */
typedef struct HostList HostList;

HostList *host_list_new(void);
void host_list_free(HostList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HostList, host_list_free)

/* Adds a name, or the host of an address. */
void host_list_add(HostList *list, const char *name);

/* Whether a well-formed host may be asked for: one of the list, in letters of either case, with or
 * without a dot at its end, whatever its port. "localhost" and addresses always may: no web site
 * can have them lead elsewhere. */
bool host_list_has(const HostList *list, const char *host);
