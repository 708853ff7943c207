#pragma once

#include <stdbool.h>

/* Checks the value of --public-url, an absolute http or https address without query, and takes the
 * slash from its end; `url` is changed in place. NULL is fine. Says what is wrong. */
bool public_url_settle(char *url);

/* The host of such an address, as in Host; NULL for NULL. The caller's own. */
char *public_url_host_dup(const char *url);
