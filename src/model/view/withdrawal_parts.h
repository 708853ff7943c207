#pragma once

#include "model/agenda/participant.h"
#include "model/view/withdrawal.h"

/* What withdrawal.c and withdrawal_agenda.c share and nobody else sees. */

/* Whether a key (preparation_dup_key) is that of a preparation. */
bool withdrawal_key_is_of(const Preparation *preparation, const char *key);

/* Whether all that a contribution, or any record, says is taken out. */
bool withdrawal_takes_contribution(const Withdrawal *withdrawal, const Contribution *contribution);
bool withdrawal_takes_all(const Withdrawal *withdrawal, const SchemaRecord *schema,
                          gconstpointer record);

/* Whether a value goes with what is withdrawn, while the rest of its record stays: what is said of
 * a person beside the name of an agency. */
bool withdrawal_takes_value(const Withdrawal *withdrawal, const SchemaRecord *schema,
                            const SchemaField *field, gconstpointer record);

/* Whether an agency or a person is withdrawn. */
bool withdrawal_takes_contributor(const Withdrawal *withdrawal, Contributor who);

/* Whether a value of a record holds the words. Ids, which are names of files and parts of
 * addresses, are no texts. */
bool withdrawal_has_words_in(const Withdrawal *withdrawal, const SchemaField *field,
                             gconstpointer record);

/* Whether an item of such a value does: a part, or a record that is named. */
bool withdrawal_has_words_in_item(const Withdrawal *withdrawal, const SchemaField *field,
                                  gconstpointer item);
