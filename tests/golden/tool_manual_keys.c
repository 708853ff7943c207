/* Copies confeed-agenda(5) from standard input to standard output, with the lists of keys as the
 * schema has them: what stands between ".\" keys of RECORD" and ".\" end of keys". */
#include <stdio.h>
#include <string.h>

#include "file/agenda_source.h"

#define BEGIN ".\\\" keys of "
#define END ".\\\" end of keys"

#define COLUMNS 98

static const SchemaRecord *const RECORDS[] = {
    &SCHEMA_AGENDA,
    &SCHEMA_ROLES[ROLE_FORM_BUILT_IN],
    &SCHEMA_AGENCY,
    &SCHEMA_PERSON,
    &SCHEMA_ROOM,
    &SCHEMA_ROUND_TABLE,
    &SCHEMA_DAY,
    &SCHEMA_SLOT,
    &SCHEMA_SESSIONS[SESSION_KIND_SESSION],
    &SCHEMA_CONTRIBUTION,
    &SCHEMA_PREPARATION,
    &AGENDA_SOURCE_SCHEMA,
};

/* --- sentences --------------------------------------------------------------------------- */

/* Prints plain text, a line for each sentence, or several. */
static void print_plain(const char *text, gsize length)
{
    g_autofree char *copy = g_strstrip(g_strndup(text, length));
    g_auto(GStrv) words = g_strsplit(copy, " ", -1);
    gsize column = 0;

    for (char **word = words; *word != NULL; word++) {
        bool begins =
            column > 0 && (g_str_has_suffix(word[-1], ".") || column + strlen(*word) >= COLUMNS);
        column = begins ? 0 : column;
        printf("%s%s", begins ? "\n" : column > 0 ? " " : "", *word);
        column += strlen(*word) + 1;
    }
    printf("%s", column > 0 ? "\n" : "");
}

/* Prints sentences; what is `quoted` is a macro, and takes the punctuation behind it. */
static void print_sentences(const char *text)
{
    while (*text != '\0') {
        gsize plain = strcspn(text, "`");
        print_plain(text, plain);
        text += plain;
        if (*text == '`') {
            gsize length = strcspn(++text, "`");
            gsize marks = strspn(text + length + 1, ".,;:");
            printf(".Ql %.*s%s%.*s\n", (int)length, text, marks > 0 ? " " : "", (int)marks,
                   text + length + 1);
            text += length + 1 + marks;
        }
    }
}

static char *dup_words(const char *const *words)
{
    GString *out = g_string_new(NULL);

    for (gsize i = 0; words[i] != NULL; i++) {
        bool is_last = words[i + 1] == NULL;
        bool is_next_to_last = !is_last && words[i + 2] == NULL;
        g_string_append_printf(out, "`%s`%s%s", words[i], i == 0 ? " (the default)" : "",
                               is_last           ? "."
                               : is_next_to_last ? " or "
                                                 : ", ");
    }
    return g_string_free(out, FALSE);
}

/* What a value is; "" where the key says it. */
static char *dup_type(const SchemaField *field)
{
    switch (field->type) {
    case FIELD_TYPE_URL:
        return g_strdup("A URL.");
    case FIELD_TYPE_ORIGINS:
        return g_strdup("A list such as `[https://www.example.org]`.");
    case FIELD_TYPE_LINE:
        return g_strdup("Text.");
    case FIELD_TYPE_PROSE:
        return g_strdup("Text, of several lines if need be.");
    case FIELD_TYPE_COUNT:
        return field->initial == 0 ? g_strdup("A number.")
                                   : g_strdup_printf("A number, %u by default.", field->initial);
    case FIELD_TYPE_BOOL:
        return g_strdup(field->required != 0 ? "`true` or `false`."
                                             : "`true` or `false` (the default).");
    case FIELD_TYPE_WORD:
        return dup_words(field->words);
    case FIELD_TYPE_ZONE:
        return g_strdup("An IANA name, such as `Europe/Brussels`.");
    case FIELD_TYPE_STAMP:
        return g_strdup("An RFC 3339 time stamp.");
    case FIELD_TYPE_DATE:
        return g_strdup("A date.");
    case FIELD_TYPE_CLOCK:
        return g_strdup("A time.");
    case FIELD_TYPE_DURATION:
        return g_strdup("A duration.");
    case FIELD_TYPE_REFERENCE:
        return g_strdup_printf("The id of %s.", field->of->name);
    case FIELD_TYPE_RECORD:
        if (field->of == NULL) {
            return g_strdup("");
        }
        return g_strdup_printf("%c%s.", g_ascii_toupper(*field->of->name), field->of->name + 1);
    case FIELD_TYPE_RECORDS:
        return g_strdup("A list.");
    default:
        return g_strdup("");
    }
}

/* --- keys -------------------------------------------------------------------------------- */

/* Of sessions, which of them may have the key, where not all do. */
static void print_forms(const SchemaField *field)
{
    guint n_allowed = 0;

    for (guint kind = SESSION_KIND_SESSION; kind <= SESSION_KIND_BREAK; kind++) {
        n_allowed += schema_field_is_allowed(field, &SCHEMA_SESSIONS[kind]) ? 1 : 0;
    }
    for (guint kind = SESSION_KIND_SESSION; kind <= SESSION_KIND_BREAK; kind++) {
        bool is_allowed = schema_field_is_allowed(field, &SCHEMA_SESSIONS[kind]);
        if (is_allowed == (n_allowed == 1) && n_allowed <= SESSION_KIND_BREAK) {
            printf("%s %s.\n", is_allowed ? "Only for" : "Not for", SCHEMA_SESSIONS[kind].name);
        }
    }
}

static void print_field(const SchemaField *field, const SchemaRecord *schema)
{
    g_autofree char *type = dup_type(field);

    printf(".It Sy %s\n", field->key);
    if (schema_field_is_required(field, schema)) {
        printf("Required.\n");
    } else if (field->required != 0) {
        printf("Required for %s.\n", SCHEMA_ROLES[ROLE_FORM_NEW].name);
    }
    print_sentences(type);
    if (field->forms != 0) {
        print_forms(field);
    }
    if (field->description != NULL) {
        print_sentences(field->description);
    }
}

static void print_record(const SchemaRecord *schema)
{
    const char *widest = "";

    for (gsize i = 0; i < schema->n_fields; i++) {
        const char *key = schema->fields[i].key;
        widest = strlen(key) > strlen(widest) ? key : widest;
    }
    printf(".Bl -tag -width %s -compact\n", widest);
    for (gsize i = 0; i < schema->n_fields; i++) {
        print_field(&schema->fields[i], schema);
    }
    printf(".El\n");
}

/* --- the page ---------------------------------------------------------------------------- */

static const SchemaRecord *find_record(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(RECORDS); i++) {
        if (strncmp(RECORDS[i]->name, name, strlen(RECORDS[i]->name)) == 0 &&
            name[strlen(RECORDS[i]->name)] == '\n') {
            return RECORDS[i];
        }
    }
    return NULL;
}

int main(void)
{
    char line[4096];
    bool is_list = false;

    while (fgets(line, sizeof line, stdin) != NULL) {
        is_list = is_list && !g_str_has_prefix(line, END);
        if (!is_list) {
            fputs(line, stdout);
        }
        if (g_str_has_prefix(line, BEGIN)) {
            const SchemaRecord *schema = find_record(line + strlen(BEGIN));
            if (schema == NULL) {
                fprintf(stderr, "there is no record as in: %s", line);
                return 1;
            }
            print_record(schema);
            is_list = true;
        }
    }
    return 0;
}
