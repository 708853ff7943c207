#include "file/reader.h"

#include "base/suggest.h"

static guint hash_contribution(gconstpointer key)
{
    const Contribution *contribution = key;

    /* The usual odd factor, so that they do not cancel out. */
    return (g_direct_hash(contribution->agency) * 31 + g_direct_hash(contribution->person)) * 31 +
           g_direct_hash(contribution->role);
}

static gboolean same_contribution(gconstpointer a, gconstpointer b)
{
    const Contribution *left = a;
    const Contribution *right = b;

    /* Records of one agenda are unique, so pointers identify them. */
    return left->agency == right->agency && left->person == right->person &&
           left->role == right->role;
}

void reader_init(Reader *reader, Findings *findings, const KeptZone *kept)
{
    *reader = (Reader){
        .findings = findings,
        .kept = kept,
        /* Its id and zone follow with its head. */
        .agenda = agenda_new("", NULL),
        .session_ids = g_hash_table_new(g_str_hash, g_str_equal),
        .contributions = g_hash_table_new(hash_contribution, same_contribution),
        .preparations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
}

void reader_clear(Reader *reader)
{
    g_clear_pointer(&reader->session_ids, g_hash_table_unref);
    g_clear_pointer(&reader->contributions, g_hash_table_unref);
    g_clear_pointer(&reader->preparations, g_hash_table_unref);
    g_clear_pointer(&reader->agenda, agenda_free);
}

void reader_error(Reader *reader, const Node *node, const char *rule, char *take_hint,
                  const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(reader->findings, SEVERITY_ERROR, node_place(node), rule, take_hint, "%s", text);
}

void reader_warning(Reader *reader, const Node *node, const char *rule, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(reader->findings, SEVERITY_WARNING, node_place(node), rule, NULL, "%s", text);
}

char *reader_suggest(const Reader *reader, const char *word, const char *const *candidates,
                     gsize n_candidates)
{
    /* The finding would not be kept, and a file of errors must not take minutes. */
    if (findings_count(reader->findings, SEVERITY_ERROR) >= FINDINGS_MAX) {
        return NULL;
    }
    const char *nearest = suggest_nearest(word, candidates, n_candidates);
    return nearest == NULL ? NULL : g_strdup_printf("did you mean \"%s\"?", nearest);
}
