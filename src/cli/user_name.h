#pragma once

#include <glib.h>
#include <stdbool.h>

/* A longer name is cut after so many characters. */
#define USER_NAME_MAX_LENGTH 64

/* Who publishes, for the history: who became root by sudo, else the login name, else "unknown".
 * Valid UTF-8 in one line, without anything invisible; the caller's own. */
char *user_name_dup(void);

/* The same of what the system says: whether this is root, $SUDO_USER, the login name. The names may
 * be NULL. */
char *user_name_choose_dup(bool is_root, const char *sudo_user, const char *login);
