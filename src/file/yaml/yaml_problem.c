#include "file/yaml/yaml_problem.h"

#include <string.h>

#include "file/yaml/yaml_quoting.h"

/* Where a problem is reported: where the parser found it, two characters before that, or where the
 * thing that it is about begins. */
typedef enum Where {
    WHERE_FOUND,
    WHERE_ESCAPE,
    WHERE_CONTEXT,
} Where;

/* Whether a text without quotes may be behind it: then it is told how to quote it. */
typedef enum Quoting {
    QUOTING_NEVER,
    QUOTING_SURELY, /* that is all that is said */
    QUOTING_PERHAPS,
} Quoting;

typedef struct Row {
    const char *problem; /* as libyaml puts it */
    Where where;
    bool tells_line; /* adds the line on which the list or map begins */
    const char *text;
    Quoting quoting;
} Row;

#define NO_QUOTE "the text in quotes that begins here has no closing quote"
#define NO_TAB "a tab cannot stand here: indent with blanks, and let empty lines be empty"
#define NO_TAGS "a tag or directive cannot be read; an agenda needs none"
#define NO_LIST "no list can begin here with \"-\"; is a closing bracket missing before it?"
#define NO_VALUE "a value cannot begin like this; a text that does must be in quotes"

static const Row ROWS[] = {
    { "found unexpected end of stream", WHERE_CONTEXT, false, NO_QUOTE, QUOTING_NEVER },
    { "found unexpected document indicator", WHERE_CONTEXT, false, NO_QUOTE, QUOTING_NEVER },
    { "could not find expected ':'", WHERE_CONTEXT, false,
      "expected a key with \":\" behind it, in one line and at most 1,024 characters long",
      QUOTING_NEVER },
    { "mapping values are not allowed in this context", WHERE_FOUND, false,
      "no key of one line and at most 1,024 characters stands before this \":\"; a text that holds "
      "\": \" must be in quotes",
      QUOTING_SURELY },
    { "mapping keys are not allowed in this context", WHERE_FOUND, false, "no key can stand here",
      QUOTING_SURELY },
    { "block sequence entries are not allowed in this context", WHERE_FOUND, false, NO_LIST,
      QUOTING_PERHAPS },
    { "did not find expected key", WHERE_FOUND, true,
      "wrongly indented, or without quotes that it needs: expected the next key of the map",
      QUOTING_SURELY },
    { "did not find expected '-' indicator", WHERE_FOUND, true,
      "wrongly indented, or without quotes that it needs: expected the next \"-\" of the list",
      QUOTING_NEVER },
    { "did not find expected ',' or ']'", WHERE_FOUND, true, "expected \",\" or \"]\" in the list",
      QUOTING_PERHAPS },
    { "did not find expected ',' or '}'", WHERE_FOUND, true, "expected \",\" or \"}\" in the map",
      QUOTING_PERHAPS },
    { "did not find expected node content", WHERE_FOUND, false, NO_VALUE, QUOTING_SURELY },
    { "found character that cannot start any token", WHERE_FOUND, false, NO_VALUE, QUOTING_SURELY },
    { "found unexpected ':'", WHERE_FOUND, false,
      "a \":\" before a comma or bracket: behind a key it needs a blank, in a text quotes",
      QUOTING_SURELY },
    { "found a tab character that violates indentation", WHERE_FOUND, false, NO_TAB,
      QUOTING_NEVER },
    { "found a tab character where an indentation space is expected", WHERE_FOUND, false, NO_TAB,
      QUOTING_NEVER },
    { "did not find expected comment or line break", WHERE_CONTEXT, false,
      "a text after \"|\" or \">\" begins in the next line", QUOTING_SURELY },
    { "found an indentation indicator equal to 0", WHERE_CONTEXT, false,
      "the number after \"|\" or \">\" is from 1 to 9", QUOTING_NEVER },
    { "found unknown escape character", WHERE_FOUND, false,
      "unknown escape; in double quotes a \"\\\" is written \"\\\\\"", QUOTING_NEVER },
    { "did not find expected hexdecimal number", WHERE_ESCAPE, false,
      "expected 2 hexadecimal digits after \"\\x\", 4 after \"\\u\", 8 after \"\\U\"",
      QUOTING_NEVER },
    { "found invalid Unicode character escape code", WHERE_ESCAPE, false,
      "this escape is no character; but for JSON, where two may make one, expected the character "
      "itself, or all of it in one escape like \"\\U0001f600\"",
      QUOTING_NEVER },
    { "did not find expected alphabetic or numeric character", WHERE_CONTEXT, false,
      "the name of an anchor or alias holds letters from A to Z, digits, \"-\" and \"_\" only; a "
      "text that begins with \"&\" or \"*\" must be in quotes",
      QUOTING_SURELY },
    { "did not find expected <document start>", WHERE_FOUND, false,
      "the agenda has ended before this; is the indentation right?", QUOTING_NEVER },
    { "found undefined tag handle", WHERE_FOUND, false, NO_TAGS, QUOTING_NEVER },
};

