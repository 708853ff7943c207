#pragma once

#include <stdbool.h>

/* The programs that subscribe to calendars, as a secretariat knows them. */
typedef enum ClientFamily {
    CLIENT_FAMILY_GOOGLE,
    CLIENT_FAMILY_APPLE,
    CLIENT_FAMILY_OUTLOOK,
    CLIENT_FAMILY_THUNDERBIRD,
    CLIENT_FAMILY_ICSX5,
    CLIENT_FAMILY_OTHER,
    N_CLIENT_FAMILIES,
} ClientFamily;

/* Tells it from the value of User-Agent (RFC 9110 §10.1.5); NULL is another. */
ClientFamily client_family_of(const char *user_agent);

/* "google": for files and metrics; "Google": for people. */
const char *client_family_word(ClientFamily family);
const char *client_family_name(ClientFamily family);

/* The family of a word; false if it is none. */
bool client_family_parse(const char *word, ClientFamily *out_family);
