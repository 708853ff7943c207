#pragma once

#include "service/fetch/fetch_address.h"

/* What the environment of the program says of fetching, as it tells the command curl. */

/* The proxy for an address; NULL for none. The caller owns it. */
char *surroundings_dup_proxy(const FetchAddress *address);

/* The file of the CAs that are trusted, and a folder of them; NULL for those of the system. */
const char *surroundings_ca_file(void);
const char *surroundings_ca_folder(void);
