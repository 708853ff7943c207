#include "cli/common/user_name.h"

#include <pwd.h>
#include <unistd.h>

/* More than the system stores about a user. */
#define STRINGS_OCTETS 4096

/* Control characters, and those that change the direction of writing or break the line. */
static bool is_invisible(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return true;
    default:
        return false;
    }
}

/* The name as it may be stored and shown; NULL if nothing is left of it. */
static char *clean_dup(const char *name)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autoptr(GString) clean = g_string_new(NULL);
    glong length = 0;

    for (const char *c = g_strstrip(valid); *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (!is_invisible(character) && length++ < USER_NAME_MAX_LENGTH) {
            g_string_append_unichar(clean, character);
        }
    }
    /* Once more: invisible characters may have stood outside of blanks. */
    g_strstrip(clean->str);
    return *clean->str != '\0' ? g_strdup(clean->str) : NULL;
}

char *user_name_choose_dup(bool is_root, const char *sudo_user, const char *login)
{
    char *name = NULL;

    /* Anyone may set this variable: only root is believed to have come by sudo. */
    if (is_root && sudo_user != NULL) {
        name = clean_dup(sudo_user);
    }
    if (name == NULL && login != NULL) {
        name = clean_dup(login);
    }
    return name != NULL ? name : g_strdup("unknown");
}

/* A service's user may have no name (systemd's DynamicUser=); g_get_user_name() would print a
 * warning about that. */
char *user_name_dup(void)
{
    char strings[STRINGS_OCTETS];
    struct passwd entry;
    struct passwd *user = NULL;

    int failed = getpwuid_r(getuid(), &entry, strings, sizeof(strings), &user);

    return user_name_choose_dup(geteuid() == 0, g_getenv("SUDO_USER"),
                                failed == 0 && user != NULL ? user->pw_name : NULL);
}
