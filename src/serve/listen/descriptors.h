#pragma once

#include <glib.h>

/* Makes sure that the process may have this many connections beside `others`, further descriptors
 * that will be opened, and what it has open already: raises its soft limit of open files, up to the
 * hard one, if it must. Returns for how many connections there is room: at most as many as asked
 * for, and 0 if there is none. */
guint descriptors_make_room(guint connections, guint others);
