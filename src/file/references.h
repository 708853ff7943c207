#pragma once

#include "file/fields.h"

/* Readers of ids that must be those of records read before: each sets the record. */
FieldRead references_read_role;        /* const Role * */
FieldRead references_read_agency;      /* const Agency * */
FieldRead references_read_room;        /* const Room * */
FieldRead references_read_round_table; /* const RoundTable * */
