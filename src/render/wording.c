#include "render/wording.h"

#include "model/agenda/participant.h"
#include "model/view/withdrawal.h"
#include "render/markdown_plain.h"

static void append_plain(GString *out, const char *piece, G_GNUC_UNUSED gpointer data)
{
    g_string_append(out, piece);
}

static void append_plain_prose(GString *out, const char *prose, G_GNUC_UNUSED gpointer data)
{
    g_autofree char *words = markdown_plain_dup(prose);

    g_string_append(out, words);
}

WordSink word_sink_plain(GString *out)
{
    return (WordSink){
        .out = out,
        .append = append_plain,
        .append_prose = append_plain_prose,
        .start = out->len,
    };
}

static void say(WordSink *sink, const char *piece)
{
    sink->append(sink->out, piece, sink->data);
}

/* "Input (requested)": the status stands only where it is not "confirmed". */
static void say_role(WordSink *sink, const Role *role, ContributionStatus status)
{
    say(sink, text_get(&role->label, NULL));
    if (status != CONTRIBUTION_STATUS_CONFIRMED) {
        say(sink, " (");
        say(sink, contribution_status_word(status));
        say(sink, ")");
    }
}

static void say_note(WordSink *sink, const Text *note)
{
    if (text_get(note, NULL) != NULL) {
        say(sink, " – ");
        say(sink, text_get(note, NULL));
    }
}

/* "ILO", "Jane Doe (ILO)" */
static void say_contributor(WordSink *sink, Contributor who)
{
    const Participant *affiliation = contributor_affiliation(who);

    say(sink, participant_label(contributor_main(who)));
    if (affiliation != NULL) {
        say(sink, " (");
        say(sink, participant_label(affiliation));
        say(sink, ")");
    }
}

/* "ILO: Input (requested) – comments on the concept note" */
static void say_contribution(WordSink *sink, const Contribution *contribution)
{
    say_contributor(sink, contribution_by(contribution));
    say(sink, ": ");
    say_role(sink, contribution->role, contribution->status);
    if (contribution->visibility != VISIBILITY_PUBLIC) {
        say(sink, " (private)");
    }
    say_note(sink, &contribution->note);
}

/* All roles of a contributor in a session, comma-separated. */
static void say_roles(WordSink *sink, const Session *session, Contributor who)
{
    bool any = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution->agency == who.agency && contribution->person == who.person) {
            if (any) {
                say(sink, ", ");
            }
            say_role(sink, contribution->role, contribution->status);
            any = true;
        }
    }
}

/* The viewpoint's roles, each once. */
static void say_own_roles(WordSink *sink, const Session *session, const Participant *viewpoint)
{
    bool any = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution_is_first_in_role(session, i, viewpoint)) {
            if (any) {
                say(sink, ", ");
            }
            say_role(sink, contribution->role, contribution->status);
            any = true;
        }
    }
}

/* --- summary and location ---------------------------------------------------------------- */

#define CANCELLED "Cancelled: "

const char *wording_mark(const Session *session)
{
    return session_is_postponed(session)                         ? "Postponed: "
           : session_status(session) == SESSION_STATUS_CANCELLED ? CANCELLED
                                                                 : "";
}

void wording_append_mark(WordSink *sink, const Session *session)
{
    say(sink, session != NULL ? wording_mark(session) : CANCELLED);
}

void wording_append_title(WordSink *sink, const Session *session, const Participant *viewpoint)
{
    if (viewpoint != NULL) {
        say(sink, "[");
        say_own_roles(sink, session, viewpoint);
        say(sink, "] ");
    }
    if (session_has_number(session)) {
        say(sink, session->id);
        say(sink, " ");
    }
    say(sink, text_get(&session->title, NULL));
}

/* Says a part of a list, after a comma unless it is the first; nothing if it is NULL. */
static void say_item(WordSink *sink, const char *separator, const char *text)
{
    if (text == NULL) {
        return;
    }
    if (sink->out->len > sink->start) {
        say(sink, separator);
    }
    say(sink, text);
}

void wording_append_location(WordSink *sink, const Agenda *agenda, const Room *room)
{
    const char *address = room != NULL ? text_get(&room->address, NULL) : NULL;

    if (room != NULL) {
        say_item(sink, ", ", text_get(&room->name, NULL));
        say_item(sink, ", ", text_get(&room->floor, NULL));
    }
    /* A room with an address is not at the place of the conference. */
    say_item(sink, ", ", address != NULL ? address : agenda_location(agenda));
}

