#include "render/paper/paper_entry.h"

#include "model/address/address.h"
#include "model/agenda/participant.h"
#include "render/fate.h"
#include "render/markdown_plain.h"
#include "render/wording.h"

/* --- rows of one entry ------------------------------------------------------------------- */

/* Every row of an entry stands with the next one, until paper_end(). */
static void begin(PaperView *view, PaperStyle style, const char *leading, bool is_own)
{
    paper_begin(view->paper, style, leading);
    paper_row(view->paper)->joins_next = true;
    paper_row(view->paper)->is_own = is_own;
}

/* Says a part of a row, after a dot if it is not the first. */
static void say_part(PaperView *view, PaperMarks marks, const char *text)
{
    if (text != NULL) {
        paper_say(view->paper, PAPER_QUIET, paper_length(view->paper) > 0 ? " · " : NULL);
        paper_say_apart(view->paper, marks, text);
    }
}

/* " (requested)" and the like; nothing for "confirmed". */
static void say_status(PaperView *view, PaperMarks marks, ContributionStatus status,
                       Visibility visibility)
{
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        paper_say(view->paper, marks, " (");
        paper_say(view->paper, marks, contribution_status_word(status));
        paper_say(view->paper, marks, ")");
    }
    paper_say(view->paper, marks, visibility != VISIBILITY_PUBLIC ? " (private)" : NULL);
}

/* "ILO", "Jane Doe (ILO)" */
static void say_contributor(PaperView *view, PaperMarks marks, Contributor who)
{
    const Participant *affiliation = contributor_affiliation(who);

    paper_say_apart(view->paper, marks, participant_label(contributor_main(who)));
    if (affiliation != NULL) {
        paper_say(view->paper, marks, " (");
        paper_say_apart(view->paper, marks, participant_label(affiliation));
        paper_say(view->paper, marks, ")");
    }
}

static void say_address(PaperView *view, const char *address)
{
    guint start = paper_length(view->paper);

    paper_say(view->paper, 0, address);
    paper_link(view->paper, start, address);
}

/* The paragraphs of a prose. */
static void add_prose(PaperView *view, const Text *prose, bool is_own)
{
    g_autofree char *plain =
        prose->n_variants > 0 ? markdown_plain_dup(text_get(prose, NULL)) : NULL;
    g_auto(GStrv) paragraphs = g_strsplit(plain != NULL ? plain : "", "\n\n", -1);

    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        begin(view, PAPER_PROSE, NULL, is_own);
        paper_say(view->paper, 0, g_strstrip(*paragraph));
    }
}

/* --- the title of a session -------------------------------------------------------------- */

/* The hours, short enough for the margin: what lasts for days says until when in a row of its own.
 */
static char *dup_label(const Session *session)
{
    if (session->slot->all_day) {
        return g_strdup("all day");
    }
    if (civil_lasts_days(session->start, session->end)) {
        g_autofree char *clock = civil_clock_to_text(session->start);
        return g_strconcat("from ", clock, NULL);
    }
    return civil_hours_to_text(session->start, session->end);
}

static void add_roles(PaperView *view, const Session *session, const Participant *viewpoint)
{
    begin(view, PAPER_ROLE, NULL, true);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution_is_first_in_role(session, i, viewpoint)) {
            paper_say(view->paper, 0, paper_length(view->paper) > 0 ? ", " : NULL);
            paper_say_apart(view->paper, PAPER_BOLD, text_get(&contribution->role->label, NULL));
            say_status(view, 0, contribution->status, contribution->visibility);
        }
    }
}

/* The page of a session that the agenda still has; NULL if it is not known. The caller's own. */
static char *dup_page(const PaperView *view, const FeedEntry *entry)
{
    if (view->public_url == NULL || entry->departure != NULL ||
        entry->session->visibility != VISIBILITY_PUBLIC) {
        return NULL;
    }
    g_autofree char *path =
        address_dup_feed(view->agenda->id, FEED_KIND_SESSION, entry->session->id);
    return g_strconcat(view->public_url, "/", path, format_extension(FORMAT_HTML), NULL);
}

/* `is_others`: the sheet is somebody's, who has no part in it. */
static void add_title(PaperView *view, const FeedEntry *entry, bool is_own, bool is_others)
{
    const Session *session = entry->session;
    const char *title = text_get(&session->title, NULL);
    bool is_plain = session->kind == SESSION_KIND_BREAK || is_others;
    PaperMarks marks =
        (is_plain ? 0 : PAPER_BOLD) | (feed_entry_is_cancelled(entry) ? PAPER_STRUCK : 0);
    g_autofree char *page = dup_page(view, entry);

    begin(view, PAPER_ENTRY, title, is_own);
    if (feed_entry_is_cancelled(entry)) {
        paper_say(view->paper, PAPER_BOLD,
                  entry->departure != NULL ? "Cancelled: " : wording_mark(session));
    }
    guint start = paper_length(view->paper);
    if (session_has_number(session)) {
        paper_say(view->paper, marks, session->id);
        paper_say(view->paper, marks, " ");
    }
    paper_say(view->paper, marks, title);
    paper_link(view->paper, start, page);
    paper_say(view->paper, 0,
              session_status(session) == SESSION_STATUS_TENTATIVE ? " (tentative)" : NULL);
    paper_say(view->paper, 0, session->visibility != VISIBILITY_PUBLIC ? " (private)" : NULL);
}

