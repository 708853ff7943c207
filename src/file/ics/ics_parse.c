#include "file/ics/ics_parse.h"

#include <stdlib.h>
#include <string.h>

#include "file/ics/ics_line.h"
#include "file/ics/ics_property.h"
#include "file/import/foreign_text.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalparser, icalparser_free)

static const char NOT_ICALENDAR[] = "it is not iCalendar: expected BEGIN:VCALENDAR";

/* A component that has begun. */
typedef struct Open {
    char name[64];
    guint line;
    bool is_read; /* whether anybody reads its properties */
    guint n_properties;
} Open;

/* A file while it is read. */
typedef struct Parsing {
    IcsLines *lines;
    ForeignSchedule *schedule;
    icalparser *parser;
    GPtrArray *calendars;
    Open open[ICS_DEPTH_MAX];
    guint depth; /* how many are open */
    guint n_lines;
    guint64 n_steps; /* that libical took through lists to remove what it did not understand */
} Parsing;

static bool fail(const Parsing *parsing, const char *what, GError **error)
{
    g_set_error(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE, "line %u: %s", parsing->lines->line,
                what);
    return false;
}

/* Remarks on a line that is left out, and says which. */
static bool leave_out(const Parsing *parsing, const char *why)
{
    g_autofree char *example =
        g_strdup_printf("line %u: %.60s", parsing->lines->line, parsing->lines->text->str);

    foreign_remark(parsing->schedule, "a line", why, foreign_line(parsing->schedule, example));
    return true;
}

/* Gives libical a line. Its own way from a file to lines looks for the end of a line again for
 * every eighty octets of it. */
static void feed(Parsing *parsing, const char *name, const char *rest)
{
    g_autofree char *line = g_strconcat(name, rest, NULL);
    icalcomponent *calendar = icalparser_add_line(parsing->parser, line);

    if (calendar != NULL) {
        g_ptr_array_add(parsing->calendars, calendar);
    }
}

/* --- components -------------------------------------------------------------------------- */

/* How libical is told of what it does not know. */
#define UNKNOWN "X-UNKNOWN"

static const char *const KNOWN[] = { "VCALENDAR", "VEVENT",   "VTIMEZONE",
                                     "STANDARD",  "DAYLIGHT", NULL };

/* The name of a component, which BEGIN and END have as their value, fit for messages. The caller
 * owns it. */
static char *dup_name(const char *value)
{
    g_autofree char *name = g_ascii_strup(value, sizeof((Open *)NULL)->name - 1);

    g_strcanon(g_strstrip(name), ICS_NAME_CHARACTERS, '?');
    return *name != '\0' ? g_steal_pointer(&name) : g_strdup("?");
}

static bool begin(Parsing *parsing, const char *value, GError **error)
{
    g_autofree char *name = dup_name(value);
    g_autofree char *origin = g_strdup_printf(":%u %s", parsing->lines->line, name);
    bool is_known = g_strv_contains(KNOWN, name);

    if (parsing->depth == 0 && strcmp(name, "VCALENDAR") != 0) {
        return fail(parsing, NOT_ICALENDAR, error);
    }
    if (parsing->depth == ICS_DEPTH_MAX) {
        return fail(parsing, "components nest deeper than eight times", error);
    }
    Open *open = &parsing->open[parsing->depth++];
    *open = (Open){ .line = parsing->lines->line,
                    .is_read = is_known || strcmp(name, "PARTICIPANT") == 0 };
    g_strlcpy(open->name, name, sizeof open->name);
    feed(parsing, "BEGIN:", is_known ? name : UNKNOWN);
    feed(parsing, ICS_PARSE_ORIGIN, origin);
    return true;
}

/* Ends the innermost component of that name, and those in it, of which the END is missing. */
static void end(Parsing *parsing, const char *value)
{
    g_autofree char *name = dup_name(value);
    guint depth = parsing->depth;

    while (depth > 0 && strcmp(parsing->open[depth - 1].name, name) != 0) {
        depth--;
    }
    if (depth != parsing->depth) {
        foreign_remark(parsing->schedule, "an END", "does not match its BEGIN",
                       foreign_line(parsing->schedule, name));
    }
    while (depth > 0 && parsing->depth >= depth) {
        feed(parsing, "END:", UNKNOWN); /* of whatever is innermost */
        parsing->depth--;
    }
}

static const char *find_origin(icalcomponent *component)
{
    icalproperty *property = icalcomponent_get_first_property(component, ICAL_X_PROPERTY);

    g_assert(property != NULL && strcmp(icalproperty_get_x_name(property), ICS_PARSE_ORIGIN) == 0);
    return icalproperty_get_x(property);
}

const char *ics_parse_name(icalcomponent *component)
{
    return strchr(find_origin(component), ' ') + 1;
}

guint ics_parse_line(icalcomponent *component)
{
    return (guint)strtoul(find_origin(component), NULL, 10);
}

/* --- properties -------------------------------------------------------------------------- */

/* libical makes a blank of a backslash and what follows it, where that is nothing to be escaped:
 * careless programs write paths as they are, and escape colons. The commas of a list it overlooks
 * behind a quotation mark, and for a backslash up to three characters before. */
