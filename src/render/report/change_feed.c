#include "render/report/change_feed.h"

#include "render/report/cells.h"
#include "render/report/json_value.h"
#include "render/uid.h"

/* Narrow enough for mail programs not to wrap it again. */
#define TEXT_CELLS 72

static guint count_notes(const ChangeFeed *changes)
{
    return changes->notes != NULL ? changes->notes->len : 0;
}

/* --- JSON -------------------------------------------------------------------------------- */

/* The changes as the note has them. A damaged history may hold something that is no array: then
 * there are none, and readers have only the words. */
static json_t *changes_to_json(const ChangeNote *note)
{
    json_t *changes = json_loads(note->json, 0, NULL);

    if (!json_is_array(changes)) {
        json_decref(changes);
        return json_array();
    }
    return changes;
}

/* Both the words and the changes: programs that only show them need not make words. */
static json_t *note_to_json(const ChangeFeed *changes, const ChangeNote *note)
{
    g_auto(GStrv) lines = change_note_dup_lines(note, changes->revision->agenda->show_clashes);
    g_autofree char *published = civil_stamp_to_text(note->stamp);
    json_t *words = json_array();
    char uid[UID_SIZE];

    uid_of_change_note(changes->feed->feed, note->number, uid);
    for (char **line = lines; *line != NULL; line++) {
        json_array_append_new(words, json_string(*line));
    }
    return json_pack("{s:I, s:s, s:o, s:o, s:o}", "revision", (json_int_t)note->number, "published",
                     published, "id", json_sprintf("urn:uuid:%s", uid), "words", words, "changes",
                     changes_to_json(note));
}

GBytes *change_feed_to_json(const ChangeFeed *changes)
{
    const Feed *feed = changes->feed->feed;
    json_t *revisions = json_array();

    for (guint i = 0; i < count_notes(changes); i++) {
        json_array_append_new(revisions, note_to_json(changes, changes->notes->pdata[i]));
    }
    json_t *object = json_pack("{s:s, s:s, s:s, s:o}", "agenda", changes->revision->agenda->id,
                               "calendar", feed->path, "name", feed->name, "revisions", revisions);
    g_autofree char *text = json_value_to_text(object, JSON_INDENT(2));
    g_autoptr(GString) out = g_string_new(text);
    g_string_append(out, "\n");
    return g_string_free_to_bytes(g_steal_pointer(&out));
}

/* --- text -------------------------------------------------------------------------------- */

/* Appends a wrapped paragraph. Its first line begins with `first`, others with as many blanks. */
static void append_paragraph(GString *out, const char *first, const char *text)
{
    g_autofree char *flat = cells_flatten(text, false);
    guint indent = cells_count(first);
    const char *line = flat;
    const char *next;

    g_string_append(out, first);
    do {
        const char *end = cells_line_end(line, TEXT_CELLS - indent, &next);
        g_string_append_printf(out, "%*s", line > flat ? (int)indent : 0, "");
        cells_append(out, line, (gsize)(end - line));
        g_string_append(out, "\n");
        line = next;
    } while (*line != '\0');
}

/* "Monday 9 July 2007 10:00 (Europe/Brussels)", as the clocks of the conference showed it. */
static char *dup_moment(const Agenda *agenda, gint64 stamp)
{
    CivilTime local = stamp + tz_observance_at(agenda->tz, stamp).offset;
    g_autofree char *day = civil_date_to_words(civil_date_of(local));
    g_autofree char *clock = civil_clock_to_text(local);

    return g_strdup_printf("%s %s (%s)", day, clock, tz_name(agenda->tz));
}

static void append_note(GString *out, const Agenda *agenda, const ChangeNote *note)
{
    g_auto(GStrv) lines = change_note_dup_lines(note, agenda->show_clashes);
    g_autofree char *moment = dup_moment(agenda, note->stamp);
    g_autofree char *heading = g_strdup_printf("Revision %u, %s", note->number, moment);

    g_string_append(out, "\n");
    append_paragraph(out, "", heading);
    for (char **line = lines; *line != NULL; line++) {
        append_paragraph(out, "- ", *line);
    }
}

GBytes *change_feed_to_text(const ChangeFeed *changes)
{
    const Agenda *agenda = changes->revision->agenda;
    g_autofree char *heading = g_strdup_printf("%s: changes", changes->feed->feed->name);
    GString *out = g_string_new(NULL);

    append_paragraph(out, "", heading);
    for (guint i = 0; i < count_notes(changes); i++) {
        append_note(out, agenda, changes->notes->pdata[i]);
    }
    if (count_notes(changes) == 0) {
        g_autofree char *moment = dup_moment(agenda, changes->feed->changed);
        g_autofree char *sentence =
            g_strdup_printf("No changes since it was first published on %s.", moment);
        g_string_append(out, "\n");
        append_paragraph(out, "", sentence);
    }
    return g_string_free_to_bytes(out);
}
