#pragma once

/*
 * What happens when there is not enough memory, or no room for another thread: the program says so
 * and ends with EXIT_STATUS_ENVIRONMENT. GLib would abort, and other libraries go on with what they
 * have not got; nothing is half written by it, as by any other sudden end.
 */

/* From here on. To be called once, before there are threads. */
void shortage_prepare(void);
