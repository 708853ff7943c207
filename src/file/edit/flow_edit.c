#include "file/edit/edit_site.h"

#include "file/edit/value_writer.h"

#include <string.h>

/*
 * Entries in brackets stand on one line, or in lines of their own. A comma belongs to the entry
 * before it. Each new entry stands with its comma behind an entry that stays, or before the first.
 */
typedef struct FlowEdit {
    const EditSite *site;
    const EditedCollection *collection;
    bool lines;   /* entries begin lines of their own */
    bool pretty;  /* so do those within them */
    guint column; /* of these lines */
    gint last;    /* the last entry that stays; -1 if none does */
    guint n_done; /* additions that are written */
} FlowEdit;

static const Entry *entry_at(const FlowEdit *edit, guint index)
{
    return &g_array_index(edit->collection->entries, Entry, index);
}

static bool is_removed(const FlowEdit *edit, guint index)
{
    return edit->collection->change->fates[index] == FATE_REMOVED;
}

static gint last_kept(const FlowEdit *edit)
{
    gint index = (gint)edit->collection->node->length - 1;

    while (index >= 0 && is_removed(edit, (guint)index)) {
        index--;
    }
    return index;
}

/* Where the closing bracket stands. */
static gsize bracket(const FlowEdit *edit)
{
    return edit->collection->span->end - 1;
}

/* --- removing ---------------------------------------------------------------------------- */

/* Removes an entry with its comma; with its lines, if nothing else stands there. */
static void put_removal(const FlowEdit *edit, guint index)
{
    const SourceText *text = &edit->site->text;
    const Entry *entry = entry_at(edit, index);
    gsize start = entry->start;
    gsize end = entry->comma != 0 ? entry->comma + 1 : entry->end;
    gsize behind = source_text_skip_blanks(text, end);
    bool ends_line = source_text_ends_line(text, behind);
    bool has_comment = behind < text->size && text->data[behind] == '#';

    bool begins_line = source_text_begins_line(text, start);

    if (begins_line && (ends_line || has_comment)) {
        start = source_text_line_start(text, start);
        end = source_text_next_line(text, end);
    } else if (begins_line) {
        /* What follows takes its column. */
        end = behind;
    } else {
        bool is_at_end = ends_line || (gint)index > edit->last;
        /* The blanks before it, unless they went with another entry, or those behind it. */
        start = is_at_end && (index == 0 || !is_removed(edit, index - 1))
                    ? source_text_trim_blanks(text, start)
                    : start;
        end = entry->comma != 0 && !ends_line && !has_comment ? behind : end;
    }
    splices_put(edit->site->splices, start, end, "");
}

/* --- adding ------------------------------------------------------------------------------ */

static void append_addition(const FlowEdit *edit, GString *out, guint index)
{
    const Addition *addition = &g_array_index(edit->collection->change->additions, Addition, index);

    value_writer_append_flow(out, &edit->collection->layout, addition->key, addition->value,
                             (FlowShape){ edit->pretty, edit->column });
}

static void append_gap(const FlowEdit *edit, GString *out)
{
    if (edit->lines) {
        value_writer_append_break(out, &edit->collection->layout, edit->column);
    } else if (!edit->collection->layout.tight) {
        g_string_append_c(out, ' ');
    }
}

/* Puts additions behind an entry that stays. `is_last`: whether none stays behind it. */
static void put_behind(const FlowEdit *edit, guint index, guint first, bool is_last)
{
    const SourceText *text = &edit->site->text;
    const Entry *entry = entry_at(edit, index);
    guint n = edit->n_done - first;
    bool had_comma = entry->comma != 0;
    /* Whether there was a comma behind the last of all entries, so that there is one again. */
    bool trails = entry_at(edit, edit->collection->node->length - 1)->comma != 0;
    gsize at = had_comma ? entry->comma + 1 : entry->end;
    g_autoptr(GString) out = g_string_new(NULL);

    if (n > 0 && !had_comma) {
        splices_put(edit->site->splices, entry->end, entry->end, ",");
    }
    if (n == 0 && is_last && had_comma && !trails) {
        splices_put(edit->site->splices, entry->comma, entry->comma + 1, "");
    }
    /* Behind a comment at the end of the line. */
    gsize behind = source_text_skip_blanks(text, at);
    if (edit->lines && (source_text_ends_line(text, behind) || text->data[behind] == '#')) {
        at = source_text_line_end(text, behind);
    }
    for (guint i = first; i < edit->n_done; i++) {
        append_gap(edit, out);
        append_addition(edit, out, i);
        g_string_append(out, i + 1 < edit->n_done || !is_last || trails ? "," : "");
    }
    if (n > 0) {
        splices_put(edit->site->splices, at, at, out->str);
    }
}

