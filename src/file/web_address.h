#pragma once

#include <stdbool.h>

/* The greatest length of a URL, in octets. */
#define WEB_ADDRESS_MAX 2000

/* The first character that a URL cannot have (RFC 3986 §2); NULL if there is none. */
const char *web_address_find_bad(const char *url);

/* Whether a URL, of characters that it can have, is absolute, with http or https and a host. */
bool web_address_is_good(const char *url);
