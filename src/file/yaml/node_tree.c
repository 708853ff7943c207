#include "file/yaml/node_tree.h"

#include "base/arena.h"
#include "base/clip.h"
#include "file/agenda_limits.h"
#include "file/yaml/encoding.h"
#include "file/yaml/line_ends.h"
#include "file/yaml/scalar_text.h"
#include "file/yaml/yaml_bounds.h"
#include "file/yaml/yaml_events.h"

#include <string.h>

struct NodeTree {
    Arena *arena;
    const Node *root;
};

/* A node that an alias may lead to, and what each use of it counts for. */
typedef struct Anchor {
    const char *name;
    const Node *node;
    gsize offset; /* of its event */
    gsize nodes;
    gsize octets;
    bool open; /* the node is not complete yet */
    bool used;
} Anchor;

/* A sequence or mapping that is not complete yet. */
typedef struct Frame {
    Node *node;
    guint first_child; /* index in Builder.pending */
    Anchor *anchor;    /* or NULL */
} Frame;

typedef struct Builder {
    NodeTree *tree;
    Findings *findings;
    const YamlEvents *events; /* being read */
    GPtrArray *pending;       /* const Node *: those whose parent is not complete */
    GArray *pending_spans;    /* NodeSpan: theirs, if somebody asks for spans */
    NodeSpans *spans;         /* or NULL */
    GArray *frames;           /* Frame */
    GHashTable *anchors;
    GPtrArray *text_anchors; /* const Anchor *: those of texts without quotes */
    gsize nodes;             /* so far, with aliases counted as often as they are used */
    gsize octets;
    guint documents;
    bool has_marks; /* the text has LINE_END_MARK where it had a line end */
    bool broken;    /* there will be no tree */
    bool stopped;   /* what follows is not read */
} Builder;

G_GNUC_PRINTF(4, 5)
static void break_off(Builder *builder, Place place, const char *rule, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(builder->findings, SEVERITY_ERROR, place, rule, NULL, "%s", text);
    builder->broken = true;
}

/* Counts nodes and the octets of their texts, and stops if there are too many. Aliases count in
 * full, because whoever walks the tree meets their nodes again each time. */
static void count(Builder *builder, Place place, gsize nodes, gsize octets)
{
    builder->nodes += nodes;
    builder->octets += octets;
    bool has_too_many = builder->nodes > AGENDA_FILE_MAX_NODES;
    if (has_too_many || builder->octets > AGENDA_FILE_MAX_SIZE) {
        break_off(builder, place, "too-large",
                  "more than %d %s, aliases counted as often as they are used",
                  has_too_many ? AGENDA_FILE_MAX_NODES : AGENDA_FILE_MAX_SIZE,
                  has_too_many ? "texts, lists and keys" : "octets of text");
        builder->stopped = true;
    }
}

/* --- the tree ---------------------------------------------------------------------------- */

/* Adds a node to those of the collection that is open. */
static void add_pending(Builder *builder, const YamlEvent *event, const Node *node)
{
    g_ptr_array_add(builder->pending, (gpointer)node);
    if (builder->spans != NULL) {
        NodeSpan span = { (guint32)event->start, (guint32)event->offset, (guint32)event->end,
                          (guint8)event->style };
        g_array_append_val(builder->pending_spans, span);
    }
}

static Node *add_node(Builder *builder, const YamlEvent *event, NodeType type)
{
    Node *node = arena_take(builder->tree->arena, sizeof(Node));

    *node = (Node){ .line = event->place.line,
                    .column = event->place.column,
                    .type = (guint8)type,
                    .plain = event->plain };
    add_pending(builder, event, node);
    return node;
}

/* A later anchor of the same name hides the earlier one (YAML 1.2 §7.1). Until it is closed, an
 * anchor holds the counts from before its node. */
static Anchor *add_anchor(Builder *builder, const YamlEvent *event, const Node *node)
{
    if (event->anchor == NULL) {
        return NULL;
    }
    Anchor *anchor = arena_take(builder->tree->arena, sizeof(Anchor));
    *anchor = (Anchor){ .node = node, .nodes = builder->nodes, .octets = builder->octets };
    anchor->open = true;
    anchor->name = arena_copy_text(builder->tree->arena, event->anchor, strlen(event->anchor));
    anchor->offset = event->offset;
    g_hash_table_replace(builder->anchors, (gpointer)anchor->name, anchor);
    if (event->plain) {
        g_ptr_array_add(builder->text_anchors, anchor);
    }
    return anchor;
}

static void close_anchor(Builder *builder, Anchor *anchor)
{
    if (anchor != NULL) {
        anchor->nodes = builder->nodes - anchor->nodes;
        anchor->octets = builder->octets - anchor->octets;
        anchor->open = false;
    }
}