/* Puts additions before an entry that stays. */
static void put_before(const FlowEdit *edit, guint index, guint first)
{
    gsize at = entry_at(edit, index)->start;
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = first; i < edit->n_done; i++) {
        append_addition(edit, out, i);
        g_string_append_c(out, ',');
        append_gap(edit, out);
    }
    splices_put(edit->site->splices, at, at, out->str);
}

/* Puts additions from `start` to `end`, where no entry stays. */
static void put_alone(const FlowEdit *edit, guint first, gsize start, gsize end)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = first; i < edit->n_done; i++) {
        if (i > first) {
            append_gap(edit, out);
        }
        append_addition(edit, out, i);
        g_string_append(out, i + 1 < edit->n_done ? "," : "");
    }
    splices_put(edit->site->splices, start, end, out->str);
}

/* --- all of them ------------------------------------------------------------------------- */

static void find_shape(FlowEdit *edit)
{
    const SourceText *text = &edit->site->text;
    guint n = edit->collection->node->length;

    if (n == 0) {
        return;
    }
    const Entry *last = entry_at(edit, n - 1);
    edit->lines = source_text_begins_line(text, last->start);
    if (edit->lines) {
        edit->column = (guint)(last->start - source_text_line_start(text, last->start));
    }
    for (guint i = 0; i < n && !edit->pretty; i++) {
        const NodeSpan *span = entry_at(edit, i)->span;
        edit->pretty = edit->lines && edit->collection->layout.json &&
                       entries_have_brackets(text, span) &&
                       source_text_has_break(text, span->content, span->end);
    }
}

/* Whether nothing but blanks and entries stands in the brackets. */
static bool is_without_comments(const FlowEdit *edit)
{
    const SourceText *text = &edit->site->text;
    gsize at = edit->collection->span->content + 1;

    for (guint i = 0; i <= edit->collection->node->length; i++) {
        bool is_end = i == edit->collection->node->length;
        gsize end = is_end ? bracket(edit) : entry_at(edit, i)->start;
        for (; at < end; at++) {
            if (text->data[at] == '#') {
                return false;
            }
        }
        at = is_end ? end : entry_at(edit, i)->end;
    }
    return true;
}

/* Puts additions in the place of all entries, or empties the brackets. */
static void put_instead(const FlowEdit *edit, guint first)
{
    guint n = edit->collection->node->length;
    gsize start = edit->collection->span->content + 1;

    if (n > 0 && is_without_comments(edit)) {
        const Entry *last = entry_at(edit, n - 1);
        bool is_empty = edit->n_done == first;
        gsize end = last->comma != 0 ? last->comma + 1 : last->end;
        put_alone(edit, first, is_empty ? start : entry_at(edit, 0)->start,
                  is_empty ? bracket(edit) : end);
        return;
    }
    put_alone(edit, first, start, start);
    for (guint i = 0; i < n; i++) {
        put_removal(edit, i);
    }
}

static void put_among_kept(FlowEdit *edit)
{
    const Change *change = edit->collection->change;
    gint previous = -1;

    for (guint i = 0; i <= (guint)edit->last; i++) {
        if (is_removed(edit, i)) {
            put_removal(edit, i);
            continue;
        }
        guint first = edit->n_done;
        change_next_additions(change, i, &edit->n_done);
        if (previous >= 0) {
            put_behind(edit, (guint)previous, first, false);
        } else if (edit->n_done > first) {
            put_before(edit, i, first);
        }
        previous = (gint)i;
    }
}

void flow_edit_put(const EditSite *site, const EditedCollection *collection)
{
    FlowEdit edit = { .site = site, .collection = collection };
    guint n = collection->node->length;

    edit.last = last_kept(&edit);
    find_shape(&edit);
    if (edit.last >= 0) {
        put_among_kept(&edit);
    }
    guint first = edit.n_done;
    change_next_additions(collection->change, n, &edit.n_done);
    if (edit.last < 0) {
        put_instead(&edit, first);
        return;
    }
    put_behind(&edit, (guint)edit.last, first, true);
    for (guint i = (guint)edit.last + 1; i < n; i++) {
        put_removal(&edit, i);
    }
}
