#include "service/helper/syscall_filter.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>

/* What computing, GLib and the C library need. One that this processor does not have is left
 * out. */
static const char *const ALLOWED[] = {
    "access",
    "brk",
    "clock_getres",
    "clock_gettime",
    "close",
    "exit",
    "exit_group",
    "faccessat",
    "faccessat2",
    "fcntl",
    "fstat",
    "fstat64",
    "fstatfs",
    "futex",
    "getdents64",
    "getpid",
    "getrandom",
    "gettid",
    "gettimeofday",
    "lseek",
    "lstat",
    "madvise",
    "mmap",
    "mmap2",
    "mprotect",
    "mremap",
    "munmap",
    "newfstatat",
    "pread64",
    "read",
    "readlink",
    "readlinkat",
    "readv",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sched_getaffinity",
    "sched_yield",
    "set_robust_list",
    "sigaltstack",
    "stat",
    "statx",
    "sysinfo",
    "tgkill",
    "time",
    "uname",
    "write",
    "writev",
};

static int allow_named(scmp_filter_ctx filter)
{
    int fault = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(ALLOWED) && fault == 0; i++) {
        int number = seccomp_syscall_resolve_name(ALLOWED[i]);
        if (number != __NR_SCMP_ERROR) {
            fault = seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
        }
    }
    return fault;
}

/* Files can be opened to be read. */
static int allow_opening(scmp_filter_ctx filter)
{
    int fault = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                 SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT, O_RDONLY));

    return fault != 0
               ? fault
               : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                  SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT, O_RDONLY));
}

bool syscall_filter_enter(GError **error)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int fault = filter != NULL ? allow_named(filter) : -ENOMEM;

    fault = fault == 0 ? allow_opening(filter) : fault;
    fault = fault == 0 ? seccomp_load(filter) : fault;
    seccomp_release(filter);
    if (fault != 0) {
        g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(-fault),
                    "system calls cannot be closed to a helper: %s", g_strerror(-fault));
    }
    return fault == 0;
}
