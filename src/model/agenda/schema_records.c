#include "model/agenda/schema.h"

#define AT(record, member) .offset = offsetof(record, member)
#define ROWS(rows) .fields = (rows), .n_fields = G_N_ELEMENTS(rows)
#define NAMED_ROWS(rows, kind) ROWS(rows), .word = (kind)

/* Each list is in the order of its enum, and its first word is the default. */
static const char *const AGENCY_KINDS[] = { "agency",  "government", "civil-society",
                                            "private", "other",      NULL };
static const char *const AGENDA_STATUSES[] = { "confirmed", "cancelled", "postponed", NULL };
static const char *const SESSION_STATUSES[] = { "confirmed", "tentative", "cancelled", NULL };
static const char *const CONTRIBUTION_STATUSES[] = { "confirmed", "offered", "requested",
                                                     "tentative", NULL };
static const char *const VISIBILITIES[] = { "public", "agency", NULL };

/* --- defaults that the type does not know ------------------------------------------------ */

static bool has_default_short_name(gconstpointer record)
{
    const Agenda *agenda = record;
    g_autofree char *name = agenda_dup_default_short_name(agenda);

    return g_strcmp0(agenda->short_name, name) == 0;
}

static bool is_unpublished(gconstpointer record)
{
    return !((const Agenda *)record)->has_published;
}

/* Most sessions take their whole slot and give no times. */
static bool starts_with_slot(gconstpointer record)
{
    const Session *session = record;

    return session->start == session->slot->start;
}

static bool ends_with_slot(gconstpointer record)
{
    const Session *session = record;

    /* Where there are no clocks, `until` says it. */
    return session->slot->all_day || session->end == session->slot->end;
}

/* Where there are clocks, the end says it. */
static bool ends_with_day_of_slot(gconstpointer record)
{
    const Session *session = record;

    return session->until == session->slot->until;
}

/* `date` and `due` share a member; the timing tells which of the two keys the file has. */
static bool has_no_date(gconstpointer record)
{
    return ((const Preparation *)record)->timing != PREPARATION_DATE;
}

static bool has_no_due(gconstpointer record)
{
    return ((const Preparation *)record)->timing != PREPARATION_DUE;
}

/* --- what sessions show of the agenda ---------------------------------------------------- */

static bool shows_location(const Session *session)
{
    return room_is_at_place(session->room);
}

static bool shows_geo(const Session *session)
{
    return room_is_at_place(session->room) && (session->room == NULL || session->room->geo == NULL);
}

static bool shows_contact(const Session *session)
{
    return session->contact.n_variants == 0;
}

/* --- parts ------------------------------------------------------------------------------- */

static const SchemaField CONTACT_FIELDS[] = {
    { "name", FIELD_TYPE_STRING, AT(Contact, name) },
    { "email", FIELD_TYPE_EMAIL, AT(Contact, email) },
};
const SchemaRecord SCHEMA_CONTACT = { "a contact", SCHEMA_FORM(0), ROWS(CONTACT_FIELDS),
                                      .size = sizeof(Contact) };

/* Calendars name one round table at a time, and call agencies nothing; pages do. */
static const SchemaField NOUN_FIELDS[] = {
    { "one", FIELD_TYPE_LINE, AT(Noun, one), .required = SCHEMA_ALWAYS,
      .reach = REACH_ROUND_TABLES },
    { "many", FIELD_TYPE_LINE, AT(Noun, many), .required = SCHEMA_ALWAYS },
};
const SchemaRecord SCHEMA_NOUN = { "a noun", SCHEMA_FORM(0), ROWS(NOUN_FIELDS),
                                   .size = sizeof(Noun) };

static const SchemaField NOUNS_FIELDS[] = {
    { "round-table", FIELD_TYPE_PART, AT(Nouns, round_table), .of = &SCHEMA_NOUN,
      .reach = REACH_ROUND_TABLES },
    { "agency", FIELD_TYPE_PART, AT(Nouns, agency), .of = &SCHEMA_NOUN },
};
const SchemaRecord SCHEMA_NOUNS = { "the words of the agenda", SCHEMA_FORM(0), ROWS(NOUNS_FIELDS),
                                    .size = sizeof(Nouns) };

