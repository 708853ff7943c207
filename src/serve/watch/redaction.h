#pragma once

/* A copy of what a client has sent, to be shown to who looks after the service: the address of a
 * private calendar, whatever has become of it on its way, is not in it. Escapes (RFC 3986 §2.1) are
 * seen through, those of escapes too. Left out, with a "-" in its place, is
 * - what follows "private" and a slash, or another mark that may stand for one, and
 * - wherever it stands, what looks like a token: 32 or more of its letters in a row, of either
 * case. The caller's own. */
char *redaction_dup(const char *text);
