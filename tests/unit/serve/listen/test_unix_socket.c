/* Covers src/serve/listen/unix_socket.c */
#include "serve/listen/unix_socket.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "scratch.h"
#include "support.h"

/* For cmocka: its state is the path of a folder. */
static int set_up(void **state)
{
    *state = scratch_new();
    return 0;
}

static int tear_down(void **state)
{
    scratch_remove(*state);
    g_free(*state);
    return 0;
}

static bool is_answered_at(const char *path)
{
    struct sockaddr_un place = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_answered;

    memcpy(place.sun_path, path, strlen(path));
    is_answered = connect(fd, (struct sockaddr *)&place, sizeof place) == 0;
    close(fd);
    return is_answered;
}

static int open_at(const char *path, UnixSocketFile **out_file)
{
    g_autoptr(GError) error = NULL;
    int fd = unix_socket_open(path, out_file, &error);

    if (fd < 0) {
        fail_msg("%s", error->message);
    }
    return fd;
}

static void assert_refused(const char *path, ServerError code, const char *why)
{
    g_autoptr(GError) error = NULL;
    UnixSocketFile *file = NULL;

    assert_int_equal(unix_socket_open(path, &file, &error), -1);
    assert_true(g_error_matches(error, SERVER_ERROR, (int)code));
    if (strstr(error->message, why) == NULL) {
        fail_msg("%s", error->message);
    }
    assert_null(file);
}

static void it_is_found_at_its_path_until_it_is_removed(void **state)
{
    g_autofree char *path = g_build_filename(*state, "socket", NULL);
    g_autofree char *expected = g_strconcat("unix:", path, NULL);
    UnixSocketFile *file;
    int fd = open_at(path, &file);
    g_autofree char *place = unix_socket_place_dup(fd);

    assert_string_equal(place, expected);
    assert_true(is_answered_at(path));
    unix_socket_file_remove(file);
    assert_false(scratch_has(*state, "socket"));
    close(fd);
}

static void one_that_is_in_use_is_left_and_one_that_is_not_is_replaced(void **state)
{
    g_autofree char *path = g_build_filename(*state, "socket", NULL);
    UnixSocketFile *first;
    UnixSocketFile *second;
    int fd = open_at(path, &first);

    assert_refused(path, SERVER_ERROR_FAILED, "stop the program that listens there");
    close(fd);
    fd = open_at(path, &second);
    assert_true(is_answered_at(path));
    /* It has another number, unless the system gave that of the removed one again. */
    unix_socket_file_remove(second);
    unix_socket_file_remove(first);
    assert_false(scratch_has(*state, "socket"));
    close(fd);
}

static void what_takes_its_place_is_not_removed(void **state)
{
    g_autofree char *path = g_build_filename(*state, "socket", NULL);
    g_autofree char *old = g_build_filename(*state, "old", NULL);
    UnixSocketFile *file;
    int fd = open_at(path, &file);

    assert_int_equal(rename(path, old), 0);
    scratch_write(*state, "socket", "precious");
    unix_socket_file_remove(file);
    assert_true(scratch_has(*state, "socket"));
    assert_refused(path, SERVER_ERROR_FAILED, "a file that is no socket lies there");
    close(fd);
}

static void a_path_has_as_many_octets_as_the_system_takes(void **state)
{
    g_autoptr(GString) path = g_string_new(*state);
    UnixSocketFile *file;

    g_string_append_c(path, '/');
    while (path->len < 107) {
        g_string_append_c(path, 'x');
    }
    int fd = open_at(path->str, &file);
    g_autofree char *place = unix_socket_place_dup(fd);
    assert_string_equal(place + strlen("unix:"), path->str);
    unix_socket_file_remove(file);
    close(fd);
    g_string_append_c(path, 'x');
    assert_refused(path->str, SERVER_ERROR_ADDRESS, "has at most 107 octets, and this one has 108");
}

#define SOCKET_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SOCKET_TEST(it_is_found_at_its_path_until_it_is_removed),
        SOCKET_TEST(one_that_is_in_use_is_left_and_one_that_is_not_is_replaced),
        SOCKET_TEST(what_takes_its_place_is_not_removed),
        SOCKET_TEST(a_path_has_as_many_octets_as_the_system_takes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