static const SchemaField LINK_FIELDS[] = {
    { "url", FIELD_TYPE_URL, AT(Link, url), .required = SCHEMA_ALWAYS, .reach = REACH_EVENT },
    { "title", FIELD_TYPE_LINE, AT(Link, title), .reach = REACH_EVENT,
      .description = "Without it, the address." },
};
const SchemaRecord SCHEMA_LINK = { "a link", SCHEMA_FORM(0), ROWS(LINK_FIELDS),
                                   .size = sizeof(Link) };

/* --- the agenda -------------------------------------------------------------------------- */

/* The history has the keys in the order of the rows: a new row may stand anywhere, but none may
 * move. */
static const SchemaField AGENDA_FIELDS[] = {
    { "id", FIELD_TYPE_ID, AT(Agenda, id), .required = SCHEMA_ALWAYS,
      .description = "The first part of every address." },
    { "title", FIELD_TYPE_LINE, AT(Agenda, title), .required = SCHEMA_ALWAYS, .reach = REACH_ALL,
      .change = CHANGE_KIND_TITLE },
    { "timezone", FIELD_TYPE_ZONE, AT(Agenda, tz), .required = SCHEMA_ALWAYS, .reach = REACH_ALL,
      .change = CHANGE_KIND_TIMEZONE },
    { "short", FIELD_TYPE_STRING, AT(Agenda, short_name), .is_default = has_default_short_name,
      .reach = REACH_ALL, .change = CHANGE_KIND_SHORT_NAME,
      .description = "What calendar titles call the conference. Without it, the id in capitals: "
                     "`gfmd-2007` is `GFMD 2007`." },
    { "status", FIELD_TYPE_WORD, AT(Agenda, status), .words = AGENDA_STATUSES,
      .reach = REACH_SESSIONS, .change = CHANGE_KIND_AGENDA_STATUS,
      .description =
          "Where the conference does not take place as planned, no session does: all are "
          "shown as cancelled or postponed." },
    { "description", FIELD_TYPE_PROSE, AT(Agenda, description), .reach = REACH_AGENDA,
      .change = CHANGE_KIND_DESCRIPTION,
      .description = "May hold Markdown, as an abstract of a session." },
    { "url", FIELD_TYPE_URL, AT(Agenda, url), .reach = REACH_ALL, .change = CHANGE_KIND_HOMEPAGE,
      .description = "The web site of the conference." },
    { "location", FIELD_TYPE_LINE, AT(Agenda, location), .reach = REACH_SESSIONS,
      .shows_in = shows_location, .change = CHANGE_KIND_LOCATION,
      .description = "The place, which follows the room in every event." },
    { "geo", FIELD_TYPE_GEO, AT(Agenda, geo), .reach = REACH_SESSIONS, .shows_in = shows_geo,
      .description = "Latitude and longitude of the place in degrees, `[50.8503, 4.3517]`, where a "
                     "room has neither address nor position of its own." },
    { "contact", FIELD_TYPE_LINE, AT(Agenda, contact), .reach = REACH_SESSIONS,
      .shows_in = shows_contact, .description = "Whom to ask, where a session names nobody." },
    { "image", FIELD_TYPE_URL, AT(Agenda, image), .reach = REACH_ALL,
      .description = "The address of a picture of the conference, such as its logo." },
    { "words", FIELD_TYPE_PART, AT(Agenda, words), .of = &SCHEMA_NOUNS, .reach = REACH_ROUND_TABLES,
      .change = CHANGE_KIND_ROUND_TABLE_NOUN,
      .description = "What the conference calls things, where it has other names for them than we: "
                     "`{round-table: {one: Track, many: Tracks}}`." },
    { "published", FIELD_TYPE_STAMP, AT(Agenda, published), .is_default = is_unpublished,
      .description = "When this agenda was published. Without it the environment variable "
                     "SOURCE_DATE_EPOCH counts, else the time of the file. Every event carries "
                     "this stamp: some calendar programs ignore a change unless it has risen." },
    { "embed", FIELD_TYPE_ORIGINS, AT(Agenda, embed),
      .description = "Web sites whose pages may show those of the agenda in a frame." },
    { "show-clashes", FIELD_TYPE_BOOL, AT(Agenda, show_clashes),
      .description = "Whether public pages and lists of changes name clashes. Without it, only the "
                     "organisers and the private pages of agencies do." },
};
const SchemaRecord SCHEMA_AGENDA = { "the agenda", SCHEMA_FORM(0), ROWS(AGENDA_FIELDS) };

