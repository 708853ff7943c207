#include "serve/http/host.h"

#include <arpa/inet.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* RFC 3986 §2.2, §2.3. */
#define UNRESERVED LETTERS DIGITS "-._~"
#define SUB_DELIMITERS "!$&'()*+,;="

/* As DNS has names, and with the underscore that some contain. */
#define NAME_OCTETS LETTERS DIGITS "-._"

/* --- the form of a host ----------------------------------------------------------------------- */

/* These return what follows what they skip, or NULL if that is malformed. */

static const char *skip_name(const char *text)
{
    const char *at = text;

    for (;;) {
        at += strspn(at, UNRESERVED SUB_DELIMITERS);
        if (*at != '%') {
            return at > text ? at : NULL;
        }
        if (!g_ascii_isxdigit(at[1]) || !g_ascii_isxdigit(at[2])) {
            return NULL;
        }
        at += strlen("%00");
    }
}

static bool is_ipv6(const char *text)
{
    struct in6_addr address;

    return inet_pton(AF_INET6, text, &address) == 1;
}

/* IPvFuture, as in "v1.fe80::a". */
static bool is_future(const char *text)
{
    gsize version;

    if (g_ascii_tolower(*text) != 'v') {
        return false;
    }
    version = strspn(text + 1, DIGITS "abcdefABCDEF");
    text += 1 + version;
    if (version == 0 || *text != '.') {
        return false;
    }
    text++;
    return *text != '\0' && text[strspn(text, UNRESERVED SUB_DELIMITERS ":")] == '\0';
}

/* An address in brackets. */
static const char *skip_literal(const char *text)
{
    const char *end = strchr(text, ']');

    if (end == NULL) {
        return NULL;
    }
    g_autofree char *inside = g_strndup(text + 1, (gsize)(end - text - 1));
    return is_ipv6(inside) || is_future(inside) ? end + 1 : NULL;
}

static const char *skip_host(const char *text)
{
    return *text == '[' ? skip_literal(text) : skip_name(text);
}

bool host_is_wellformed(const char *field)
{
    const char *rest = skip_host(field);

    if (rest != NULL && *rest == ':') {
        rest++;
        /* The port may be empty (RFC 3986 §3.2.3). */
        rest += strspn(rest, DIGITS);
    }
    /* Blanks at the end of a field are no part of it. */
    return rest != NULL && rest[strspn(rest, " \t")] == '\0';
}

bool host_is_name(const char *text)
{
    return *text != '\0' && text[strspn(text, NAME_OCTETS)] == '\0';
}

const char *host_skip_scheme(const char *target)
{
    static const char *const SCHEMES[] = { "http://", "https://" };

    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        gsize length = strlen(SCHEMES[i]);

        if (g_ascii_strncasecmp(target, SCHEMES[i], length) == 0) {
            return target + length;
        }
    }
    return NULL;
}

char *host_of_target_dup(const char *target)
{
    const char *authority = host_skip_scheme(target);

    return authority != NULL ? g_strndup(authority, strcspn(authority, "/?")) : NULL;
}

/* --- names ------------------------------------------------------------------------------------ */

struct HostList {
    GPtrArray *names; /* char *, as name_dup gives them */
};

HostList *host_list_new(void)
{
    HostList *list = g_new0(HostList, 1);

    list->names = g_ptr_array_new_with_free_func(g_free);
    return list;
}

void host_list_free(HostList *list)
{
    if (list != NULL) {
        g_ptr_array_unref(list->names);
        g_free(list);
    }
}

/* A name in small letters, without its port, blanks and the dot that may end it. */
static char *name_dup(const char *host)
{
    const char *end = skip_host(host);
    /* A malformed name is compared as it stands, and equals none. */
    char *name = g_ascii_strdown(host, end != NULL ? end - host : -1);
    gsize length = strlen(name);

    if (length > 1 && name[length - 1] == '.') {
        name[length - 1] = '\0';
    }
    return name;
}

void host_list_add(HostList *list, const char *name)
{
    g_ptr_array_add(list->names, name_dup(name));
}

/* Whether no web site can have such a name lead here. */
static bool is_safe(const char *name)
{
    struct in_addr ipv4;

    return *name == '[' || g_str_equal(name, "localhost") || inet_pton(AF_INET, name, &ipv4) == 1;
}

bool host_list_has(const HostList *list, const char *host)
{
    g_autofree char *name = name_dup(host);

    return is_safe(name) || g_ptr_array_find_with_equal_func(list->names, name, g_str_equal, NULL);
}
