#include "file/yaml/yaml_quoting.h"

#include <string.h>

#include "base/json_text.h"

/* A longer line is not looked at: nobody has written it by hand. */
#define LINE_MAX_OCTETS 1000

/* A value, from its key on, in octets from the beginning of its line. */
typedef struct Value {
    gsize key;
    gsize start;
    gsize end;
} Value;

/* The line of an octet, which becomes one of the line. It is empty if it is too long. */
static YamlCursor line_at(const YamlCursor *text, gsize *offset)
{
    gsize start = MIN(*offset, text->size);
    gsize end = start;

    *offset = 0;
    while (start > 0 && text->data[start - 1] != '\n') {
        start--;
        if (++*offset > LINE_MAX_OCTETS) {
            return (YamlCursor){ .size = 0 };
        }
    }
    while (end < text->size && text->data[end] != '\n' && end - start <= LINE_MAX_OCTETS) {
        end++;
    }
    return (YamlCursor){ .data = text->data + start,
                         .size = end - start <= LINE_MAX_OCTETS ? end - start : 0 };
}

static char octet_at(const YamlCursor *line, gsize at)
{
    return at < line->size ? line->data[at] : '\n';
}

static gsize skip(const YamlCursor *line, gsize at, const char *octets)
{
    while (at < line->size && strchr(octets, line->data[at]) != NULL) {
        at++;
    }
    return at;
}

/* Where the first of some octets stands, or the end of the line. */
static gsize find(const YamlCursor *line, gsize at, const char *octets)
{
    while (at < line->size && strchr(octets, line->data[at]) == NULL) {
        at++;
    }
    return at;
}

/* Where the key may stand with which a line begins. */
static gsize first_key(const YamlCursor *line)
{
    gsize at = skip(line, 0, " ");

    while (octet_at(line, at) == '-' && octet_at(line, at + 1) == ' ') {
        at = skip(line, at + 1, " ");
    }
    return at;
}

/* Where the value begins whose key begins at `at`; 0 if none does. */
static gsize start_after_key(const YamlCursor *line, gsize at)
{
    static const char LETTERS[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    gsize colon = skip(line, at, LETTERS);

    return colon > at && octet_at(line, colon) == ':' && octet_at(line, colon + 1) == ' '
               ? skip(line, colon + 1, " ")
               : 0;
}

/* Where a value ends that reaches beyond `at`: before a comment or, in brackets, a comma. */
static gsize find_end(const YamlCursor *line, gsize start, gsize at, bool in_brackets)
{
    gsize end = find(line, MAX(at, start + 1), in_brackets ? ",]}" : "");

    for (gsize hash = start + 1; hash < end; hash++) {
        if (line->data[hash] == '#' && line->data[hash - 1] == ' ') {
            end = hash;
        }
    }
    while (end > start && strchr(" \r", line->data[end - 1]) != NULL) {
        end--;
    }
    return end;
}

/* Finds the last key before an octet whose value may hold it: at the beginning of the line or, in
 * brackets, behind one of them or a comma. */
static bool find_value(const YamlCursor *line, gsize offset, bool in_brackets, Value *out)
{
    gsize next = first_key(line);
    bool is_found = false;

    while (next <= offset && next < line->size) {
        gsize key = skip(line, next, " [{");
        in_brackets = in_brackets || key > skip(line, next, " ");
        gsize start = start_after_key(line, key);
        if (start != 0 && start <= offset) {
            *out = (Value){ key, start, find_end(line, start, offset, in_brackets) };
            is_found = true;
        }
        if (start != 0 && strchr("[{", octet_at(line, start)) != NULL) {
            /* There may be keys in the value. */
            next = start;
        } else if (in_brackets) {
            next = find(line, MAX(key, start), ",") + 1;
        } else {
            break;
        }
    }
    return is_found && out->end > offset;
}

/* In double quotes JSON's texts are YAML's. */
static void append_quoted(GString *out, const char *value)
{
    if (strpbrk(value, "\"\\") != NULL && strchr(value, '\'') == NULL) {
        g_string_append_printf(out, "'%s'", value);
    } else {
        g_autoptr(GString) quoted = g_string_new(NULL);
        json_text_append_string(quoted, NULL, value);
        g_string_append(out, quoted->str);
    }
}

static char *dup_quoted(const YamlCursor *line, const Value *value)
{
    g_autofree char *shown = g_strndup(line->data + value->start, value->end - value->start);
    GString *out = g_string_new_len(line->data + value->key, (gssize)(value->start - value->key));

    append_quoted(out, shown);
    return g_string_free(out, FALSE);
}

/* Whether a value is rather a list or map that is not well-formed than a text. */
static bool is_no_text(const YamlCursor *line, const Value *value, gsize offset)
{
    char first = line->data[value->start];
    const char *close = first == '[' ? "]" : "}";

    if (strchr("[{-", first) == NULL) {
        return false;
    }
    g_autofree char *shown = g_strndup(line->data + value->start, value->end - value->start);
    return strstr(shown, ": ") != NULL ||
           (first != '-' && find(line, value->start, close) >= offset);
}

static bool find_text(const YamlCursor *line, gsize offset, bool in_brackets, Value *out)
{
    return find_value(line, offset, in_brackets, out) && !is_no_text(line, out, offset);
}

char *yaml_quoting_dup(const YamlCursor *text, gsize offset, bool in_brackets)
{
    YamlCursor line = line_at(text, &offset);
    Value value;

    return find_text(&line, offset, in_brackets, &value) ? dup_quoted(&line, &value) : NULL;
}

char *yaml_quoting_dup_advice(const YamlCursor *text, gsize offset, bool in_brackets)
{
    YamlCursor line = line_at(text, &offset);
    Value value;

    if (!find_text(&line, offset, in_brackets, &value)) {
        return NULL;
    }
    g_autofree char *quoted = dup_quoted(&line, &value);
    char first = line.data[value.start];
    if (strchr("\"'", first) != NULL) {
        return g_strdup_printf(
            "this text goes on behind its quotes, so put all of it in quotes: %s", quoted);
    }
    if (strchr("[]{}&*!@%`|>-?,", first) != NULL) {
        return g_strdup_printf("this text begins with \"%c\", so put it in quotes: %s", first,
                               quoted);
    }
    /* Else it is another problem. */
    return octet_at(&line, offset) == ':'
               ? g_strdup_printf("this text has a \":\" before a blank or at its end, so put it in "
                                 "quotes: %s",
                                 quoted)
               : NULL;
}