/* The key of what was imported. */
#define SOURCE                                                                               \
    "What it is called at the source from which it was imported, where that is not its id. " \
    "It is shown nowhere."

/* --- what events name -------------------------------------------------------------------- */

/* The ids of roles, agencies, people and rooms are not shown, so a change of one reaches nobody.
 * The id of a round table is its number, which is shown. */
static const SchemaField ROLE_FIELDS[] = {
    { "id", FIELD_TYPE_ID, AT(Role, id), .required = SCHEMA_ALWAYS },
    { "label", FIELD_TYPE_LINE, AT(Role, label), .required = SCHEMA_FORM(ROLE_FORM_NEW),
      .reach = REACH_NAMING, .change = CHANGE_KIND_ROLE_LABEL },
    { "present", FIELD_TYPE_BOOL, AT(Role, present), .required = SCHEMA_FORM(ROLE_FORM_NEW),
      .description = "Whether the role needs somebody in the room. Only such roles can clash." },
};
const SchemaRecord SCHEMA_ROLES[] = {
    [ROLE_FORM_NEW] = { "a new role", SCHEMA_FORM(ROLE_FORM_NEW), NAMED_ROLE, offsetof(Role, place),
                        NAMED_ROWS(ROLE_FIELDS, "role") },
    [ROLE_FORM_BUILT_IN] = { "a role", SCHEMA_FORM(ROLE_FORM_BUILT_IN), NAMED_ROLE,
                             offsetof(Role, place), NAMED_ROWS(ROLE_FIELDS, "role") },
};

static const SchemaField AGENCY_FIELDS[] = {
    { "id", FIELD_TYPE_ID, AT(Participant, id), .required = SCHEMA_ALWAYS },
    { "short", FIELD_TYPE_LINE, AT(Participant, label), .required = SCHEMA_ALWAYS,
      .reach = REACH_NAMING, .change = CHANGE_KIND_AGENCY_SHORT_NAME,
      .description = "What events call it." },
    { "name", FIELD_TYPE_LINE, AT(Participant, name), .reach = REACH_OWN,
      .change = CHANGE_KIND_AGENCY_NAME },
    { "kind", FIELD_TYPE_WORD, AT(Participant, kind), .words = AGENCY_KINDS },
    { "delegation", FIELD_TYPE_COUNT, AT(Participant, delegation), .initial = 1,
      .description = "In how many parallel sessions it can be at once." },
    { "url", FIELD_TYPE_URL, AT(Participant, url) },
    { "contact", FIELD_TYPE_PART, AT(Participant, contact), .of = &SCHEMA_CONTACT,
      .is_private = true, .description = "Whom the organisers write to. It is never public." },
};
const SchemaRecord SCHEMA_AGENCY = { "an agency", SCHEMA_FORM(0), NAMED_AGENCY,
                                     offsetof(Participant, place),
                                     NAMED_ROWS(AGENCY_FIELDS, "agency") };

