/*
 * Makes writes to some files fail, for a program that is started with LD_PRELOAD: built by
 * test_disk.py.
 *
 * FAULT_PATH: what the names of these files begin with.
 * FAULT_FILE: while it is there, calls that write to them are counted, from 1. It holds the number
 * of the first that fails, how ("ENOSPC", "EIO"; "SHORT": it writes half, and what follows fails
 * with ENOSPC), and how many fail ("once", "on": all from there on). Each that has failed is added
 * to FAULT_FILE.reached, a line with its number, its name and the file.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

typedef struct Fault {
    long first;
    char how[16];
    char often[16];
} Fault;

/* What is to become of a call. */
typedef enum Fate { FATE_GOOD, FATE_FAILS, FATE_HALF } Fate;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long count;

static bool is_watched(int file, char *name, size_t size)
{
    const char *prefix = getenv("FAULT_PATH");
    char link[64];

    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, name, size - 1);
    if (prefix == NULL || length < 0) {
        return false;
    }
    name[length] = '\0';
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

static bool read_fault(Fault *fault)
{
    const char *path = getenv("FAULT_FILE");
    FILE *file = path != NULL ? fopen(path, "re") : NULL;

    if (file == NULL) {
        return false;
    }
    bool is_read = fscanf(file, "%ld %15s %15s", &fault->first, fault->how, fault->often) == 3;
    fclose(file);
    return is_read;
}

static void tell(const char *call, const char *name)
{
    char path[4096];
    char line[4096];

    snprintf(path, sizeof path, "%s.reached", getenv("FAULT_FILE"));
    int length = snprintf(line, sizeof line, "%ld %s %s\n", count, call, name);
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (file < 0 || real(file, line, (size_t)length) != length) {
        abort();
    }
    close(file);
}

static Fate decide(int file, const char *call)
{
    char name[4096];
    Fault fault;
    Fate fate = FATE_GOOD;

    if (!is_watched(file, name, sizeof name)) {
        return FATE_GOOD;
    }
    pthread_mutex_lock(&lock);
    if (!read_fault(&fault)) {
        count = 0;
    } else if (++count == fault.first || (count > fault.first && strcmp(fault.often, "on") == 0)) {
        tell(call, name);
        bool is_half = strcmp(fault.how, "SHORT") == 0 && count == fault.first;
        fate = is_half ? FATE_HALF : FATE_FAILS;
        errno = strcmp(fault.how, "EIO") == 0 ? EIO : ENOSPC;
    }
    pthread_mutex_unlock(&lock);
    return fate;
}

/* Half of what is to be written, or nothing, which is 0 or an error. */
#define WRITE(name, result, half, parameters, arguments)    \
    result name parameters;                                 \
    result name parameters                                  \
    {                                                       \
        result(*real) parameters = dlsym(RTLD_NEXT, #name); \
        int saved = errno;                                  \
        Fate fate = decide(file, #name);                    \
        if (fate == FATE_FAILS) {                           \
            return -1;                                      \
        }                                                   \
        errno = saved;                                      \
        if (fate == FATE_HALF) {                            \
            half;                                           \
        }                                                   \
        return real arguments;                              \
    }

WRITE(write, ssize_t, size = (size + 1) / 2, (int file, const void *data, size_t size),
      (file, data, size))
WRITE(pwrite, ssize_t, size = (size + 1) / 2, (int file, const void *data, size_t size, off_t at),
      (file, data, size, at))
WRITE(pwrite64, ssize_t, size = (size + 1) / 2,
      (int file, const void *data, size_t size, off64_t at), (file, data, size, at))
WRITE(fsync, int, return 0, (int file), (file))
WRITE(fdatasync, int, return 0, (int file), (file))
WRITE(syncfs, int, return 0, (int file), (file))
WRITE(ftruncate, int, return 0, (int file, off_t size), (file, size))
WRITE(ftruncate64, int, return 0, (int file, off64_t size), (file, size))
WRITE(fallocate, int, return 0, (int file, int mode, off_t at, off_t size), (file, mode, at, size))
WRITE(fallocate64, int, return 0, (int file, int mode, off64_t at, off64_t size),
      (file, mode, at, size))

/* This one returns what others put into errno. */
int posix_fallocate(int file, off_t at, off_t size)
{
    int (*real)(int, off_t, off_t) = dlsym(RTLD_NEXT, "posix_fallocate");

    return decide(file, "posix_fallocate") == FATE_FAILS ? errno : real(file, at, size);
}
