#include "file/book/book_faults.h"

#include <string.h>

/* How many remarks are kept: people read no more. */
#define REMARKS_MAX 100

typedef struct Fault {
    BookPlace place;
    guint sheet; /* its number */
    char *text;
} Fault;

static void free_fault(gpointer data)
{
    Fault *fault = data;

    g_free(fault->text);
    g_free(fault);
}

static void free_remark(gpointer data)
{
    BookRemark *remark = data;

    g_free(remark->what);
    g_free(remark->why);
    g_free(remark);
}

void book_faults_init(BookFaults *faults, const Workbook *workbook)
{
    *faults = (BookFaults){
        .workbook = workbook,
        .faults = g_ptr_array_new_with_free_func(free_fault),
        .remarks = g_ptr_array_new_with_free_func(free_remark),
    };
}

void book_faults_clear(BookFaults *faults)
{
    g_ptr_array_unref(faults->faults);
    g_ptr_array_unref(faults->remarks);
}

/* The caller owns it. */
static char *dup_place(const BookFaults *faults, BookPlace place)
{
    if (place.sheet == NULL) {
        return g_strdup("the agenda");
    }
    return place.row == 0
               ? g_strdup_printf("the sheet \"%s\"", place.sheet->name)
               : workbook_dup_place(faults->workbook, place.sheet, place.row, place.column);
}

static void add(BookFaults *faults, BookPlace place, const char *hint, const char *text)
{
    faults->count++;
    if (faults->faults->len >= FINDINGS_MAX) {
        return;
    }
    Fault *fault = g_new0(Fault, 1);
    g_autofree char *cell = dup_place(faults, place);
    fault->place = place;
    g_ptr_array_find(faults->workbook->sheets, place.sheet, &fault->sheet);
    fault->text = hint != NULL ? g_strdup_printf("%s: %s (%s)", cell, text, hint)
                               : g_strdup_printf("%s: %s", cell, text);
    g_ptr_array_add(faults->faults, fault);
}

void book_faults_add(BookFaults *faults, BookPlace place, char *take_hint, const char *format, ...)
{
    g_autofree char *hint = take_hint;
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    add(faults, place, hint, text);
}

void book_faults_remark(BookFaults *faults, BookPlace place, char *take_why)
{
    if (faults->remarks->len >= REMARKS_MAX) {
        g_free(take_why);
        return;
    }
    BookRemark *remark = g_new(BookRemark, 1);
    remark->what = dup_place(faults, place);
    remark->why = take_why;
    g_ptr_array_add(faults->remarks, remark);
}

/* --- the agenda -------------------------------------------------------------------------- */

static BookPlace place_of_line(const GArray *places, guint64 line)
{
    return line >= 1 && line <= places->len ? g_array_index(places, BookPlace, line - 1)
                                            : (BookPlace){ 0 };
}

#define ON_LINE " on line "

/* What a finding says, with the cell in place of a line of the agenda that it names. The caller
 * owns it. */
static char *dup_words(const BookFaults *faults, const char *text, const GArray *places)
{
    const char *found = g_strrstr(text, ON_LINE);
    char *end = NULL;
    guint64 line = found != NULL ? g_ascii_strtoull(found + strlen(ON_LINE), &end, 10) : 0;

    if (line == 0 || line > places->len) {
        return g_strdup(text);
    }
    g_autofree char *cell = dup_place(faults, place_of_line(places, line));
    return g_strdup_printf("%.*s in %s%s", (int)(found - text), text, cell, end);
}

void book_faults_add_findings(BookFaults *faults, const Findings *findings, const GArray *places)
{
    for (gsize i = 0; i < findings_length(findings); i++) {
        const Finding *finding = findings_get(findings, i);
        BookPlace place = place_of_line(places, finding->place.line);
        g_autofree char *words = dup_words(faults, finding->text, places);
        if (finding->severity == SEVERITY_ERROR) {
            add(faults, place, finding->hint, words);
        } else {
            book_faults_remark(faults, place, g_strdup_printf("is odd: %s", words));
        }
    }
}

/* --- all of them ------------------------------------------------------------------------- */

static gint compare_numbers(guint left, guint right)
{
    return (left > right) - (left < right);
}

static gint compare_faults(gconstpointer a, gconstpointer b)
{
    const Fault *left = *(const Fault *const *)a;
    const Fault *right = *(const Fault *const *)b;
    gint order = compare_numbers(left->sheet, right->sheet);

    order = order != 0 ? order : compare_numbers(left->place.row, right->place.row);
    return order != 0 ? order : compare_numbers(left->place.column, right->place.column);
}

char *book_faults_dup_text(const BookFaults *faults)
{
    GString *text = g_string_new(NULL);

    g_ptr_array_sort(faults->faults, compare_faults);
    for (guint i = 0; i < faults->faults->len; i++) {
        const Fault *fault = faults->faults->pdata[i];
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", fault->text);
    }
    if (faults->count > faults->faults->len) {
        g_string_append_printf(text, "\n%u more errors are not shown",
                               faults->count - faults->faults->len);
    }
    return g_string_free(text, FALSE);
}
