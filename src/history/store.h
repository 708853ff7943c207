#pragma once

#include "history/history_facts.h"

/*
 * A store keeps a history. Each function does what its namesake in history.h does; history.c picks
 * the store, and does all that is the same for every store. A store embeds this as its first
 * member.
 */
typedef struct HistoryStore HistoryStore;

typedef struct HistoryStoreClass {
    void (*close)(HistoryStore *store);
    void (*set_patience)(HistoryStore *store, guint milliseconds);
    bool (*is_read_only)(const HistoryStore *store);
    HistoryPlace (*find_place)(HistoryStore *store);
    GPtrArray *(*list_agendas)(HistoryStore *store, GError **error);
    GPtrArray *(*list_streams)(HistoryStore *store, const char *agenda, GError **error);
    GArray *(*list)(HistoryStore *store, const char *agenda, GStringChunk *strings, GError **error);
    bool (*find)(HistoryStore *store, const char *agenda, gint64 stamp, guint *out_number,
                 GError **error);
    HistoryFacts *(*read)(HistoryStore *store, const char *agenda, guint number, GError **error);
    HistoryFacts *(*read_events)(HistoryStore *store, const char *agenda, guint number,
                                 const GPtrArray *keys, GError **error);
    HistoryFacts *(*read_gone)(HistoryStore *store, const char *agenda, guint number,
                               GError **error);
    GArray *(*read_changes)(HistoryStore *store, const char *agenda, guint number, guint limit,
                            GStringChunk *strings, GError **error);
    bool (*has_news)(HistoryStore *store);
    bool (*append_all)(HistoryStore *store, const GPtrArray *all_facts, const HistoryFile *file,
                       GError **error);
    GArray *(*list_files)(HistoryStore *store, const char *agenda, GStringChunk *strings,
                          GError **error);
    bool (*put_file)(HistoryStore *store, const HistoryFile *file, GError **error);
    bool (*find_source)(HistoryStore *store, const char *agenda, GStringChunk *strings,
                        HistorySource *out_source, GError **error);
    bool (*put_source)(HistoryStore *store, const HistorySource *source, GError **error);
    bool (*transact)(HistoryStore *store, bool (*work)(gpointer data, GError **error),
                     gpointer data, GError **error);
    bool (*rewrite)(HistoryStore *store, const HistoryRewriting *rewriting, GError **error);
    bool (*add_withdrawal)(HistoryStore *store, const HistoryWithdrawal *withdrawal,
                           GError **error);
    GArray *(*list_withdrawals)(HistoryStore *store, const char *agenda, GStringChunk *strings,
                                GError **error);
    bool (*clear)(HistoryStore *store, GError **error);
    GArray *(*list_tokens)(HistoryStore *store, GStringChunk *strings, guint *out_malformed,
                           GError **error);
    bool (*put_tokens)(HistoryStore *store, const GArray *tokens, GError **error);
    bool (*remove_token)(HistoryStore *store, const char *digest, GError **error);
    bool (*verify)(HistoryStore *store, GPtrArray *faults, GError **error);
} HistoryStoreClass;

struct HistoryStore {
    const HistoryStoreClass *class;
};