static const SchemaField PERSON_FIELDS[] = {
    { "id", FIELD_TYPE_ID, AT(Participant, id), .required = SCHEMA_ALWAYS },
    { "name", FIELD_TYPE_LINE, AT(Participant, label), .required = SCHEMA_ALWAYS,
      .reach = REACH_NAMING, .description = "What events call them." },
    { "agency", FIELD_TYPE_REFERENCE, AT(Participant, agency), .of = &SCHEMA_AGENCY,
      .reach = REACH_NAMING,
      .description = "To which they belong: it follows their name in parentheses. It does not put "
                     "what they contribute into the calendar of the agency." },
    { "url", FIELD_TYPE_URL, AT(Participant, url) },
    { "source", FIELD_TYPE_STRING, AT(Participant, source), .description = SOURCE },
};
const SchemaRecord SCHEMA_PERSON = { "a person", SCHEMA_FORM(0), NAMED_PERSON,
                                     offsetof(Participant, place),
                                     NAMED_ROWS(PERSON_FIELDS, "person") };

static const SchemaField ROOM_FIELDS[] = {
    { "id", FIELD_TYPE_ID, AT(Room, id), .required = SCHEMA_ALWAYS },
    { "name", FIELD_TYPE_LINE, AT(Room, name), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING,
      .change = CHANGE_KIND_ROOM_NAME },
    { "capacity", FIELD_TYPE_COUNT, AT(Room, capacity), .description = "How many persons." },
    { "url", FIELD_TYPE_URL, AT(Room, url), .reach = REACH_NAMING },
    { "floor", FIELD_TYPE_LINE, AT(Room, floor), .reach = REACH_NAMING,
      .description = "Follows the name of the room." },
    { "address", FIELD_TYPE_LINE, AT(Room, address), .reach = REACH_NAMING,
      .description = "Where the room is not at the place of the conference, which it replaces." },
    { "geo", FIELD_TYPE_GEO, AT(Room, geo), .reach = REACH_NAMING,
      .description = "Latitude and longitude in degrees: `[50.8503, 4.3517]`." },
    { "source", FIELD_TYPE_STRING, AT(Room, source), .description = SOURCE },
};
const SchemaRecord SCHEMA_ROOM = { "a room", SCHEMA_FORM(0), NAMED_ROOM, offsetof(Room, place),
                                   NAMED_ROWS(ROOM_FIELDS, "room") };

static const SchemaField ROUND_TABLE_FIELDS[] = {
    { "id", FIELD_TYPE_ID, AT(RoundTable, id), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING },
    { "title", FIELD_TYPE_LINE, AT(RoundTable, title), .reach = REACH_NAMING,
      .change = CHANGE_KIND_ROUND_TABLE_TITLE },
};
const SchemaRecord SCHEMA_ROUND_TABLE = { "a round table", SCHEMA_FORM(0), NAMED_ROUND_TABLE,
                                          offsetof(RoundTable, place),
                                          NAMED_ROWS(ROUND_TABLE_FIELDS, "round-table") };

/* A term that the file does not list has its id for a label. */
static const SchemaField TYPE_FIELDS[] = {
    { "id", FIELD_TYPE_TERM, AT(Term, id), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING },
    { "label", FIELD_TYPE_LINE, AT(Term, label), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING },
};
const SchemaRecord SCHEMA_TYPE = { "a type", SCHEMA_FORM(0), NAMED_TYPE, offsetof(Term, place),
                                   NAMED_ROWS(TYPE_FIELDS, "type") };

static const SchemaField TAG_FIELDS[] = {
    { "id", FIELD_TYPE_TERM, AT(Term, id), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING },
    { "label", FIELD_TYPE_LINE, AT(Term, label), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING },
};
const SchemaRecord SCHEMA_TAG = { "a tag", SCHEMA_FORM(0), NAMED_TAG, offsetof(Term, place),
                                  NAMED_ROWS(TAG_FIELDS, "tag") };

static const SchemaField LANGUAGE_FIELDS[] = {
    { "id", FIELD_TYPE_LANGUAGE, AT(Term, id), .required = SCHEMA_ALWAYS, .reach = REACH_NAMING },
};
const SchemaRecord SCHEMA_LANGUAGE = { "a language", SCHEMA_FORM(0), NAMED_LANGUAGE,
                                       offsetof(Term, place),
                                       NAMED_ROWS(LANGUAGE_FIELDS, "language") };

