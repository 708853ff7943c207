#pragma once

#include "file/import/foreign.h"

/*
 * Texts of a source, made fit for an agenda. What they return belongs to the schedule, and is NULL
 * if `raw` is NULL or nothing is left of it. `raw` need not be valid UTF-8: what is not becomes
 * U+FFFD. Control characters are dropped, with a remark.
 */

/* One line: line ends and runs of blanks become a blank. What was escaped for HTML once too often
 * ("&amp;") is undone, and so are apostrophes that were doubled for a database ("it''s"). One too
 * long for an agenda is cut, with a remark. */
const char *foreign_line(ForeignSchedule *schedule, const char *raw);

/* A text in which what was escaped for HTML ("&amp;", "&#20140;") is undone once. The caller owns
 * it. */
char *foreign_dup_unescaped(const char *text);

/* Prose that the source has in HTML, or in Markdown, which plain text is taken for: as Markdown. A
 * text too long for an agenda is cut, with a remark. `what` names it for remarks. */
const char *foreign_prose(ForeignSchedule *schedule, const char *what, const char *raw);

/* Prose that the source has in HTML or as plain text: as Markdown that says the same. */
const char *foreign_plain(ForeignSchedule *schedule, const char *what, const char *raw);

/* Two such proses, either of which may be NULL, as paragraphs of one; one that says the same as the
 * other is not repeated. `what` names the second for remarks, if both are too long together. */
const char *foreign_prose_join(ForeignSchedule *schedule, const char *what, const char *first,
                               const char *second);

/* A web address: blanks around it are dropped, characters that none can have are escaped. NULL,
 * with a remark, if it is none then. */
const char *foreign_url(ForeignSchedule *schedule, const char *what, const char *raw);

/* A language's tag (BCP 47), in the usual capitals. NULL, with a remark, if it is none. */
const char *foreign_language(ForeignSchedule *schedule, const char *what, const char *raw);

/* A word to sort by, a type or a tag: one line in which a comma becomes a slash, because calendars
 * part such words by commas. */
const char *foreign_term(ForeignSchedule *schedule, const char *raw);
