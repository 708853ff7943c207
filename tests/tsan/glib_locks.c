/*
 * Tells the thread sanitizer of GLib's locks and counts. They are built of atomics and futexes in a
 * library that was compiled without it, so that all they protect would look like a race. The linker
 * leads calls of g_mutex_lock to __wrap_g_mutex_lock, and so on: see the Makefile.
 */
#include <glib.h>
#include <sanitizer/tsan_interface.h>

/* The names are the linker's. NOLINTBEGIN(bugprone-reserved-identifier) */
void __real_g_mutex_lock(GMutex *mutex);
void __wrap_g_mutex_lock(GMutex *mutex);
void __real_g_mutex_unlock(GMutex *mutex);
void __wrap_g_mutex_unlock(GMutex *mutex);
void __real_g_cond_wait(GCond *cond, GMutex *mutex);
void __wrap_g_cond_wait(GCond *cond, GMutex *mutex);
gboolean __real_g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_time);
gboolean __wrap_g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_time);
void __real_g_atomic_rc_box_release_full(gpointer box, GDestroyNotify clear);
void __wrap_g_atomic_rc_box_release_full(gpointer box, GDestroyNotify clear);
void __real_g_bytes_unref(GBytes *bytes);
void __wrap_g_bytes_unref(GBytes *bytes);

void __wrap_g_mutex_lock(GMutex *mutex)
{
    __real_g_mutex_lock(mutex);
    __tsan_acquire(mutex);
}

void __wrap_g_mutex_unlock(GMutex *mutex)
{
    __tsan_release(mutex);
    __real_g_mutex_unlock(mutex);
}

void __wrap_g_cond_wait(GCond *cond, GMutex *mutex)
{
    __tsan_release(mutex);
    __real_g_cond_wait(cond, mutex);
    __tsan_acquire(mutex);
}

gboolean __wrap_g_cond_wait_until(GCond *cond, GMutex *mutex, gint64 end_time)
{
    gboolean is_signalled;

    __tsan_release(mutex);
    is_signalled = __real_g_cond_wait_until(cond, mutex, end_time);
    __tsan_acquire(mutex);
    return is_signalled;
}

/* What the release under way on this thread has to call; releases nest. */
static _Thread_local GDestroyNotify clear_of_box;

/* Only the last to give up a box comes here, and after all others. */
static void acquire_and_clear(gpointer box)
{
    __tsan_acquire(box);
    if (clear_of_box != NULL) {
        clear_of_box(box);
    }
}

void __wrap_g_atomic_rc_box_release_full(gpointer box, GDestroyNotify clear)
{
    GDestroyNotify outer = clear_of_box;

    __tsan_release(box);
    clear_of_box = clear;
    __real_g_atomic_rc_box_release_full(box, acquire_and_clear);
    clear_of_box = outer;
}

/* Whether it is the last to give them up is not to be seen: each is taken to come after those
 * before. */
void __wrap_g_bytes_unref(GBytes *bytes)
{
    __tsan_release(bytes);
    __tsan_acquire(bytes);
    __real_g_bytes_unref(bytes);
}
/* NOLINTEND(bugprone-reserved-identifier) */