const SchemaRecord *const SCHEMA_NAMED[N_NAMED_KINDS] = {
    [NAMED_ROLE] = &SCHEMA_ROLES[ROLE_FORM_NEW],
    [NAMED_AGENCY] = &SCHEMA_AGENCY,
    [NAMED_PERSON] = &SCHEMA_PERSON,
    [NAMED_ROOM] = &SCHEMA_ROOM,
    [NAMED_ROUND_TABLE] = &SCHEMA_ROUND_TABLE,
    [NAMED_TYPE] = &SCHEMA_TYPE,
    [NAMED_TAG] = &SCHEMA_TAG,
    [NAMED_LANGUAGE] = &SCHEMA_LANGUAGE,
};

/* --- events ------------------------------------------------------------------------------ */

static const SchemaField CONTRIBUTION_FIELDS[] = {
    { "agency", FIELD_TYPE_REFERENCE, AT(Contribution, agency), .one_of = true,
      .of = &SCHEMA_AGENCY, .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_GAINED,
      .description = "Required unless there is a person." },
    { "person", FIELD_TYPE_REFERENCE, AT(Contribution, person), .one_of = true,
      .of = &SCHEMA_PERSON, .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_GAINED,
      .description = "Who it is, for the agency if there is one." },
    { "role", FIELD_TYPE_REFERENCE, AT(Contribution, role), .required = SCHEMA_ALWAYS,
      .of = &SCHEMA_ROLES[ROLE_FORM_BUILT_IN], .reach = REACH_EVENT,
      .change = CHANGE_KIND_ROLE_GAINED,
      .description = "An agency or a person may have several in a session." },
    { "status", FIELD_TYPE_WORD, AT(Contribution, status), .words = CONTRIBUTION_STATUSES,
      .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_STATUS },
    { "visibility", FIELD_TYPE_WORD, AT(Contribution, visibility), .words = VISIBILITIES,
      .reach = REACH_EVENT, .change = CHANGE_KIND_VISIBILITY, .description = "See PRIVATE PARTS." },
    { "note", FIELD_TYPE_LINE, AT(Contribution, note), .reach = REACH_OWN,
      .change = CHANGE_KIND_NOTE },
};
const SchemaRecord SCHEMA_CONTRIBUTION = { "a contribution", SCHEMA_FORM(0),
                                           .place = offsetof(Contribution, place),
                                           ROWS(CONTRIBUTION_FIELDS) };

#define SESSION SCHEMA_FORM(SESSION_KIND_SESSION)
#define PLENARY SCHEMA_FORM(SESSION_KIND_PLENARY)
#define BREAK SCHEMA_FORM(SESSION_KIND_BREAK)

