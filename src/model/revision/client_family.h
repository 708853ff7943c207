#pragma once

#include <stdbool.h>

/* Families of calendar programs, by the names that a secretariat knows. */
typedef enum ClientFamily {
    CLIENT_FAMILY_GOOGLE,
    CLIENT_FAMILY_APPLE,
    CLIENT_FAMILY_OUTLOOK,
    CLIENT_FAMILY_THUNDERBIRD,
    CLIENT_FAMILY_ICSX5,
    CLIENT_FAMILY_OTHER,
    N_CLIENT_FAMILIES,
} ClientFamily;

/* The family of a program, from its User-Agent (RFC 9110 §10.1.5). CLIENT_FAMILY_OTHER for NULL or
 * an unknown one. */
ClientFamily client_family_of(const char *user_agent);

/* The name of a family for files and metrics, "google", and for people, "Google". Static. */
const char *client_family_word(ClientFamily family);
const char *client_family_name(ClientFamily family);

/* Reads such a word. False if it is none. */
bool client_family_parse(const char *word, ClientFamily *out_family);