/* --- where and when ---------------------------------------------------------------------- */

/* "Round Table 1" and, the first time, its title. One that has a word for its id is known by its
 * title alone. */
static void say_table(PaperView *view, const RoundTable *table)
{
    const char *title = text_get(&table->title, NULL);
    bool has_number = g_ascii_isdigit(*table->id) || title == NULL;
    bool is_new = g_hash_table_add(view->introduced, g_strdup(table->id));
    g_autoptr(GString) words = g_string_new(NULL);

    if (has_number) {
        g_string_append_printf(words, "%s %s", agenda_noun(view->agenda, NOUN_ROUND_TABLE),
                               table->id);
    }
    if (title != NULL && (is_new || !has_number)) {
        g_string_append(words, has_number ? ": " : "");
        g_string_append(words, title);
    }
    say_part(view, 0, words->str);
}

static void say_room(PaperView *view, const Room *room)
{
    say_part(view, PAPER_BOLD, text_get(&room->name, NULL));
    say_part(view, 0, text_get(&room->floor, NULL));
    say_part(view, 0, text_get(&room->address, NULL));
}

/* When it is, if the margin and the heading of the day do not say it all. */
static void say_days(PaperView *view, const Session *session)
{
    CivilDate first;
    CivilDate last;

    session_days(session, &first, &last);
    if (first != session->day->date) {
        g_autofree char *day = civil_date_to_words(first);
        say_part(view, PAPER_BOLD, day);
    }
    if (civil_lasts_days(session->start, session->end)) {
        g_autofree char *day = civil_date_to_words(civil_last_day(session->end));
        bool has_clock = !session->slot->all_day && session->end % CIVIL_DAY_SECONDS != 0;
        g_autofree char *clock = has_clock ? civil_clock_to_text(session->end) : NULL;
        g_autofree char *until = g_strconcat("until ", day, clock != NULL ? ", " : "", clock, NULL);
        say_part(view, PAPER_BOLD, until);
    }
}

static void add_place(PaperView *view, const Session *session, bool is_own)
{
    FeedKind kind = view->feed->kind;

    begin(view, PAPER_DETAIL, NULL, is_own);
    say_days(view, session);
    if (session->room != NULL && kind != FEED_KIND_ROOM) {
        say_room(view, session->room);
    }
    if (session->round_table != NULL && kind != FEED_KIND_ROUND_TABLE) {
        say_table(view, session->round_table);
    }
}

/* --- who, and the rest ------------------------------------------------------------------- */

/* Who contributes, by role: "Chair: Spain; Input: UNCTAD, IOM (requested)". Leaves out those of
 * whose sheet it is; but who has a role for an agency is said. */
static void add_contributors(PaperView *view, const Session *session, const Participant *viewpoint)
{
    const Role *role = NULL;

    begin(view, PAPER_DETAIL, NULL, viewpoint != NULL);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        Contributor who = contribution_by(contribution);
        if (contributor_main(who) == viewpoint) {
            continue;
        }
        if (contribution->role != role) {
            role = contribution->role;
            paper_say(view->paper, 0, paper_length(view->paper) > 0 ? "; " : NULL);
            paper_say_apart(view->paper, PAPER_QUIET, text_get(&role->label, NULL));
            paper_say(view->paper, PAPER_QUIET, ": ");
        } else {
            paper_say(view->paper, 0, ", ");
        }
        say_contributor(view, 0, who);
        say_status(view, 0, contribution->status, contribution->visibility);
    }
}

static void say_terms(PaperView *view, const char *name, const GPtrArray *terms)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        if (i == 0) {
            paper_say(view->paper, PAPER_QUIET, paper_length(view->paper) > 0 ? " · " : NULL);
        }
        paper_say(view->paper, PAPER_QUIET, i == 0 ? name : ", ");
        paper_say_apart(view->paper, 0, term_label(terms->pdata[i]));
    }
}

static void add_terms(PaperView *view, const Session *session, bool is_own)
{
    begin(view, PAPER_DETAIL, NULL, is_own);
    if (session->type != NULL) {
        say_part(view, 0, term_label(session->type));
    }
    say_terms(view, "Languages: ", session->languages);
    say_terms(view, "Interpretation: ", session->interpretation);
}

