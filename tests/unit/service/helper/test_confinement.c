/* Covers src/service/helper/confinement.c and src/service/helper/syscall_filter.c */
#include "service/helper/confinement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file/zone_file.h"

#define MIB ((gsize)1024 * 1024)

/* Whether something goes in a process that is confined. */
typedef bool Attempt(void);

/* Runs it in a process of its own, confined. Returns the status that waitpid(2) gives: 0 if it
 * goes, 1 if it does not. Ends without exit(3), for which too much is given up. */
static int run_in(bool is_online, Attempt *attempt)
{
    const char *const readable[] = { zone_file_folder(), "/etc/hostname", NULL };
    const ConfinementLimits limits = { 256 * MIB, 1, MIB, readable, is_online };
    int status = 0;
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        bool is_confined = confinement_enter(&limits, NULL);
        _exit(!is_confined ? 2 : attempt() ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(!WIFEXITED(status) || WEXITSTATUS(status) < 2);
    return status;
}

static int run_confined(Attempt *attempt)
{
    return run_in(false, attempt);
}

static bool goes(Attempt *attempt)
{
    return run_confined(attempt) == 0;
}

/* --- what goes --------------------------------------------------------------------------- */

static bool read_a_zone(void)
{
    g_autoptr(Tz) tz = zone_file_read("Europe/Brussels", NULL);

    return tz != NULL;
}

static bool take_some_memory(void)
{
    g_autofree char *memory = g_try_malloc0(64 * MIB);

    return memory != NULL;
}

static bool read_the_file(void)
{
    return open("/etc/hostname", O_RDONLY) >= 0;
}

/* What is open to be written to. */
static int output = -1;

static bool write_a_little(void)
{
    return write(output, "a", 1) == 1;
}

static void a_reader_can_compute_and_read_zones(void **state)
{
    output = memfd_create("output", MFD_CLOEXEC);
    assert_true(goes(read_a_zone));
    assert_true(goes(read_the_file));
    assert_true(goes(take_some_memory));
    assert_true(goes(write_a_little));
    close(output);
}

/* --- what does not ----------------------------------------------------------------------- */

static bool read_another_file(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool write_a_file(void)
{
    return open("confined", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool open_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool start_a_process(void)
{
    return syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL) >= 0;
}

static bool run_a_program(void)
{
    char name[] = "true";
    char *const arguments[] = { name, NULL };

    execv("/bin/true", arguments);
    return false;
}

static bool take_much_memory(void)
{
    g_autofree char *memory = g_try_malloc0(512 * MIB);

    return memory != NULL;
}

static bool has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static void files_are_closed_to_it(void **state)
{
    if (has_landlock()) {
        assert_false(goes(read_another_file));
    }
    assert_false(goes(write_a_file));
}

static void it_reaches_nobody_and_starts_nothing(void **state)
{
    assert_false(goes(open_a_socket));
    assert_false(goes(start_a_process));
    assert_false(goes(run_a_program));
}

static void one_that_is_online_has_sockets_and_nothing_more(void **state)
{
    assert_int_equal(run_in(true, open_a_socket), 0);
    assert_int_not_equal(run_in(true, write_a_file), 0);
    if (has_landlock()) {
        assert_int_not_equal(run_in(true, read_another_file), 0);
        assert_int_not_equal(run_in(true, run_a_program), 0);
    }
}

static void it_takes_no_more_memory_than_it_may(void **state)
{
    assert_false(goes(take_much_memory));
}

/* --- what ends it ------------------------------------------------------------------------ */

static bool compute_for_ever(void)
{
    for (volatile guint n = 0;; n = n + 1) {
    }
    return true;
}

static bool write_without_end(void)
{
    static const char CHUNK[64 * 1024];

    while (write(output, CHUNK, sizeof CHUNK) > 0) {
    }
    return true;
}

static void one_that_computes_for_ever_is_ended(void **state)
{
    int status = run_confined(compute_for_ever);

    assert_true(WIFSIGNALED(status));
    /* With a hard limit equal to the soft one, the kernel may choose. */
    assert_true(WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
}

static void one_that_writes_without_end_is_ended(void **state)
{
    output = memfd_create("output", MFD_CLOEXEC);
    int status = run_confined(write_without_end);

    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGXFSZ);
    assert_int_equal(lseek(output, 0, SEEK_END), MIB);
    close(output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_can_compute_and_read_zones),
        cmocka_unit_test(files_are_closed_to_it),
        cmocka_unit_test(it_reaches_nobody_and_starts_nothing),
        cmocka_unit_test(one_that_is_online_has_sockets_and_nothing_more),
        cmocka_unit_test(it_takes_no_more_memory_than_it_may),
        cmocka_unit_test(one_that_computes_for_ever_is_ended),
        cmocka_unit_test(one_that_writes_without_end_is_ended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