static char *dup_escaped(const char *value, bool is_list)
{
    GString *out = g_string_sized_new(strlen(value));

    for (const char *at = value; *at != '\0'; at++) {
        bool is_pair = at[0] == '\\' && at[1] != '\0' && strchr("\\;,nN\"", at[1]) != NULL;
        if (is_pair) {
            g_string_append_len(out, at++, 2);
        } else if (at[0] != '\\' || at[1] != ':') {
            g_string_append(out, *at == '\\' || *at == '"' ? "\\" : "");
            g_string_append(out, *at == ',' && is_list ? "   " : "");
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

/* Where the value of a property begins, behind its name and parameters; NULL if there is none. */
static const char *find_value(const char *rest)
{
    bool is_quoted = false;

    for (; *rest != '\0'; rest++) {
        is_quoted = is_quoted != (*rest == '"');
        if (*rest == ':' && !is_quoted) {
            return rest + 1;
        }
    }
    return NULL;
}

/* No rule that means anything is longer. libical writes beyond a list of too many numbers. */
#define RULE_MAX 512

/* Counts what was fed last. It takes libical as long to remove a property as the component is. */
#define STEPS_MAX (100 * 1000 * 1000)

static bool count(Parsing *parsing, GError **error)
{
    guint n = ++parsing->open[parsing->depth - 1].n_properties;

    parsing->n_steps += icalparser_get_state(parsing->parser) == ICALPARSER_ERROR ? n : 0;
    return parsing->n_steps <= STEPS_MAX ||
           fail(parsing, "too many of its lines are not understood", error);
}

static bool take_property(Parsing *parsing, const char *name, const char *rest, GError **error)
{
    icalproperty_kind kind = icalproperty_string_to_kind(name);
    icalvalue_kind value_kind = icalproperty_kind_to_value_kind(kind);
    bool is_unknown = value_kind == ICAL_NO_VALUE;
    const char *value = find_value(rest);
    g_autofree char *prefixed = g_strconcat(is_unknown ? ICS_PROPERTY_PREFIX : "", name, NULL);

    if (value_kind == ICAL_RECUR_VALUE && strlen(rest) > RULE_MAX) {
        return leave_out(parsing, "is left out: its rule is longer than 512 characters");
    }
    if (is_unknown || value_kind == ICAL_TEXT_VALUE || value_kind == ICAL_X_VALUE) {
        g_autofree char *parameters = g_strndup(rest, (gsize)(value - rest));
        g_autofree char *escaped = dup_escaped(value, kind == ICAL_CATEGORIES_PROPERTY);
        g_autofree char *line = g_strconcat(parameters, escaped, NULL);
        feed(parsing, prefixed, line);
    } else {
        feed(parsing, prefixed, rest);
    }
    return count(parsing, error);
}

static bool take_line(Parsing *parsing, GError **error)
{
    const char *text = parsing->lines->text->str;
    gsize length = strspn(text, ICS_NAME_CHARACTERS);
    g_autofree char *name = g_ascii_strup(text, (gssize)length);
    const char *rest = text + length;
    const char *value = find_value(rest);
    bool is_line = length > 0 && (*rest == ';' || *rest == ':') && value != NULL;

    if (parsing->n_lines == 1 && (!is_line || strcmp(name, "BEGIN") != 0)) {
        return fail(parsing, NOT_ICALENDAR, error);
    }
    if (parsing->lines->is_too_long) {
        return leave_out(parsing, "is left out: it is longer than 1 MB");
    }
    if (!is_line) {
        return leave_out(parsing, "is left out: it is no line of iCalendar");
    }
    if (strcmp(name, "BEGIN") == 0) {
        return begin(parsing, value, error);
    }
    if (parsing->depth == 0) {
        return leave_out(parsing, "is left out: it is outside of all calendars");
    }
    if (strcmp(name, "END") == 0) {
        end(parsing, value);
        return true;
    }
    /* Without a value it says nothing. */
    bool is_read = parsing->open[parsing->depth - 1].is_read && value[strspn(value, " \t")] != '\0';
    return !is_read || take_property(parsing, name, rest, error);
}

void ics_parse_remark(icalcomponent *component, ForeignSchedule *schedule)
{
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);

    for (; at != NULL; at = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        const char *text = icalproperty_get_xlicerror(at);
        /* What follows is a part of the line, which may be private. */
        g_autofree char *error = g_strndup(text, strcspn(text, ":"));
        foreign_remark(schedule, "a line", "is left out, or a part of it: it is not understood",
                       foreign_line(schedule, error));
    }
}

/* --- files ------------------------------------------------------------------------------- */

static bool take_lines(Parsing *parsing, GError **error)
{
    while (ics_lines_next(parsing->lines)) {
        if (++parsing->n_lines > ICS_LINES_MAX) {
            return fail(parsing, "it has more than two million lines", error);
        }
        if (!take_line(parsing, error)) {
            return false;
        }
    }
    if (parsing->depth > 0) {
        /* What was cut off on its way must not look like what was taken off the programme. */
        const Open *open = &parsing->open[parsing->depth - 1];
        g_autofree char *what =
            g_strdup_printf("it ends within the %s of line %u", open->name, open->line);
        return fail(parsing, what, error);
    }
    return parsing->calendars->len > 0 || fail(parsing, NOT_ICALENDAR, error);
}

GPtrArray *ics_parse(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    g_autoptr(icalparser) parser = icalparser_new();
    g_autoptr(GPtrArray) calendars =
        g_ptr_array_new_with_free_func((GDestroyNotify)icalcomponent_free);
    g_auto(IcsLines) lines;
    Parsing parsing = {
        .lines = &lines, .schedule = schedule, .parser = parser, .calendars = calendars
    };

    icalerror_set_errors_are_fatal(0);
    ics_lines_init(&lines, data, size);
    return take_lines(&parsing, error) ? g_steal_pointer(&calendars) : NULL;
}