static void take_scalar(Builder *builder, const YamlEvent *event)
{
    Node *node = add_node(builder, event, NODE_SCALAR);
    Anchor *anchor = add_anchor(builder, event, node);

    count(builder, event->place, 1, event->length);
    node->text =
        scalar_text_copy(builder->tree->arena, event, builder->has_marks, builder->findings);
    /* Not the length of the event: characters may have been replaced. */
    node->length = (guint32)strlen(node->text);
    close_anchor(builder, anchor);
}

static void take_start(Builder *builder, const YamlEvent *event)
{
    /* Whoever walks the tree may recurse. */
    if (builder->frames->len >= AGENDA_FILE_MAX_DEPTH) {
        break_off(builder, event->place, "too-deep", "nested more than %d deep",
                  AGENDA_FILE_MAX_DEPTH);
        builder->stopped = true;
        return;
    }
    Node *node = add_node(builder, event,
                          event->type == YAML_EVENT_MAPPING_START ? NODE_MAPPING : NODE_SEQUENCE);
    Frame frame = { .node = node, .first_child = builder->pending->len };
    frame.anchor = add_anchor(builder, event, node);
    g_array_append_val(builder->frames, frame);
    count(builder, event->place, 1, 0);
}

/* Only now is the mapping complete, with aliases replaced. */
static void check_keys(Builder *builder, const Node *mapping)
{
    for (guint i = 0; i < mapping->length; i++) {
        const Node *key = node_key(mapping, i);
        if (key->type != NODE_SCALAR) {
            break_off(builder, node_place(key), "complex-key", "a key must be a text, found %s",
                      node_type_words(key->type));
        }
    }
}

/* Keeps the spans of what a collection holds, which ends here. */
static void take_spans(Builder *builder, const YamlEvent *event, const Frame *frame)
{
    GArray *pending = builder->pending_spans;

    if (builder->spans != NULL) {
        node_spans_add(builder->spans, frame->node,
                       &g_array_index(pending, NodeSpan, frame->first_child),
                       pending->len - frame->first_child);
        g_array_set_size(pending, frame->first_child);
        /* It came just before them. */
        g_array_index(pending, NodeSpan, frame->first_child - 1).end = (guint32)event->end;
    }
}

static void take_end(Builder *builder, const YamlEvent *event)
{
    g_assert(builder->frames->len > 0);
    Frame frame = g_array_index(builder->frames, Frame, builder->frames->len - 1);
    gsize n_children = builder->pending->len - frame.first_child;

    g_array_set_size(builder->frames, builder->frames->len - 1);
    take_spans(builder, event, &frame);
    if (n_children > 0) {
        gsize size = n_children * sizeof(gpointer);
        gpointer items = arena_take(builder->tree->arena, size);
        memcpy(items, &builder->pending->pdata[frame.first_child], size);
        frame.node->items = items;
        g_ptr_array_set_size(builder->pending, (gint)frame.first_child);
    }
    if (frame.node->type == NODE_MAPPING) {
        frame.node->length = (guint32)(n_children / 2);
        check_keys(builder, frame.node);
    } else {
        frame.node->length = (guint32)n_children;
    }
    close_anchor(builder, frame.anchor);
}

/* "; if all of it is a text, put it in quotes: title: "*a"", or "". The caller's own. */
static char *dup_advice(const Builder *builder, const YamlEvent *event)
{
    g_autofree char *quoted = yaml_events_dup_quoted(builder->events, event->offset);

    return quoted != NULL
               ? g_strconcat("; if all of it is a text, put it in quotes: ", quoted, NULL)
               : g_strdup("");
}

static void take_alias(Builder *builder, const YamlEvent *event)
{
    g_autofree char *name = g_strndup(event->text, event->length);
    Anchor *anchor = g_hash_table_lookup(builder->anchors, name);
    g_autofree char *shown = clip_dup(name);

    if (anchor == NULL) {
        g_autofree char *advice = dup_advice(builder, event);
        break_off(builder, event->place, "unknown-alias",
                  "unknown alias \"*%s\"; expected one whose anchor \"&%s\" stands before it%s",
                  shown, shown, advice);
    } else if (anchor->open) {
        break_off(builder, event->place, "circular-alias",
                  "the alias \"*%s\" stands inside of what it is for", shown);
    } else {
        anchor->used = true;
        count(builder, event->place, anchor->nodes, anchor->octets);
    }
    /* Something has to be here, or keys and values would fall out of step. */
    if (anchor == NULL || anchor->open) {
        add_node(builder, event, NODE_SCALAR)->text = "";
    } else {
        add_pending(builder, event, anchor->node);
    }
}

/* Warns of what begins like an anchor and is rather a part of a text: "&Co and others" is "and
 * others". */
