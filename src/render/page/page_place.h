#pragma once

#include "render/page/page_view.h"

/* Appends where something takes place, its parts joined by commas: the room (or NULL) as a link to
 * its page, its floor, and its address or else the place of the conference; then what opens a map
 * and the web site of the room. Nothing if nothing of it is known. */
void page_place_append(GString *out, const PageView *view, const Room *room);

/* The address of a room, or else the place of the conference; absent if neither is known. */
const Text *page_place_address(const Agenda *agenda, const Room *room);

/* Appends a link that opens these coordinates in the reader's own program for maps (RFC 5870). */
void page_place_append_geo(GString *out, const char *geo);
