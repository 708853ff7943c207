#pragma once

/*
 * What happens when there is not enough memory, or no room for another thread: the program says so
 * and ends with EXIT_STATUS_ENVIRONMENT. GLib would abort, and other libraries would go on with
 * memory that they did not get. Nothing is left half written, as with any other sudden end.
 */

/* Takes effect from here on. To be called once, before there are threads. */
void shortage_prepare(void);
