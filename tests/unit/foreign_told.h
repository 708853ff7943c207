#pragma once

#include "file/import/foreign_format.h"

/*
 * What the reader of a format makes of a source, told in lines for tests.
 *
 * An event is its kind, id, start, end and title, and then what it has of
 *     source= day= status= subtitle= abstract= type= room= track= url= image= tag= language=
 *     link=URL|TITLE ROLE=NAME@ORGANISATION/SOURCE(NOTE)
 * Instants end with a Z; what clocks show does not.
 */
typedef struct ForeignTold {
    ForeignSchedule *schedule;
    char *error; /* or NULL */
} ForeignTold;

/* Reads a source in which each apostrophe stands for a quotation mark. */
void foreign_told_read(ForeignTold *told, const char *format, const char *source);
void foreign_told_clear(ForeignTold *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ForeignTold, foreign_told_clear)

/* Fail unless the events, the rooms and what else is said of the whole, or the remarks are these,
 * each ended by a line feed. A remark is "WHAT WHY xCOUNT". */
void foreign_told_assert_events(const ForeignTold *told, const char *expected);
void foreign_told_assert_head(const ForeignTold *told, const char *expected);
void foreign_told_assert_remarks(const ForeignTold *told, const char *expected);
