#pragma once

#include "model/agenda/schema.h"

/*
 * What is taken out of an agenda because it should never have been public, and the agenda without
 * it. Nothing here keeps what was taken out.
 */

typedef enum WithdrawalKind {
    WITHDRAWAL_SESSION,      /* all that a session says but its day and its times */
    WITHDRAWAL_CONTRIBUTION, /* the part of an agency or a person in a session */
    WITHDRAWAL_AGENCY,       /* its names, its address, all that it contributes */
    WITHDRAWAL_PERSON,       /* likewise */
    WITHDRAWAL_PREPARATION,  /* all that it says but its day */
    WITHDRAWAL_TEXT,         /* each value that holds some words */
    WITHDRAWAL_AGENDA,       /* all that the agenda says but its days and times */
} WithdrawalKind;

/* What is read in the place of a text that was taken out. */
#define WITHDRAWAL_PLACEHOLDER "(withdrawn)"

typedef struct Withdrawal {
    WithdrawalKind kind;
    char *id;        /* of the session, the agency or the person; a preparation's key; or NULL */
    char *key;       /* whose contribution it is (model/address/participant_key); or NULL */
    char *words;     /* folded, as they are searched; "" if there are none to search; or NULL */
    char *id_prefix; /* the beginning of the ids that `renamed` gives */
    /* A preparation without an id is known by its title. One whose title is taken out has an id
     * from then on: its key → that id, the same in every agenda. */
    GHashTable *renamed;
} Withdrawal;

/* Copies the strings. `what` is the id, the key or the words; NULL for an agenda. `key` is NULL but
 * for a contribution. */
Withdrawal *withdrawal_new(WithdrawalKind kind, const char *what, const char *key);
void withdrawal_free(Withdrawal *withdrawal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Withdrawal, withdrawal_free)

/* Sets how ids that are given begin: no other withdrawal of the agenda may use the same. There is
 * one prefix for each revision that tells of a withdrawal, which is the caller's own. */
char *withdrawal_dup_id_prefix(guint number);
void withdrawal_set_id_prefix(Withdrawal *withdrawal, const char *prefix);

/* Whether a text holds the words of a WITHDRAWAL_TEXT, whatever its capitals, how its letters are
 * encoded (Unicode NFKC, case folding), what in it is not seen, and how many blanks or line breaks
 * part words; false for the other kinds, and for NULL. */
bool withdrawal_has_words(const Withdrawal *withdrawal, const char *text);

/* Whether nothing is left of a preparation but who contributes it, its role and its day. */
bool withdrawal_took_preparation(const Preparation *preparation);

/* The word for a kind, "session", which withdrawal_kind_parse understands. Static. */
const char *withdrawal_kind_word(WithdrawalKind kind);
bool withdrawal_kind_parse(const char *word, WithdrawalKind *out_kind);

/* Whether an agenda has what is withdrawn as a record of its own: the session, the agency … True
 * for a text and a whole agenda. */
bool withdrawal_names_part_of(const Withdrawal *withdrawal, const Agenda *agenda);

/* Whether anything would be taken out of a record itself. */
bool withdrawal_reaches(const Withdrawal *withdrawal, const SchemaRecord *schema,
                        gconstpointer record);

/* The agenda as it may be read in earlier revisions: with the same records, of which those that are
 * reached say no more than the placeholder. The caller's own. */
Agenda *withdrawal_redact(Withdrawal *withdrawal, const Agenda *agenda);

/* The agenda as it goes on from there: without what is named, as if its file had left that out.
 * Takes an agenda from withdrawal_redact. The caller's own. */
Agenda *withdrawal_drop(Withdrawal *withdrawal, Agenda *take_redacted);

/* What everybody could see of an agenda, and only some can see of the one after it: an array of
 * Withdrawal *, freed with it, each of which would take the past of one back. */
GPtrArray *withdrawal_list_private(const Agenda *public_before, const Agenda *whole);