static void check_anchors(Builder *builder)
{
    for (guint i = 0; i < builder->text_anchors->len; i++) {
        const Anchor *anchor = builder->text_anchors->pdata[i];
        if (!anchor->used) {
            g_autofree char *quoted = yaml_events_dup_quoted(builder->events, anchor->offset);
            g_autofree char *shown = clip_dup(anchor->name);
            findings_add(
                builder->findings, SEVERITY_WARNING, node_place(anchor->node), "unused-anchor",
                quoted != NULL ? g_strconcat("if it is, put all of it in quotes: ", quoted, NULL)
                               : NULL,
                "\"&%s\" is no part of this text, but its anchor, and no alias uses it", shown);
        }
    }
}

static void take_document(Builder *builder, const YamlEvent *event)
{
    if (++builder->documents > 1) {
        break_off(builder, event->place, "several-documents",
                  "a second document begins here; expected one agenda in a file");
        builder->stopped = true;
    }
}

static void take_event(Builder *builder, const YamlEvent *event)
{
    /* Break off, but read on: there may be more mistakes to report. */
    if (event->bad_tag != NULL) {
        g_autofree char *shown = clip_dup(event->bad_tag);
        g_autofree char *advice = dup_advice(builder, event);
        break_off(builder, event->place, "unknown-tag",
                  "unknown tag \"%s\"; an agenda needs no tags%s", shown, advice);
    }
    switch (event->type) {
    case YAML_EVENT_DOCUMENT:
        take_document(builder, event);
        break;
    case YAML_EVENT_SCALAR:
        take_scalar(builder, event);
        break;
    case YAML_EVENT_ALIAS:
        take_alias(builder, event);
        break;
    case YAML_EVENT_SEQUENCE_START:
    case YAML_EVENT_MAPPING_START:
        take_start(builder, event);
        break;
    case YAML_EVENT_SEQUENCE_END:
    case YAML_EVENT_MAPPING_END:
        take_end(builder, event);
        break;
    }
}

static void build(Builder *builder, const char *data, gsize size)
{
    g_autoptr(YamlEvents) events = yaml_events_new(data, size, builder->findings);
    YamlEvent event;

    builder->events = events;
    while (!builder->stopped && yaml_events_next(events, &event)) {
        take_event(builder, &event);
    }
    check_anchors(builder);
    if (yaml_events_failed(events)) {
        builder->broken = true;
    } else if (!builder->broken && builder->pending->len == 0) {
        break_off(builder, (Place){ 1, 1 }, "empty-file",
                  "the file is empty; expected an agenda: the keys \"agenda\", \"days\" and more");
    }
}

/* Reads a text, in which line ends are marked or not. */
static NodeTree *parse(const char *text, gsize size, bool has_marks, NodeSpans *spans,
                       Findings *findings)
{
    g_autoptr(NodeTree) tree = g_new0(NodeTree, 1);
    g_autoptr(GPtrArray) pending = g_ptr_array_new();
    g_autoptr(GArray) pending_spans = g_array_new(FALSE, FALSE, sizeof(NodeSpan));
    g_autoptr(GArray) frames = g_array_new(FALSE, FALSE, sizeof(Frame));
    g_autoptr(GHashTable) anchors = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) text_anchors = g_ptr_array_new();
    Builder builder = { .tree = tree,
                        .findings = findings,
                        .pending = pending,
                        .pending_spans = pending_spans,
                        .spans = spans,
                        .frames = frames,
                        .anchors = anchors,
                        .text_anchors = text_anchors,
                        .has_marks = has_marks };

    tree->arena = arena_new();
    build(&builder, text, size);
    if (builder.broken) {
        return NULL;
    }
    /* An unbroken document has one root, and its collections are closed. */
    g_assert(pending->len == 1 && frames->len == 0);
    tree->root = g_ptr_array_index(pending, 0);
    if (spans != NULL) {
        node_spans_add(spans, NULL, &g_array_index(pending_spans, NodeSpan, 0), 1);
    }
    return g_steal_pointer(&tree);
}

NodeTree *node_tree_parse_with_spans(const char *data, gsize size, NodeSpans *spans,
                                     Findings *findings)
{
    if (!encoding_check(data, size, findings)) {
        return NULL;
    }
    gsize marked_size = size;
    g_autofree char *marked = line_ends_mark(data, size, &marked_size);
    const char *text = marked != NULL ? marked : data;
    if (!yaml_bounds_check(text, marked_size, findings)) {
        return NULL;
    }
    NodeTree *tree = parse(text, marked_size, marked != NULL, spans, findings);
    if (tree != NULL && spans != NULL) {
        node_spans_unmark(spans, data, size);
    }
    return tree;
}

NodeTree *node_tree_parse(const char *data, gsize size, Findings *findings)
{
    return node_tree_parse_with_spans(data, size, NULL, findings);
}

void node_tree_free(NodeTree *tree)
{
    if (tree == NULL) {
        return;
    }
    arena_free(tree->arena);
    g_free(tree);
}

const Node *node_tree_root(const NodeTree *tree)
{
    return tree->root;
}
