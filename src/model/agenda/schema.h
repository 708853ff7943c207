#pragma once

#include "model/agenda/agenda.h"
#include "model/agenda/change_kind.h"

/*
 * The records of an agenda file, each described once, with a row for each key. Whatever reads,
 * writes, copies or compares records, lists their languages or documents them goes by the rows. To
 * add a key, add a row and a member of the struct, and show it where it is to be seen.
 */

/* The type of a value, and of the member that holds it. */
typedef enum FieldType {
    FIELD_TYPE_ID,         /* const char *, of [a-z0-9-] */
    FIELD_TYPE_CODE,       /* const char *, of [A-Za-z0-9._-] */
    FIELD_TYPE_STRING,     /* const char *, one line, in no particular language */
    FIELD_TYPE_TERM,       /* const char *, one line without a comma: a word to sort by */
    FIELD_TYPE_LANGUAGE,   /* const char *, a BCP 47 tag */
    FIELD_TYPE_URL,        /* const char *, an absolute URL with http or https */
    FIELD_TYPE_EMAIL,      /* const char *, an address */
    FIELD_TYPE_GEO,        /* const char *, "LATITUDE;LONGITUDE" */
    FIELD_TYPE_ORIGINS,    /* const char *, origins of web sites (RFC 6454) with blanks between */
    FIELD_TYPE_LINE,       /* Text, a single line */
    FIELD_TYPE_PROSE,      /* Text, one or more lines */
    FIELD_TYPE_COUNT,      /* guint, 1 or more if given */
    FIELD_TYPE_BOOL,       /* bool */
    FIELD_TYPE_WORD,       /* an enum: the index of one of the row's words */
    FIELD_TYPE_ZONE,       /* Tz * */
    FIELD_TYPE_STAMP,      /* gint64, Unix seconds */
    FIELD_TYPE_DATE,       /* CivilDate */
    FIELD_TYPE_CLOCK,      /* CivilTime */
    FIELD_TYPE_DURATION,   /* CivilTime, in seconds; written as what follows from it */
    FIELD_TYPE_REFERENCE,  /* const Role *, Participant *, Room * …, as the row says */
    FIELD_TYPE_REFERENCES, /* GPtrArray * of such, by id; NULL for none */
    FIELD_TYPE_PART,       /* the struct of a record that is nothing by itself */
    FIELD_TYPE_PARTS,      /* GPtrArray * of such, in the order of the file; NULL for none */
    FIELD_TYPE_RECORD,     /* a record */
    FIELD_TYPE_RECORDS,    /* GPtrArray * of records */
} FieldType;

/* Which calendars a change of a value reaches. */
typedef enum Reach {
    REACH_NOTHING,
    REACH_ALL,          /* agenda: every calendar */
    REACH_AGENDA,       /* agenda: the calendar of the whole agenda */
    REACH_SESSIONS,     /* agenda: every session */
    REACH_ROUND_TABLES, /* agenda: the sessions of round tables, and their calendars */
    REACH_EVENT,        /* event: wherever it stands */
    REACH_NAMING,       /* named record: the events that name it, and its own calendar */
    REACH_OWN,          /* who contributes, or a part in an event: not others' own calendars */
} Reach;

typedef struct SchemaRecord SchemaRecord;

/* A key of a record. What does not apply is 0. */
typedef struct SchemaField {
    const char *key;
    FieldType type;
    guint required;           /* the forms (SCHEMA_FORM) of the record that need it */
    gsize offset;             /* octets from the start of the record's struct to the member */
    guint forms;              /* the forms that may have it; 0: all */
    guint initial;            /* a count's value where the file has none */
    const char *const *words; /* ended by NULL; the first one is the default */
    const SchemaRecord *of;   /* the record that is named or held */
    /* Whether the value is the default; NULL if the type tells. */
    bool (*is_default)(gconstpointer record);
    /* Of the agenda's keys that reach sessions: whether this one shows it, or has its own in place
     * of it. NULL: all show it. */
    bool (*shows_in)(const Session *session);
    Reach reach;
    ChangeKind change;
    bool one_of;             /* a record needs at least one of the keys that say so */
    bool is_private;         /* for the organisers only */
    const char *description; /* sentences for the manual, with text of files in `quotes`; or NULL */
} SchemaField;