/* What became of an entry that has left the feed. */
static void add_fate(PaperView *view, const FeedEntry *entry)
{
    g_autoptr(GString) words = g_string_new(NULL);
    WordSink sink = word_sink_plain(words);

    if (entry->departure != NULL) {
        fate_append(&sink, view->agenda, entry->departure, view->feed);
        begin(view, PAPER_DETAIL, NULL, false);
        paper_say(view->paper, 0, words->str);
    }
}

static void add_join(PaperView *view, const Session *session, bool is_own)
{
    begin(view, PAPER_DETAIL, NULL, is_own);
    if (session->join != NULL) {
        paper_say(view->paper, PAPER_QUIET, "Join online: ");
        say_address(view, session->join);
    }
}

/* --- what is there only where it is asked for -------------------------------------------- */

static void add_links(PaperView *view, const Session *session, bool is_own)
{
    begin(view, PAPER_DETAIL, NULL, is_own);
    say_address(view, session->url);
    for (guint i = 0; session->links != NULL && i < session->links->len; i++) {
        const Link *link = session->links->pdata[i];
        begin(view, PAPER_DETAIL, NULL, is_own);
        if (link->title.n_variants > 0) {
            paper_say_apart(view->paper, PAPER_QUIET, text_get(&link->title, NULL));
            paper_say(view->paper, PAPER_QUIET, ": ");
        }
        say_address(view, link->url);
    }
}

static void add_notes(PaperView *view, const Session *session, bool is_own)
{
    const char *contact = wording_contact(session);

    add_prose(view, &session->abstract, is_own);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        const char *note = text_get(&contribution->note, NULL);
        begin(view, PAPER_DETAIL, NULL, is_own);
        if (note != NULL) {
            say_contributor(view, PAPER_QUIET, contribution_by(contribution));
            paper_say(view->paper, PAPER_QUIET, ": ");
            paper_say_apart(view->paper, 0, note);
        }
    }
    begin(view, PAPER_DETAIL, NULL, is_own);
    if (contact != NULL) {
        paper_say(view->paper, PAPER_QUIET, "Contact: ");
        paper_say_apart(view->paper, 0, contact);
    }
    add_links(view, session, is_own);
}

/* --- entries ----------------------------------------------------------------------------- */

void paper_entry_add_session(PaperView *view, const FeedEntry *entry)
{
    const Session *session = entry->session;
    /* Records of an earlier agenda are compared with those of that one. */
    const Participant *whose = feed_find_viewpoint(view->feed, session->day->agenda);
    bool is_own = session_has_participant(session, whose);
    char *label = dup_label(session);

    if (is_own) {
        add_roles(view, session, whose);
        paper_row(view->paper)->label = g_steal_pointer(&label);
    }
    add_title(view, entry, is_own, whose != NULL && !is_own);
    paper_row(view->paper)->label = label;
    begin(view, PAPER_DETAIL, NULL, is_own);
    paper_say(view->paper, 0, text_get(&session->subtitle, NULL));
    add_place(view, session, is_own);
    add_contributors(view, session, is_own ? whose : NULL);
    add_terms(view, session, is_own);
    add_join(view, session, is_own);
    add_fate(view, entry);
    if (view->form.notes) {
        add_notes(view, session, is_own);
    }
    paper_end(view->paper);
}

void paper_entry_add_preparation(PaperView *view, const PreparationItem *item, const char *label)
{
    const Preparation *preparation = item->preparation;
    bool is_off = item->entry != NULL && feed_entry_is_cancelled(item->entry);
    const char *title = preparation_shown_title(preparation);
    const char *role = text_get(&preparation->role->label, NULL);

    begin(view, PAPER_ITEM, title, false);
    paper_row(view->paper)->label = g_strdup(label);
    paper_say_apart(view->paper, PAPER_BOLD | (is_off ? PAPER_STRUCK : 0), title);
    /* Without a title of its own it is shown by its role. */
    say_part(view, 0, preparation->title.n_variants > 0 ? role : NULL);
    say_status(view, 0, preparation->status, preparation->visibility);
    if (preparation->timing != PREPARATION_UNDATED) {
        g_autofree char *date = civil_date_to_words(preparation->date);
        g_autofree char *when =
            g_strconcat(preparation->timing == PREPARATION_DUE ? "due " : "", date, NULL);
        say_part(view, 0, when);
    }
    if (is_off) {
        say_part(view, 0, "no longer planned");
    }
    if (view->form.notes) {
        begin(view, PAPER_DETAIL, NULL, false);
        paper_say(view->paper, PAPER_QUIET, text_get(&preparation->note, NULL));
        begin(view, PAPER_DETAIL, NULL, false);
        say_address(view, preparation->url);
    }
    paper_end(view->paper);
}
