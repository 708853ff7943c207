#pragma once

#include <stdbool.h>

/*
 * The octets of which ids and paths consist, written as between the brackets of a pattern
 * ("[a-z0-9-]"), so that SQL can use the same definition (GLOB).
 */
#define ID_OCTETS "a-z0-9-"           /* of agendas, agencies, rooms: "gfmd-2007" */
#define ID_CODE_OCTETS "A-Za-z0-9._-" /* of sessions and preparations: "1.2" */

/* The greatest length of an id, in octets. */
#define ID_MAX 64

/* Whether a text is not empty and consists of ID_OCTETS, or of ID_CODE_OCTETS. They do not check
 * its length. */
bool id_is_good(const char *text);
bool id_is_good_code(const char *text);

/* Whether a text can be the id of a session or a preparation: of these octets, no longer than
 * ID_MAX, and without a dot at its start, since web servers hide such files. */
bool id_can_be_code(const char *text);

/* Whether an octet is one of ID_CODE_OCTETS. */
bool id_has_octet(char octet);