/* One list for all three kinds of session; `forms` says which of them may have a key. */
static const SchemaField SESSION_FIELDS[] = {
    { "id", FIELD_TYPE_CODE, AT(Session, id), .required = SCHEMA_ALWAYS,
      .description = "Where the id of a session is that of its round table, a dot and more, as "
                     "`1.2` in round table `1`, it is shown as a number before the title." },
    { "source", FIELD_TYPE_STRING, AT(Session, source), .description = SOURCE },
    { "title", FIELD_TYPE_LINE, AT(Session, title), .required = SCHEMA_ALWAYS, .reach = REACH_EVENT,
      .change = CHANGE_KIND_RENAMED },
    { "subtitle", FIELD_TYPE_LINE, AT(Session, subtitle), .reach = REACH_EVENT },
    { "abstract", FIELD_TYPE_PROSE, AT(Session, abstract), .reach = REACH_EVENT,
      .change = CHANGE_KIND_ABSTRACT,
      .description =
          "May hold Markdown (CommonMark): calendars have it in plain words, pages as it "
          "is meant, but for images, which are links there, and HTML, which is shown as "
          "it is written. Text without Markdown stays as it is, and keeps its line "
          "breaks." },
    { "type", FIELD_TYPE_REFERENCE, AT(Session, type), .of = &SCHEMA_TYPE, .reach = REACH_EVENT,
      .description = "One of `types`; any word, without a comma, if the file has no such list." },
    { "tags", FIELD_TYPE_REFERENCES, AT(Session, tags), .of = &SCHEMA_TAG, .reach = REACH_EVENT,
      .description = "Some of `tags`; any words if the file has no such list." },
    { "languages", FIELD_TYPE_REFERENCES, AT(Session, languages), .of = &SCHEMA_LANGUAGE,
      .reach = REACH_EVENT, .description = "Those that are spoken: `[en, fr]`." },
    { "interpretation", FIELD_TYPE_REFERENCES, AT(Session, interpretation), .of = &SCHEMA_LANGUAGE,
      .reach = REACH_EVENT, .description = "The languages into which it is interpreted." },
    { "room", FIELD_TYPE_REFERENCE, AT(Session, room), .of = &SCHEMA_ROOM, .reach = REACH_EVENT,
      .change = CHANGE_KIND_ROOM },
    { "status", FIELD_TYPE_WORD, AT(Session, status), .words = SESSION_STATUSES,
      .reach = REACH_EVENT, .change = CHANGE_KIND_STATUS,
      .description = "Set a session to cancelled rather than delete it: the file then says why "
                     "calendars show it so." },
    { "url", FIELD_TYPE_URL, AT(Session, url), .reach = REACH_EVENT, .change = CHANGE_KIND_URL },
    { "links", FIELD_TYPE_PARTS, AT(Session, links), .of = &SCHEMA_LINK, .reach = REACH_EVENT },
    { "join", FIELD_TYPE_URL, AT(Session, join), .reach = REACH_EVENT,
      .description = "Where to take part online." },
    { "contact", FIELD_TYPE_LINE, AT(Session, contact), .reach = REACH_EVENT,
      .description = "Whom to ask." },
    { "image", FIELD_TYPE_URL, AT(Session, image), .reach = REACH_EVENT,
      .description = "The address of a picture." },
    { "visibility", FIELD_TYPE_WORD, AT(Session, visibility), .forms = SESSION,
      .words = VISIBILITIES, .reach = REACH_EVENT, .change = CHANGE_KIND_VISIBILITY,
      .description = "See PRIVATE PARTS." },
    { "start", FIELD_TYPE_CLOCK, AT(Session, start), .is_default = starts_with_slot,
      .reach = REACH_EVENT, .change = CHANGE_KIND_MOVED,
      .description = "Where it is later than that of its slot." },
    { "end", FIELD_TYPE_CLOCK, AT(Session, end), .is_default = ends_with_slot, .reach = REACH_EVENT,
      .change = CHANGE_KIND_MOVED, .description = "Where it is earlier than that of its slot." },
    { "duration", FIELD_TYPE_DURATION, AT(Session, end), .reach = REACH_EVENT,
      .change = CHANGE_KIND_MOVED, .description = "In place of its end." },
    { "until", FIELD_TYPE_DATE, AT(Session, until), .is_default = ends_with_day_of_slot,
      .reach = REACH_EVENT, .change = CHANGE_KIND_MOVED,
      .description = "The day of its end, or the last day if it takes all day." },
    { "round-table", FIELD_TYPE_REFERENCE, AT(Session, round_table), .forms = SESSION,
      .of = &SCHEMA_ROUND_TABLE, .reach = REACH_EVENT, .change = CHANGE_KIND_ROUND_TABLE },
    { "contributions", FIELD_TYPE_RECORDS, AT(Session, contributions), .forms = SESSION | PLENARY,
      .of = &SCHEMA_CONTRIBUTION, .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_GAINED },
};
const SchemaRecord SCHEMA_SESSIONS[] = {
    [SESSION_KIND_SESSION] = { "a session", SESSION, .place = offsetof(Session, place),
                               ROWS(SESSION_FIELDS) },
    [SESSION_KIND_PLENARY] = { "a plenary", PLENARY, .place = offsetof(Session, place),
                               ROWS(SESSION_FIELDS) },
    [SESSION_KIND_BREAK] = { "a break", BREAK, .place = offsetof(Session, place),
                             ROWS(SESSION_FIELDS) },
};

