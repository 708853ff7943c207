#pragma once

#include <glib.h>
#include <stdbool.h>

/* A longer name is cut after this many characters. */
#define USER_NAME_MAX_LENGTH 64

/* Who publishes, for the history: the user who became root by sudo, else the login name, else
 * "unknown". Valid UTF-8 in one line, without invisible characters. Owned by the caller. */
char *user_name_dup(void);

/* Chooses that name from what the system says: whether this is root, $SUDO_USER, the login name.
 * The names may be NULL. Owned by the caller. */
char *user_name_choose_dup(bool is_root, const char *sudo_user, const char *login);