/* --- description ------------------------------------------------------------------------- */

/* Lines in blocks, with an empty line between two blocks. Separators are written before a line,
 * never after it: so a block that stays empty leaves no trace, and the text does not end with a
 * break. */
typedef struct Blocks {
    WordSink *sink;
    bool in_block; /* the block has a line already */
} Blocks;

static void begin_block(Blocks *blocks)
{
    blocks->in_block = false;
}

static void begin_line(Blocks *blocks)
{
    if (blocks->sink->out->len > blocks->sink->start) {
        say(blocks->sink, blocks->in_block ? "\n" : "\n\n");
    }
    blocks->in_block = true;
}

static void say_round_table(Blocks *blocks, const Agenda *agenda, const RoundTable *round_table)
{
    const char *title = text_get(&round_table->title, NULL);

    begin_line(blocks);
    say(blocks->sink, agenda_noun(agenda, NOUN_ROUND_TABLE));
    say(blocks->sink, " ");
    say(blocks->sink, round_table->id);
    if (title != NULL) {
        say(blocks->sink, ": ");
        say(blocks->sink, title);
    }
}

/* A line for each contribution of the viewpoint, or for all of them if it is NULL. */
static void say_contributions(Blocks *blocks, const Session *session, const Participant *viewpoint)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (viewpoint == NULL || contribution_is_of(contribution, viewpoint)) {
            begin_line(blocks);
            say_contribution(blocks->sink, contribution);
        }
    }
}

/* A heading, then a line for each contributor but the viewpoint, with their roles. */
static void say_partners(Blocks *blocks, const Session *session, const Participant *viewpoint)
{
    bool any = false;

    begin_block(blocks);
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution_is_of(contribution, viewpoint) ||
            !session_is_first_of_contributor(session, i)) {
            continue;
        }
        if (!any) {
            begin_line(blocks);
            say(blocks->sink, "Partners:");
            any = true;
        }
        begin_line(blocks);
        say_contributor(blocks->sink, contribution_by(contribution));
        say(blocks->sink, ": ");
        say_roles(blocks->sink, session, contribution_by(contribution));
    }
}

/* A text as a separate block; nothing if it is NULL. */
static void say_block(Blocks *blocks, const char *text)
{
    begin_block(blocks);
    if (text != NULL) {
        begin_line(blocks);
        say(blocks->sink, text);
    }
}

static void say_abstract(Blocks *blocks, const Text *abstract)
{
    const char *prose = text_get(abstract, NULL);

    begin_block(blocks);
    if (prose != NULL) {
        begin_line(blocks);
        blocks->sink->append_prose(blocks->sink->out, prose, blocks->sink->data);
    }
}

/* A line with what something is, in the block; nothing if it is NULL. */
static void say_fact(Blocks *blocks, const char *name, const char *text)
{
    if (text != NULL) {
        begin_line(blocks);
        say(blocks->sink, name);
        say(blocks->sink, text);
    }
}

static void say_terms(Blocks *blocks, const char *name, const GPtrArray *terms)
{
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        if (i == 0) {
            begin_line(blocks);
        }
        say(blocks->sink, i == 0 ? name : ", ");
        say(blocks->sink, term_label(terms->pdata[i]));
    }
}

const char *wording_contact(const Session *session)
{
    const char *contact = text_get(&session->contact, NULL);

    return contact != NULL ? contact : text_get(&session->day->agenda->contact, NULL);
}

static void say_facts(Blocks *blocks, const Session *session)
{
    begin_block(blocks);
    say_fact(blocks, "Type: ", session->type != NULL ? term_label(session->type) : NULL);
    say_terms(blocks, "Tags: ", session->tags);
    say_terms(blocks, "Languages: ", session->languages);
    say_terms(blocks, "Interpretation: ", session->interpretation);
    say_fact(blocks, "Contact: ", wording_contact(session));
}

