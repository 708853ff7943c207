#include "load/feeder.h"

#include <string.h>

/* Lines of JSON are broken at the first comma after so many octets. */
#define LONG_LINE 4096

/* The parser's line `out_line` begins at this line and column of the data; all count from 0. */
typedef struct LineBreak {
    guint32 out_line;
    guint32 line;
    guint32 column;
} LineBreak;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether `c` may follow `previous` (blanks aside) outside the strings of a JSON text. */
static bool follows_in_json(char previous, char c)
{
    if (c == '"') {
        return strchr("{[,:", previous) != NULL;
    }
    if (c == ':') {
        return previous == '"';
    }
    return c != '\0' && strchr("{}[],+-.0123456789Eaeflnrstu", c) != NULL;
}

/* Whether the text is JSON as far as strings and commas are concerned. In other YAML a comma may
 * stand in a text without double quotes, and must not be followed by a line break. JSON has no line
 * breaks in strings. */
static bool looks_like_json(const char *data, gsize size)
{
    char previous = '\0';
    bool in_string = false;

    for (gsize i = 0; i < size; i++) {
        if (in_string) {
            if (data[i] == '\n') {
                return false;
            }
            if (data[i] == '\\' && i + 1 < size && data[i + 1] != '\n') {
                i++;
            } else if (data[i] == '"') {
                in_string = false;
            }
            continue;
        }
        if (is_blank(data[i])) {
            continue;
        }
        if (previous == '\0' ? data[i] != '{' && data[i] != '['
                             : !follows_in_json(previous, data[i])) {
            return false;
        }
        in_string = data[i] == '"';
        previous = data[i];
    }
    return previous != '\0';
}

void feeder_init(Feeder *feeder, const char *data, gsize size)
{
    static const char MARK[] = "\xEF\xBB\xBF";
    gsize mark = size >= strlen(MARK) && memcmp(data, MARK, strlen(MARK)) == 0 ? strlen(MARK) : 0;

    *feeder = (Feeder){ .data = data + mark, .size = size - mark };
    feeder->breaks_lines = looks_like_json(feeder->data, feeder->size);
    feeder->breaks = g_array_new(FALSE, FALSE, sizeof(LineBreak));
}

void feeder_clear(Feeder *feeder)
{
    g_clear_pointer(&feeder->breaks, g_array_unref);
}

/* Follows one octet of JSON; returns whether the line is to be broken after it. */
static bool follow_json(Feeder *feeder, char c)
{
    feeder->out_length++;
    if (c == '\n') {
        feeder->line++;
        feeder->column = 0;
        feeder->out_line++;
        feeder->out_length = 0;
    } else if (((guchar)c & 0xC0) != 0x80) {
        feeder->column++;
    }

    if (feeder->in_string) {
        if (feeder->escaped) {
            feeder->escaped = false;
        } else if (c == '\\') {
            feeder->escaped = true;
        } else if (c == '"') {
            feeder->in_string = false;
        }
        return false;
    }
    feeder->in_string = c == '"';
    return c == ',' && feeder->out_length > LONG_LINE;
}

static void break_line(Feeder *feeder)
{
    LineBreak line_break = { ++feeder->out_line, feeder->line, feeder->column };

    g_array_append_val(feeder->breaks, line_break);
    feeder->out_length = 0;
    feeder->break_due = false;
}

static gsize read_json(Feeder *feeder, char *buffer, gsize size)
{
    gsize given = 0;

    while (given < size && feeder->position < feeder->size) {
        if (feeder->break_due) {
            buffer[given++] = '\n';
            break_line(feeder);
        } else {
            char c = feeder->data[feeder->position++];
            buffer[given++] = c;
            feeder->break_due = follow_json(feeder, c);
        }
    }
    return given;
}

gsize feeder_read(Feeder *feeder, char *buffer, gsize size)
{
    gsize given;

    if (feeder->position == feeder->size) {
        return 0;
    }
    if (feeder->ahead >= FEEDER_MAX_AHEAD) {
        feeder->exceeded = true;
        return 0;
    }
    if (feeder->breaks_lines) {
        given = read_json(feeder, buffer, size);
    } else {
        given = MIN(size, feeder->size - feeder->position);
        memcpy(buffer, feeder->data + feeder->position, given);
        feeder->position += given;
    }
    feeder->ahead += given;
    return given;
}

void feeder_progress(Feeder *feeder)
{
    feeder->ahead = 0;
}

Place feeder_place(const Feeder *feeder, guint32 line, guint32 column)
{
    guint low = 0;
    guint high = feeder->breaks->len;

    /* The last break at or before the line. */
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(feeder->breaks, LineBreak, middle).out_line <= line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return (Place){ line + 1, column + 1 };
    }
    const LineBreak *last = &g_array_index(feeder->breaks, LineBreak, low - 1);
    if (last->out_line == line) {
        return (Place){ last->line + 1, last->column + column + 1 };
    }
    return (Place){ last->line + (line - last->out_line) + 1, column + 1 };
}

const char *feeder_source(const Feeder *feeder, gsize start, gsize end)
{
    bool is_within = !feeder->breaks_lines && start <= end && end <= feeder->size;

    return is_within ? feeder->data + start : NULL;
}
