#include "service/helper/confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "service/helper/syscall_filter.h"

static bool fail(GError **error, const char *what)
{
    int code = errno;

    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "%s: %s", what,
                g_strerror(code));
    return false;
}

/* --- limits ------------------------------------------------------------------------------ */

/* The address space that the process has, in octets. Sanitizers take most of it beforehand. */
static gsize count_memory(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");

    if (file != NULL) {
        if (fscanf(file, "%lu", &pages) != 1) {
            pages = 0;
        }
        fclose(file);
    }
    return pages * (gsize)sysconf(_SC_PAGESIZE);
}

static bool set_limit(__rlimit_resource_t resource, rlim_t value)
{
    const struct rlimit limit = { value, value };

    return setrlimit(resource, &limit) == 0;
}

static bool set_limits(const ConfinementLimits *limits, GError **error)
{
    bool is_set = set_limit(RLIMIT_AS, count_memory() + limits->memory) &&
                  set_limit(RLIMIT_CPU, limits->cpu_seconds) &&
                  set_limit(RLIMIT_FSIZE, limits->output) && set_limit(RLIMIT_CORE, 0);

    return is_set || fail(error, "the limits of a helper cannot be set");
}

/* --- files ------------------------------------------------------------------------------- */

/* All that Landlock knew about files at first; later rights, too, where the kernel has them. */
#define FIRST_RIGHTS ((G_GUINT64_CONSTANT(1) << 13) - 1)

static guint64 known_rights(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    if (version <= 0) {
        return 0;
    }
    guint64 refer = version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0;
    guint64 truncate = version >= 3 ? G_GUINT64_CONSTANT(1) << 14 : 0;
    return FIRST_RIGHTS | refer | truncate;
}

/* Lets a file, or a folder, be read. One that is not there is nothing to read. */
static void allow(int rules, const char *path)
{
    struct landlock_path_beneath_attr rule = { .parent_fd = open(path, O_PATH | O_CLOEXEC) };
    struct stat facts;

    if (rule.parent_fd < 0) {
        return;
    }
    if (fstat(rule.parent_fd, &facts) == 0) {
        /* The kernel refuses rights to files that only folders can give. */
        rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
                              (S_ISDIR(facts.st_mode) ? LANDLOCK_ACCESS_FS_READ_DIR : 0);
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(rule.parent_fd);
}

/* Where the kernel has no Landlock, or it is switched off, files stay readable. */
static bool close_files(const char *const *readable, GError **error)
{
    const struct landlock_ruleset_attr attributes = { .handled_access_fs = known_rights() };

    if (attributes.handled_access_fs == 0) {
        return true;
    }
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules < 0) {
        return fail(error, "files cannot be closed to a helper");
    }
    for (; *readable != NULL; readable++) {
        allow(rules, *readable);
    }
    bool is_closed = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return is_closed || fail(error, "files cannot be closed to a helper");
}

bool confinement_enter(const ConfinementLimits *limits, GError **error)
{
    /* Without this, what follows would need the rights of root. */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return fail(error, "a helper cannot give up its rights");
    }
    return set_limits(limits, error) && close_files(limits->readable, error) &&
           (limits->is_online || syscall_filter_enter(error));
}