/* A line for each address: programs make links of them where blanks or line ends are around. */
static void say_addresses(Blocks *blocks, const Session *session)
{
    begin_block(blocks);
    say_fact(blocks, "", session->url);
    for (guint i = 0; session->links != NULL && i < session->links->len; i++) {
        const Link *link = session->links->pdata[i];
        const char *title = text_get(&link->title, NULL);
        begin_line(blocks);
        if (title != NULL) {
            say(blocks->sink, title);
            say(blocks->sink, ": ");
        }
        say(blocks->sink, link->url);
    }
    if (session->room != NULL && session->room->url != NULL) {
        begin_line(blocks);
        say(blocks->sink, text_get(&session->room->name, NULL));
        say(blocks->sink, ": ");
        say(blocks->sink, session->room->url);
    }
}

void wording_append_details(WordSink *sink, const Session *session)
{
    Blocks blocks = { .sink = sink };

    say_fact(&blocks, "Join online: ", session->join);
    say_facts(&blocks, session);
    say_addresses(&blocks, session);
}

static void say_conference(Blocks *blocks, const Agenda *agenda)
{
    static const char *const WORDS[] = {
        [AGENDA_STATUS_CONFIRMED] = NULL,
        [AGENDA_STATUS_CANCELLED] = "The conference is cancelled.",
        [AGENDA_STATUS_POSTPONED] = "The conference is postponed.",
    };

    say_block(blocks, WORDS[agenda->status]);
}

static bool has_people(const Session *session)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        if (((const Contribution *)session->contributions->pdata[i])->person != NULL) {
            return true;
        }
    }
    return false;
}

void wording_append_description(WordSink *sink, const Session *session,
                                const Participant *viewpoint)
{
    Blocks blocks = { .sink = sink };

    say_conference(&blocks, session->day->agenda);
    if (session->visibility != VISIBILITY_PUBLIC) {
        say_block(&blocks, has_people(session)
                               ? "Private: only those who contribute see this entry."
                               : "Private: only the agencies that contribute see this entry.");
    }
    begin_block(&blocks);
    if (session->round_table != NULL) {
        say_round_table(&blocks, session->day->agenda, session->round_table);
    }
    if (viewpoint != NULL) {
        say_contributions(&blocks, session, viewpoint);
        say_partners(&blocks, session, viewpoint);
    } else if (session->contributions->len > 0) {
        say_block(&blocks, "Contributions:");
        say_contributions(&blocks, session, NULL);
    }
    /* Before the long texts, which some programs cut. */
    begin_block(&blocks);
    say_fact(&blocks, "Join online: ", session->join);
    say_block(&blocks, text_get(&session->subtitle, NULL));
    say_abstract(&blocks, &session->abstract);
    say_facts(&blocks, session);
    say_addresses(&blocks, session);
}

/* --- preparations ------------------------------------------------------------------------ */

void wording_append_preparation_summary(WordSink *sink, const Preparation *preparation,
                                        const Participant *viewpoint)
{
    if (viewpoint != NULL) {
        say(sink, "[");
        say_role(sink, preparation->role, preparation->status);
        say(sink, "] ");
    }
    if (preparation->timing == PREPARATION_DUE) {
        say(sink, "Due: ");
    }
    say(sink, preparation_shown_title(preparation));
    if (viewpoint == NULL) {
        say(sink, " (");
        say_contributor(sink, preparation_by(preparation));
        say(sink, ")");
    }
}

void wording_append_preparation_description(WordSink *sink, const Preparation *preparation)
{
    Blocks blocks = { .sink = sink };

    if (preparation->visibility != VISIBILITY_PUBLIC) {
        say_block(&blocks, preparation->person != NULL
                               ? "Private: only those who contribute see this entry."
                               : "Private: only the agency that contributes sees this entry.");
        begin_block(&blocks);
    }
    begin_line(&blocks);
    say_contributor(sink, preparation_by(preparation));
    say(sink, ": ");
    say_role(sink, preparation->role, preparation->status);
    say_note(sink, &preparation->note);
    say_block(&blocks, preparation->url);
}

char *wording_dup_feed_description(const Agenda *agenda, const Feed *feed)
{
    bool is_prose = feed->kind == FEED_KIND_AGENDA && agenda->description.n_variants > 0;

    return is_prose ? markdown_plain_dup(feed->description) : g_strdup(feed->description);
}

void wording_append_withdrawn(WordSink *sink)
{
    say(sink, WITHDRAWAL_PLACEHOLDER);
}
