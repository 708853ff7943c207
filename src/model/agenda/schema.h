#pragma once

#include "model/agenda/agenda.h"
#include "model/agenda/change_kind.h"

/*
 * The records of an agenda file, each described once: its keys as rows. What reads a record,
 * writes, copies or compares it, lists its languages or describes it in the manual goes by the
 * rows. A new key is a row, a member of the struct, and the places that show it.
 */

/* What a value is, and the type of the member that holds it. */
typedef enum FieldType {
    FIELD_TYPE_ID,        /* const char *, of [a-z0-9-] */
    FIELD_TYPE_CODE,      /* const char *, of [A-Za-z0-9._-] */
    FIELD_TYPE_STRING,    /* const char *, one line, in no particular language */
    FIELD_TYPE_URL,       /* const char *, absolute, of http or https */
    FIELD_TYPE_LINE,      /* Text of one line */
    FIELD_TYPE_PROSE,     /* Text of one or several lines */
    FIELD_TYPE_COUNT,     /* guint, 1 or more where it is given */
    FIELD_TYPE_BOOL,      /* bool */
    FIELD_TYPE_WORD,      /* an enum: which of the row's words it is */
    FIELD_TYPE_ZONE,      /* Tz * */
    FIELD_TYPE_STAMP,     /* gint64, Unix seconds */
    FIELD_TYPE_DATE,      /* CivilDate */
    FIELD_TYPE_CLOCK,     /* CivilTime */
    FIELD_TYPE_REFERENCE, /* const Role *, Agency *, Room * or RoundTable *: the row says of which
                           */
    FIELD_TYPE_RECORD,    /* a record of its own */
    FIELD_TYPE_RECORDS,   /* GPtrArray * of records */
} FieldType;

/* Which calendars a change of a value reaches. */
typedef enum Reach {
    REACH_NOTHING,
    REACH_ALL,      /* of the agenda: every calendar */
    REACH_AGENDA,   /* of the agenda: the calendar of it */
    REACH_SESSIONS, /* of the agenda: every session */
    REACH_EVENT,    /* of an event: wherever that is */
    REACH_NAMING,   /* of what events name: the events that do, and its own calendar */
    REACH_OWN,      /* of an agency or its part in an event: not other agencies' own calendars */
} Reach;

typedef struct SchemaRecord SchemaRecord;

/* A key. What does not apply is 0. */
typedef struct SchemaField {
    const char *key;
    FieldType type;
    guint required;           /* forms (SCHEMA_FORM) of the record that need it */
    gsize offset;             /* of the member in the record's struct, octets */
    guint forms;              /* those that may have it; 0: all */
    guint initial;            /* a count where the file has none */
    const char *const *words; /* ended by NULL; the first is there where the file has none */
    const SchemaRecord *of;   /* what is named, or held */
    /* Whether the value is what there is where the file has none; NULL if the type knows. */
    bool (*is_default)(gconstpointer record);
    Reach reach;
    ChangeKind change;
    const char *description; /* sentences for the manual, `quoted` what stands in a file; or NULL */
} SchemaField;

/* A record in one of its forms: these differ in which keys they may have, or need. */
struct SchemaRecord {
    const char *name; /* "a session" */
    guint form;       /* SCHEMA_FORM of its number */
    NamedKind named;  /* which of those that events name it is, if it is */
    gsize place;      /* offset of its Place; 0 of the agenda and its file, which have none */
    const SchemaField *fields;
    gsize n_fields;
};

#define SCHEMA_FORM(number) (1U << (number))
#define SCHEMA_ALWAYS G_MAXUINT

/* More keys than any record has. */
#define SCHEMA_FIELDS_MAX 32

typedef enum RoleForm {
    ROLE_FORM_NEW,
    ROLE_FORM_BUILT_IN, /* what is left out stays as it is */
} RoleForm;

/* The keys of each in the order in which they are written. */
extern const SchemaRecord SCHEMA_FILE; /* of an Agenda, as SCHEMA_AGENDA, which is a part of it */
extern const SchemaRecord SCHEMA_AGENDA;
extern const SchemaRecord SCHEMA_ROLES[]; /* by RoleForm */
extern const SchemaRecord SCHEMA_AGENCY;
extern const SchemaRecord SCHEMA_ROOM;
extern const SchemaRecord SCHEMA_ROUND_TABLE;
extern const SchemaRecord SCHEMA_DAY;
extern const SchemaRecord SCHEMA_SLOT;
extern const SchemaRecord SCHEMA_SESSIONS[]; /* by SessionKind */
extern const SchemaRecord SCHEMA_CONTRIBUTION;
extern const SchemaRecord SCHEMA_PREPARATION;

/* Those that events name, by NamedKind; their first key is the id. */
extern const SchemaRecord *const SCHEMA_NAMED[];

/* --- values ------------------------------------------------------------------------------ */

/* Whether a record of this form may have the key, or needs it. */
bool schema_field_is_allowed(const SchemaField *field, const SchemaRecord *schema);
bool schema_field_is_required(const SchemaField *field, const SchemaRecord *schema);

/* Where a record has the value: a pointer to a member of the field's type. */
gpointer schema_field_member(const SchemaField *field, gpointer record);

/* Whether there would be the same value without the key. Values that must be there never are
 * default. */
bool schema_field_is_default(const SchemaField *field, gconstpointer record);

/* Room for the text of a value that has none of its own. */
typedef struct SchemaText {
    char octets[24];
} SchemaText;

/* A value as the file has it; of a text the first language, of a reference the id. It is the
 * agenda's, or made in `text`; NULL if there is none. Not for records and clocks. */
const char *schema_field_text(const SchemaField *field, gconstpointer record, SchemaText *text);

/* Whether two records say something else under a key; of references, whether what is named shows
 * as something else. Not for records. */
bool schema_field_differs(const SchemaField *field, gconstpointer before, gconstpointer after);

/* --- records ----------------------------------------------------------------------------- */

/* Sets the values that are there where the file has none, in a record that is all zeros. */
void schema_set_defaults(const SchemaRecord *schema, gpointer record);

/* Copies the values of all keys, but for records, as they are: pointers stay. */
void schema_assign(const SchemaRecord *schema, gpointer to, gconstpointer from);

/* The id of a record that events name. */
const char *schema_id(const SchemaRecord *schema, gconstpointer record);

/* Where the file has a record; not for the agenda and its file. */
Place *schema_place(const SchemaRecord *schema, gpointer record);

typedef void SchemaVisit(const SchemaRecord *schema, gconstpointer record, gpointer user);

/* Visits a record, and then those that it holds in lists. */
void schema_walk(const SchemaRecord *schema, gconstpointer record, SchemaVisit *visit,
                 gpointer user);
