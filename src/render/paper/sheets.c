#include "render/paper/sheets.h"

typedef struct Place {
    GArray *parts;
    double first;
    double other;
    guint sheet;
    double used; /* of the sheet; 0: nothing stands on it yet */
} Place;

static double room_of(const Place *place)
{
    return place->sheet == 0 ? place->first : place->other;
}

static void turn(Place *place)
{
    if (place->used > 0) {
        place->sheet++;
        place->used = 0;
    }
}

static double height_of(const SheetRow *row)
{
    double height = 0;

    for (guint i = 0; i < row->n_lines; i++) {
        height += row->heights[i];
    }
    return height;
}

/* The height of rows, from `first` to before `end`, without the gap above them. */
static double height_of_all(const SheetRow *rows, guint first, guint end)
{
    double height = 0;

    for (guint i = first; i < end; i++) {
        height += (i > first ? rows[i].gap : 0) + height_of(&rows[i]);
    }
    return height;
}

/* Puts the lines of a row where there is room, each below the one before. */
static void put_lines(Place *place, const SheetRow *row, guint index)
{
    SheetPart part = { .row = index };
    double gap = place->used > 0 ? row->gap : 0;

    if (place->used > 0 && place->used + gap + row->heights[0] > room_of(place)) {
        turn(place);
        gap = 0;
    }
    part.sheet = place->sheet;
    part.top = place->used + gap;
    place->used = part.top;
    for (guint line = 0; line < row->n_lines; line++) {
        if (line > part.first && place->used + row->heights[line] > room_of(place)) {
            part.end = line;
            g_array_append_val(place->parts, part);
            turn(place);
            part = (SheetPart){ .row = index, .first = line, .sheet = place->sheet };
        }
        place->used += row->heights[line];
    }
    part.end = row->n_lines;
    g_array_append_val(place->parts, part);
}

/* The end of the rows that are joined with the one at `first`. */
static guint end_of_joined(const SheetRow *rows, guint n_rows, guint first)
{
    guint end = first + 1;

    while (end < n_rows && rows[end - 1].joins_next) {
        end++;
    }
    return end;
}

GArray *sheets_lay_out(const SheetRow *rows, guint n_rows, double first, double other)
{
    Place place = { .parts = g_array_new(FALSE, FALSE, sizeof(SheetPart)),
                    .first = first,
                    .other = other };

    for (guint at = 0; at < n_rows;) {
        guint end = end_of_joined(rows, n_rows, at);
        double needed = height_of_all(rows, at, end);
        if (place.used + rows[at].gap + needed > room_of(&place)) {
            turn(&place);
        }
        for (; at < end; at++) {
            put_lines(&place, &rows[at], at);
        }
    }
    return place.parts;
}
