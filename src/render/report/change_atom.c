#include "model/address/format.h"
#include "render/report/cells.h"
#include "render/report/change_feed.h"
#include "render/uid.h"

/* How many cells of a revision's first line stand in the title of its entry, at most. */
#define TITLE_CELLS 80

/* --- text as XML ------------------------------------------------------------------------- */

static bool is_forbidden(gunichar c)
{
    return (g_unichar_iscntrl(c) && c != '\n' && c != '\t') || (c & 0xFFFE) == 0xFFFE;
}

/* Escaped text; the caller's own. What XML 1.0 §2.2 forbids becomes U+FFFD, and so do U+0080 to
 * U+009F, whose escapes HTML reads as other characters. */
static char *dup_escaped(const char *text)
{
    g_autoptr(GString) clean = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(clean, is_forbidden(c) ? 0xFFFD : c);
    }
    return g_markup_escape_text(clean->str, (gssize)clean->len);
}

/* Appends text between two pieces of markup. */
static void append_text(GString *out, const char *before, const char *text, const char *after)
{
    g_autofree char *escaped = dup_escaped(text);

    g_string_append_printf(out, "%s%s%s", before, escaped, after);
}

static void append_time(GString *out, const char *before, gint64 stamp, const char *after)
{
    g_autofree char *text = civil_stamp_to_text(stamp);

    g_string_append_printf(out, "%s%s%s", before, text, after);
}

/* --- entries ----------------------------------------------------------------------------- */

/* "Revision 12: 3.4 Regional processes: moved from Monday… (and 2 more changes)" */
static char *dup_title(const ChangeNote *note, char **lines)
{
    g_autofree char *flat = cells_flatten(lines[0], false);
    g_autoptr(GString) title = g_string_new(NULL);
    guint others = g_strv_length(lines) - 1;
    const char *next;
    const char *end = cells_line_end(flat, TITLE_CELLS, &next);

    g_string_append_printf(title, "Revision %u: ", note->number);
    cells_append(title, flat, (gsize)(end - flat));
    g_string_append(title, *next != '\0' ? "…" : "");
    if (others > 0) {
        g_string_append_printf(title, " (and %u more change%s)", others, others > 1 ? "s" : "");
    }
    return g_string_free(g_steal_pointer(&title), FALSE);
}

/* A list of the lines, as HTML. */
static char *dup_html(char **lines)
{
    g_autoptr(GString) html = g_string_new("<ul>\n");

    for (char **line = lines; *line != NULL; line++) {
        append_text(html, "<li>", *line, "</li>\n");
    }
    g_string_append(html, "</ul>\n");
    return g_string_free(g_steal_pointer(&html), FALSE);
}

static void append_entry(GString *out, const ChangeFeed *changes, const ChangeNote *note)
{
    const Feed *feed = changes->feed->feed;
    g_auto(GStrv) lines = change_note_dup_lines(note, changes->revision->agenda->show_clashes);
    g_autofree char *title = dup_title(note, lines);
    g_autofree char *html = dup_html(lines);
    char uid[UID_SIZE];

    uid_of_change_note(feed, note->number, uid);
    g_string_append_printf(out, "<entry>\n<id>urn:uuid:%s</id>\n", uid);
    append_text(out, "<title>", title, "</title>\n");
    append_time(out, "<published>", note->stamp, "</published>\n");
    append_time(out, "<updated>", note->stamp, "</updated>\n");
    /* Escaped once more: HTML stands in Atom as escaped text (RFC 4287 §4.1.3.3). */
    append_text(out, "<content type=\"html\">", html, "</content>\n</entry>\n");
}

/* --- the feed ---------------------------------------------------------------------------- */

static void append_links(GString *out, const ChangeFeed *changes)
{
    const char *path = changes->feed->feed->path;

    /* Both links must be absolute: a file that was passed on has no address to resolve others
     * against. */
    if (changes->public_url != NULL) {
        g_autofree char *self =
            g_strconcat(changes->public_url, "/", path, format_extension(FORMAT_ATOM), NULL);
        g_autofree char *calendar =
            g_strconcat(changes->public_url, "/", path, format_extension(FORMAT_ICS), NULL);
        append_text(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"", self,
                    "\"/>\n");
        append_text(out, "<link rel=\"alternate\" type=\"text/calendar\" href=\"", calendar,
                    "\"/>\n");
    }
}

GBytes *change_feed_to_atom(const ChangeFeed *changes)
{
    const Feed *feed = changes->feed->feed;
    guint n_notes = changes->notes != NULL ? changes->notes->len : 0;
    /* Not the revision's own time: that would announce an update without a new entry. */
    gint64 updated = n_notes > 0 ? ((const ChangeNote *)changes->notes->pdata[0])->stamp
                                 : changes->feed->changed;
    GString *out = g_string_new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                                "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    char uid[UID_SIZE];

    uid_of_change_feed(feed, uid);
    g_string_append_printf(out, "<id>urn:uuid:%s</id>\n", uid);
    append_text(out, "<title>", feed->name, ": changes</title>\n");
    append_time(out, "<updated>", updated, "</updated>\n");
    append_text(out, "<author><name>", text_get(&changes->revision->agenda->title, NULL),
                "</name></author>\n");
    g_string_append(out, "<generator>confeed</generator>\n");
    append_links(out, changes);
    for (guint i = 0; i < n_notes; i++) {
        append_entry(out, changes, changes->notes->pdata[i]);
    }
    g_string_append(out, "</feed>\n");
    return g_string_free_to_bytes(out);
}