/* By its words, because libyaml has no code for each problem. */
static const Row *find_row(const char *problem)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].problem, problem) == 0) {
            return &ROWS[i];
        }
    }
    return NULL;
}

static Place place_of(const yaml_mark_t *mark, guint characters_before)
{
    return (Place){ (guint)mark->line + 1, (guint)mark->column + 1 - characters_before };
}

/* A better text, from the octet that the parser stumbles over; NULL if there is none. */
static const char *explain_octet(const yaml_parser_t *parser, YamlCursor *cursor, const Row *row)
{
    gsize offset = yaml_cursor_seek(cursor, &parser->problem_mark);

    if (row->where != WHERE_FOUND) {
        return NULL;
    }
    if (offset == cursor->size) {
        /* Outside brackets, the end of the text always ends what is open. */
        return "the text ends too early: a bracket or brace is not closed";
    }
    if (cursor->data[offset] == '\t') {
        return NO_TAB;
    }
    if (cursor->data[offset] == '-' && strcmp(row->text, NO_VALUE) == 0) {
        return NO_LIST;
    }
    if (cursor->data[offset] == ':' && row->tells_line) {
        return "no key for this \":\"; a key and its \":\" stand in one line, and a key has at "
               "most 1,024 characters";
    }
    return NULL;
}

/* The mark that a problem is reported at. */
static const yaml_mark_t *mark_of(const yaml_parser_t *parser, const Row *row)
{
    return row->where == WHERE_CONTEXT && parser->context != NULL ? &parser->context_mark
                                                                  : &parser->problem_mark;
}

static Place place_of_problem(const yaml_parser_t *parser, const Row *row)
{
    /* The mark is after the backslash and the letter. */
    return place_of(mark_of(parser, row), row->where == WHERE_ESCAPE ? 2 : 0);
}

/* Our words for a problem, without regard to quotes. */
static char *dup_plain(const yaml_parser_t *parser, const Row *row)
{
    return row->tells_line && parser->context != NULL
               ? g_strdup_printf("%s that begins in line %u", row->text,
                                 place_of(&parser->context_mark, 0).line)
               : g_strdup(row->text);
}

/* What to do if it is for lack of quotes; NULL if that is not so. */
static char *dup_advice(const yaml_parser_t *parser, YamlCursor *cursor, const Row *row)
{
    gsize offset = yaml_cursor_seek(cursor, mark_of(parser, row));
    bool in_brackets = parser->flow_level > 0;

    if (row->quoting == QUOTING_SURELY) {
        return yaml_quoting_dup_advice(cursor, offset, in_brackets);
    }
    g_autofree char *quoted =
        row->quoting == QUOTING_PERHAPS ? yaml_quoting_dup(cursor, offset, in_brackets) : NULL;
    if (quoted == NULL) {
        return NULL;
    }
    g_autofree char *plain = dup_plain(parser, row);
    return g_strdup_printf("%s%s all of it is a text, put it in quotes: %s", plain,
                           g_str_has_suffix(plain, "?") ? " If" : "; if", quoted);
}

char *yaml_problem_dup(const yaml_parser_t *parser, YamlCursor *cursor, Place *out_place)
{
    const char *problem = parser->problem != NULL ? parser->problem : "";
    const Row *row = find_row(problem);

    if (row == NULL) {
        *out_place = place_of(&parser->problem_mark, 0);
        /* All other problems are about tags and directives. */
        return g_strdup_printf("%s (%s)", NO_TAGS, problem);
    }
    char *advice = dup_advice(parser, cursor, row);
    if (advice != NULL) {
        *out_place = place_of_problem(parser, row);
        return advice;
    }
    const char *explained = explain_octet(parser, cursor, row);
    *out_place =
        explained != NULL ? place_of(&parser->problem_mark, 0) : place_of_problem(parser, row);
    return explained != NULL ? g_strdup(explained) : dup_plain(parser, row);
}