static const SchemaField PREPARATION_FIELDS[] = {
    { "agency", FIELD_TYPE_REFERENCE, AT(Preparation, agency), .one_of = true, .of = &SCHEMA_AGENCY,
      .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_GAINED,
      .description = "Required unless there is a person." },
    { "person", FIELD_TYPE_REFERENCE, AT(Preparation, person), .one_of = true, .of = &SCHEMA_PERSON,
      .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_GAINED },
    { "role", FIELD_TYPE_REFERENCE, AT(Preparation, role), .required = SCHEMA_ALWAYS,
      .of = &SCHEMA_ROLES[ROLE_FORM_BUILT_IN], .reach = REACH_EVENT,
      .change = CHANGE_KIND_ROLE_GAINED },
    { "id", FIELD_TYPE_CODE, AT(Preparation, id),
      .description =
          "Without it, agency, person, role and title tell it from the others: with another title "
          "it is another preparation." },
    { "title", FIELD_TYPE_LINE, AT(Preparation, title), .reach = REACH_EVENT,
      .change = CHANGE_KIND_RENAMED, .description = "Without it, the label of the role." },
    { "status", FIELD_TYPE_WORD, AT(Preparation, status), .words = CONTRIBUTION_STATUSES,
      .reach = REACH_EVENT, .change = CHANGE_KIND_ROLE_STATUS },
    { "visibility", FIELD_TYPE_WORD, AT(Preparation, visibility), .words = VISIBILITIES,
      .reach = REACH_EVENT, .change = CHANGE_KIND_VISIBILITY, .description = "See PRIVATE PARTS." },
    { "note", FIELD_TYPE_LINE, AT(Preparation, note), .reach = REACH_EVENT,
      .change = CHANGE_KIND_NOTE },
    { "url", FIELD_TYPE_URL, AT(Preparation, url), .reach = REACH_EVENT,
      .change = CHANGE_KIND_URL },
    { "date", FIELD_TYPE_DATE, AT(Preparation, date), .is_default = has_no_date,
      .reach = REACH_EVENT, .change = CHANGE_KIND_MOVED,
      .description =
          "The day on which it takes place. With this or `due` it is an all-day event in "
          "the feed of who contributes it." },
    { "due", FIELD_TYPE_DATE, AT(Preparation, date), .is_default = has_no_due, .reach = REACH_EVENT,
      .change = CHANGE_KIND_MOVED, .description = "The day by which it has to be there." },
};
const SchemaRecord SCHEMA_PREPARATION = { "a preparation", SCHEMA_FORM(0),
                                          .place = offsetof(Preparation, place),
                                          ROWS(PREPARATION_FIELDS) };

/* --- days -------------------------------------------------------------------------------- */

/* The key under which a slot's sessions stand says of which kind they are. */
static const SchemaField SLOT_FIELDS[] = {
    { "start", FIELD_TYPE_CLOCK, AT(Slot, start), .reach = REACH_EVENT, .change = CHANGE_KIND_MOVED,
      .description = "Required unless the slot takes all day." },
    { "end", FIELD_TYPE_CLOCK, AT(Slot, end), .reach = REACH_EVENT, .change = CHANGE_KIND_MOVED,
      .description = "Required unless there is a duration, or the slot takes all day." },
    { "duration", FIELD_TYPE_DURATION, AT(Slot, end), .reach = REACH_EVENT,
      .change = CHANGE_KIND_MOVED, .description = "In place of its end." },
    { "until", FIELD_TYPE_DATE, AT(Slot, until), .reach = REACH_EVENT, .change = CHANGE_KIND_MOVED,
      .description = "The day of its end, or the last day if it takes all day, where that is not "
                     "the day under which it stands. What lasts longer than 24 hours is in the "
                     "calendar of each day on which it goes on." },
    { "all-day", FIELD_TYPE_BOOL, AT(Slot, all_day), .reach = REACH_EVENT,
      .change = CHANGE_KIND_MOVED },
    /* No member: the reader puts them into the slot's sessions, and so does the history. */
    { "plenary", FIELD_TYPE_RECORD, .of = &SCHEMA_SESSIONS[SESSION_KIND_PLENARY] },
    { "break", FIELD_TYPE_RECORD, .of = &SCHEMA_SESSIONS[SESSION_KIND_BREAK] },
    { "sessions", FIELD_TYPE_RECORDS, AT(Slot, sessions),
      .of = &SCHEMA_SESSIONS[SESSION_KIND_SESSION],
      .description = "Sessions in parallel. A slot has either a plenary, a break or sessions." },
};
const SchemaRecord SCHEMA_SLOT = { "a slot", SCHEMA_FORM(0), .place = offsetof(Slot, place),
                                   ROWS(SLOT_FIELDS) };

