#pragma once

#include "history/history.h"

/*
 * Whether what an agenda file says is news: it is when it says something else than that file
 * published last. It is not because the file was touched, or read again; so what a revert took back
 * does not come back by itself.
 */
typedef enum FileNews {
    FILE_NEWS_NONE,   /* it says what is published */
    FILE_NEWS_FRESH,  /* it says something else than before; that may be published already */
    FILE_NEWS_OLD,    /* it says what it said before, and something else was published since */
    FILE_NEWS_FAILED, /* HISTORY_ERROR */
} FileNews;

/* out_number: for FILE_NEWS_OLD, the last public revision that said so; 0 if there is none. A path
 * that is not known is taken for a file that was moved if it says what another file of the agenda
 * published last. */
FileNews file_news_find(History *history, const HistoryFile *file, guint *out_number,
                        GError **error);

/* Notes that a file says what is published, unless that is known. It is of no consequence if this
 * fails: then it is found out again. */
void file_news_note(History *history, const HistoryFile *file);

/* The digest of what a file says, with all that is private; the caller's own. The rules of its zone
 * do not count: a file that says what it said is no news because they are new. */
char *file_news_digest(const Agenda *agenda);
