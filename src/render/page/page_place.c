#include "render/page/page_place.h"

#include "render/web/html.h"

const Text *page_place_address(const Agenda *agenda, const Room *room)
{
    return room != NULL && room->address.n_variants > 0 ? &room->address : &agenda->location;
}

/* Nothing is asked of any server: the reader's device knows what to do with it, or does nothing. */
void page_place_append_geo(GString *out, const char *geo)
{
    g_auto(GStrv) numbers = g_strsplit(geo, ";", 2);
    g_autofree char *comma = g_strjoinv(",", numbers);

    html_append(out, "<a class=\"geo\" href=\"geo:{}\">map</a>", comma);
}

static void append_part(GString *out, gsize start, const Text *text)
{
    const char *value = text_get(text, NULL);

    if (value != NULL) {
        html_append(out, out->len > start ? ", <bdi>{}</bdi>" : "<bdi>{}</bdi>", value);
    }
}

void page_place_append(GString *out, const PageView *view, const Room *room)
{
    const char *geo = agenda_geo_of(view->agenda, room);
    gsize start = out->len;

    if (room != NULL) {
        page_view_append_room(out, view, room);
        append_part(out, start, &room->floor);
    }
    append_part(out, start, page_place_address(view->agenda, room));
    if (geo != NULL) {
        g_string_append(out, out->len > start ? " · " : "");
        page_place_append_geo(out, geo);
    }
    if (room != NULL && room->url != NULL) {
        html_append(out, " · <a href=\"{}\">web site of the room</a>", room->url);
    }
}