static const SchemaField DAY_FIELDS[] = {
    { "date", FIELD_TYPE_DATE, AT(Day, date), .required = SCHEMA_ALWAYS, .reach = REACH_EVENT,
      .change = CHANGE_KIND_MOVED, .description = "Each is there once." },
    { "title", FIELD_TYPE_LINE, AT(Day, title) },
    { "slots", FIELD_TYPE_RECORDS, AT(Day, slots), .of = &SCHEMA_SLOT,
      .description = "They may overlap." },
};
const SchemaRecord SCHEMA_DAY = { "a day", SCHEMA_FORM(0), .place = offsetof(Day, place),
                                  ROWS(DAY_FIELDS) };

/* Records come before those that refer to them. */
static const SchemaField FILE_FIELDS[] = {
    { "agenda", FIELD_TYPE_RECORD, .required = SCHEMA_ALWAYS, .of = &SCHEMA_AGENDA },
    { "roles", FIELD_TYPE_RECORDS, AT(Agenda, roles), .of = &SCHEMA_ROLES[ROLE_FORM_NEW] },
    { "agencies", FIELD_TYPE_RECORDS, AT(Agenda, agencies), .of = &SCHEMA_AGENCY },
    { "people", FIELD_TYPE_RECORDS, AT(Agenda, people), .of = &SCHEMA_PERSON },
    { "rooms", FIELD_TYPE_RECORDS, AT(Agenda, rooms), .of = &SCHEMA_ROOM },
    { "round-tables", FIELD_TYPE_RECORDS, AT(Agenda, round_tables), .of = &SCHEMA_ROUND_TABLE },
    { "types", FIELD_TYPE_RECORDS, AT(Agenda, types), .of = &SCHEMA_TYPE,
      .description = "What types sessions have. With such a list, an unknown one is an error." },
    { "tags", FIELD_TYPE_RECORDS, AT(Agenda, tags), .of = &SCHEMA_TAG,
      .description = "What tags sessions have, likewise." },
    { "days", FIELD_TYPE_RECORDS, AT(Agenda, days), .required = SCHEMA_ALWAYS, .of = &SCHEMA_DAY },
    { "preparations", FIELD_TYPE_RECORDS, AT(Agenda, preparations), .of = &SCHEMA_PREPARATION },
};
const SchemaRecord SCHEMA_FILE = { "an agenda file", SCHEMA_FORM(0), ROWS(FILE_FIELDS) };

/* --- words ------------------------------------------------------------------------------- */

const char *agency_kind_word(AgencyKind kind)
{
    return AGENCY_KINDS[kind];
}

const char *session_kind_word(SessionKind kind)
{
    static const char *const WORDS[] = {
        [SESSION_KIND_SESSION] = "session",
        [SESSION_KIND_PLENARY] = "plenary",
        [SESSION_KIND_BREAK] = "break",
    };

    return WORDS[kind];
}

const char *session_kind_key(SessionKind kind)
{
    return kind == SESSION_KIND_SESSION ? "sessions" : session_kind_word(kind);
}

const char *session_status_word(SessionStatus status)
{
    return SESSION_STATUSES[status];
}

const char *contribution_status_word(ContributionStatus status)
{
    return CONTRIBUTION_STATUSES[status];
}

const char *visibility_word(Visibility visibility)
{
    return VISIBILITIES[visibility];
}