/* A record in one of its forms, which differ in the keys that they may have or need. */
struct SchemaRecord {
    const char *name; /* "a session" */
    guint form;       /* SCHEMA_FORM of the form's number */
    NamedKind named;  /* its kind, if events can name it */
    gsize place; /* offset of its Place; 0 for the agenda, its file and parts, which have none */
    const SchemaField *fields;
    gsize n_fields;
    gsize size;       /* of the struct, for a part */
    const char *word; /* for one that events can name, as in the history: "round-table" */
};

#define SCHEMA_FORM(number) (1U << (number))
#define SCHEMA_ALWAYS G_MAXUINT

/* More keys than any record has. */
#define SCHEMA_FIELDS_MAX 32

typedef enum RoleForm {
    ROLE_FORM_NEW,
    ROLE_FORM_BUILT_IN, /* keys left out keep their built-in values */
} RoleForm;

/* Each has its keys in the order in which they are written. */
extern const SchemaRecord SCHEMA_FILE; /* describes an Agenda, like SCHEMA_AGENDA, which is a part
                                        * of it */
extern const SchemaRecord SCHEMA_AGENDA;
extern const SchemaRecord SCHEMA_ROLES[]; /* by RoleForm */
extern const SchemaRecord SCHEMA_AGENCY;
extern const SchemaRecord SCHEMA_PERSON;
extern const SchemaRecord SCHEMA_ROOM;
extern const SchemaRecord SCHEMA_ROUND_TABLE;
extern const SchemaRecord SCHEMA_TYPE;
extern const SchemaRecord SCHEMA_TAG;
extern const SchemaRecord SCHEMA_LANGUAGE;
extern const SchemaRecord SCHEMA_CONTACT;
extern const SchemaRecord SCHEMA_NOUN;
extern const SchemaRecord SCHEMA_NOUNS;
extern const SchemaRecord SCHEMA_LINK;
extern const SchemaRecord SCHEMA_DAY;
extern const SchemaRecord SCHEMA_SLOT;
extern const SchemaRecord SCHEMA_SESSIONS[]; /* by SessionKind */
extern const SchemaRecord SCHEMA_CONTRIBUTION;
extern const SchemaRecord SCHEMA_PREPARATION;

/* The records that events name, by NamedKind. Their first key is the id. */
extern const SchemaRecord *const SCHEMA_NAMED[N_NAMED_KINDS];

/* --- values ------------------------------------------------------------------------------ */

/* Whether a record of this form may have a key, or needs it. */
bool schema_field_is_allowed(const SchemaField *field, const SchemaRecord *schema);
bool schema_field_is_required(const SchemaField *field, const SchemaRecord *schema);

/* Whether the member is a Text, or a const char *. */
bool schema_field_is_text(const SchemaField *field);
bool schema_field_is_string(const SchemaField *field);

/* A pointer to the member that holds a value; its type is that of the field. */
gpointer schema_field_member(const SchemaField *field, gpointer record);

/* Sets a value to nothing: all octets of the member are 0. Not for records. */
void schema_field_clear(const SchemaField *field, gpointer record);

/* Whether leaving out the key would give the same value. Never true of a required key. */
bool schema_field_is_default(const SchemaField *field, gconstpointer record);

/* A value as a file writes it: a text in its first language, a reference as its id, and those of a
 * list or a part one after the other. NULL if there is no value. Not for records, clocks and
 * durations. The caller owns it. */
char *schema_field_dup_text(const SchemaField *field, gconstpointer record);

/* Whether two records differ in a key. For a reference, whether the named records look different to
 * those who name them. Not for records. */
bool schema_field_differs(const SchemaField *field, gconstpointer before, gconstpointer after);

/* --- records ----------------------------------------------------------------------------- */

/* Sets the defaults that are not 0, in a record that is all zero. */
void schema_set_defaults(const SchemaRecord *schema, gpointer record);

/* Copies the values of all keys except records. Pointers are copied as they are. */
void schema_assign(const SchemaRecord *schema, gpointer to, gconstpointer from);

/* Whether a record has a value that is for the organisers only. */
bool schema_has_private(const SchemaRecord *schema, gconstpointer record);

/* Whether events can name such records. */
bool schema_is_named(const SchemaRecord *schema);

/* The id of a record that events can name. Borrowed. */
const char *schema_id(const SchemaRecord *schema, gconstpointer record);

/* The place of a record in the file. Not for the agenda and its file. */
Place *schema_place(const SchemaRecord *schema, gpointer record);

typedef void SchemaVisit(const SchemaRecord *schema, gconstpointer record, gpointer user);

/* Visits a record and then, recursively, its parts and the records in its lists. */
void schema_walk(const SchemaRecord *schema, gconstpointer record, SchemaVisit *visit,
                 gpointer user);
