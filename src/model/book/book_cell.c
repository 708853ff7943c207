#include "model/book/book_cell.h"

#include <string.h>

#include "base/clip.h"
#include "base/fold.h"
#include "model/agenda/schema.h"
#include "model/book/book_sheet.h"

/* What ends a role in a cell. */
#define ROLE_ENDS "[(:;\n"

/* --- writing ----------------------------------------------------------------------------- */

/* Counts the roles that go by a name, which is folded: as an id or a label in any language. */
static guint count_named(const Agenda *agenda, const char *name)
{
    guint count = 0;

    for (guint i = 0; i < agenda->roles->len; i++) {
        const Role *role = agenda->roles->pdata[i];
        bool is_named = strcmp(role->id, name) == 0;
        for (guint j = 0; j < role->label.n_variants && !is_named; j++) {
            g_autofree char *label = fold_dup(role->label.variants[j].value);
            is_named = strcmp(label, name) == 0;
        }
        count += is_named ? 1 : 0;
    }
    return count;
}

GPtrArray *book_cell_role_names_new(const Agenda *agenda)
{
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; i < agenda->roles->len; i++) {
        const Role *role = agenda->roles->pdata[i];
        const char *label = text_first(&role->label);
        g_autofree char *folded = fold_dup(label);
        bool is_plain = strpbrk(label, ROLE_ENDS) == NULL && count_named(agenda, folded) == 1;
        g_ptr_array_add(names, (gpointer)(is_plain ? label : role->id));
    }
    return names;
}

/* Appends the words that are not the usual ones. */
static void append_words(GString *out, const Contribution *contribution)
{
    const char *separator = " (";

    for (gsize i = 0; i < SCHEMA_CONTRIBUTION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_CONTRIBUTION.fields[i];
        if (field->type == FIELD_TYPE_WORD && !schema_field_is_default(field, contribution)) {
            g_autofree char *word = schema_field_dup_text(field, contribution);
            g_string_append_printf(out, "%s%s", separator, word);
            separator = ", ";
        }
    }
    g_string_append(out, strcmp(separator, ", ") == 0 ? ")" : "");
}

void book_cell_append(GString *out, const Contribution *contribution, const char *role)
{
    const Text *note = &contribution->note;

    g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "", role);
    if (contribution->person != NULL) {
        g_string_append_printf(out, " [%s]", contribution->person->id);
    }
    append_words(out, contribution);
    for (guint i = 0; i < note->n_variants; i++) {
        const TextVariant *variant = &note->variants[i];
        if (variant->lang != NULL) {
            g_string_append_printf(out, "\n[%s]", variant->lang);
        }
        g_string_append_printf(out, ": %s", variant->value);
    }
}

/* --- reading ----------------------------------------------------------------------------- */

typedef struct Parser {
    const char *at;
    GStringChunk *strings;
    GArray *values; /* BookCellValue */
} Parser;

/* Adds a value of so many octets; blanks at its ends count only in a note. */
static void add_value(Parser *parser, const char *key, const char *language, gsize length)
{
    g_autofree char *text = g_strndup(parser->at, length);
    bool is_note = strcmp(key, "note") == 0;
    BookCellValue value = {
        key, language, g_string_chunk_insert(parser->strings, is_note ? text : g_strstrip(text))
    };

    g_array_append_val(parser->values, value);
    parser->at += length;
}

static void skip_blanks(Parser *parser)
{
    parser->at += strspn(parser->at, " \t");
}

/* The key of which a word is one; NULL if there is none. */
static const char *key_of_word(const char *word)
{
    for (gsize i = 0; i < SCHEMA_CONTRIBUTION.n_fields; i++) {
        const SchemaField *field = &SCHEMA_CONTRIBUTION.fields[i];
        if (field->type == FIELD_TYPE_WORD && g_strv_contains(field->words, word)) {
            return field->key;
        }
    }
    return NULL;
}

/* Takes the word or words up to a parenthesis. */
static bool take_words(Parser *parser)
{
    const char *end;

    do {
        end = parser->at + 1 + strcspn(parser->at + 1, ",)\n");
        g_autofree char *raw = g_strndup(parser->at + 1, (gsize)(end - parser->at - 1));
        g_autofree char *word = fold_dup(raw);
        const char *key = key_of_word(word);
        if (key == NULL || *end == '\n' || *end == '\0') {
            return false;
        }
        BookCellValue value = { key, NULL, g_string_chunk_insert(parser->strings, word) };
        g_array_append_val(parser->values, value);
        parser->at = end;
    } while (*end == ',');
    parser->at++;
    skip_blanks(parser);
    return true;
}

/* Takes what stands between brackets; NULL if they do not end. */
static const char *take_brackets(Parser *parser)
{
    gsize length = strcspn(parser->at, "]\n");

    if (parser->at[length] != ']') {
        return NULL;
    }
    g_autofree char *text = g_strndup(parser->at + 1, length - 1);
    parser->at += length + 1;
    skip_blanks(parser);
    return g_string_chunk_insert(parser->strings, g_strstrip(text));
}

/* Takes a colon and what follows up to the end of the line. */
static void take_note(Parser *parser, const char *language)
{
    parser->at += parser->at[1] == ' ' ? 2 : 1;
    add_value(parser, "note", language, strcspn(parser->at, "\n"));
}

/* Takes the note, in another language, of the contribution before it. */
static bool take_translation(Parser *parser)
{
    const char *language = take_brackets(parser);

    if (language == NULL || *parser->at != ':' || parser->values->len == 0) {
        return false;
    }
    take_note(parser, language);
    return true;
}

static bool take_contribution(Parser *parser)
{
    add_value(parser, "role", NULL, strcspn(parser->at, ROLE_ENDS));
    if (*parser->at == '[') {
        const char *person = take_brackets(parser);
        BookCellValue value = { "person", NULL, person };
        if (person == NULL) {
            return false;
        }
        g_array_append_val(parser->values, value);
    }
    if (*parser->at == '(' && !take_words(parser)) {
        return false;
    }
    if (*parser->at == ':') {
        take_note(parser, NULL);
    }
    parser->at += *parser->at == ';' ? 1 : 0;
    return *parser->at == '\0' || *parser->at == '\n' || parser->at[-1] == ';';
}

bool book_cell_parse(const char *text, GStringChunk *strings, GArray *values, char **out_fault)
{
    Parser parser = { .at = text, .strings = strings, .values = values };

    for (;;) {
        parser.at += strspn(parser.at, " \t\n");
        if (*parser.at == '\0') {
            return true;
        }
        const char *line = parser.at;
        if (!(*line == '[' ? take_translation(&parser) : take_contribution(&parser))) {
            g_autofree char *raw = g_strndup(line, strcspn(line, "\n"));
            g_autofree char *shown = clip_dup(raw);
            *out_fault = g_strdup_printf(
                "\"%s\" is not understood; expected ROLE [PERSON] (STATUS): NOTE, all but the role "
                "if there is more to say, and a line for each",
                shown);
            return false;
        }
    }
}
