#pragma once

/* A copy of what a client has sent, fit for those who look after the service: the address of a
 * private calendar is not in it, whatever has become of that on its way. Escapes (RFC 3986 §2.1)
 * are seen through, even escaped ones. A "-" takes the place of
 * - whatever follows "private" and a slash, or another mark that may stand for one, and
 * - anything, wherever it stands, that looks like a token: 32 or more of its letters in a row, of
 * either case.
 * The caller's own. */
char *redaction_dup(const char *text);
