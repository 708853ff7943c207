#pragma once

#include <stdbool.h>

/* Checks the value of --public-url: an absolute http or https address without user, query or
 * fragment. Removes slashes from its end, in place. NULL is fine. False if the value is wrong; the
 * error has been printed. */
bool public_url_settle(char *url);

/* The host of such an address, as the Host field has it; NULL for NULL. Owned by the caller. */
char *public_url_host_dup(const char *url);

/* The path of such an address, between slashes: "/feeds/"; "/" if there is none, and for NULL.
 * Owned by the caller. */
char *public_url_root_dup(const char *url);
