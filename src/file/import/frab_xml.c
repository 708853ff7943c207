#include "file/import/frab.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "file/import/foreign_text.h"

/* What is read so far. */
typedef struct FrabXml {
    ForeignSchedule *schedule;
    xmlTextReader *reader;
    FrabDay day;
    bool has_root; /* whether <schedule> was there */
    char *fault;   /* the first that libxml2 tells, or NULL */
    int line;      /* of that */
} FrabXml;

/* --- nodes ------------------------------------------------------------------------------- */

/* What libxml2 hands out for the caller to free. */
typedef xmlChar XmlText;

static void xml_text_free(XmlText *text)
{
    xmlFree(text);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlText, xml_text_free)

static XmlText *dup_attribute(const xmlNode *node, const char *name)
{
    return xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)name);
}

/* The text of a node, and of all in it. */
static XmlText *dup_text(const xmlNode *node)
{
    return xmlNodeGetContent((xmlNode *)node);
}

/* The text of a node without that of elements in it. */
static char *dup_own_text(const xmlNode *node)
{
    GString *text = g_string_new(NULL);

    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            g_string_append(text, (const char *)child->content);
        }
    }
    return g_string_free(text, FALSE);
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* --- events ------------------------------------------------------------------------------ */

static void add_person(FrabXml *xml, FrabEvent *frab, const xmlNode *node)
{
    g_autoptr(XmlText) id = dup_attribute(node, "id");
    g_autofree char *name = dup_own_text(node);

    frab_event_add_person(frab, xml->schedule, (const char *)id, name);
}

static void add_link(FrabXml *xml, FrabEvent *frab, const xmlNode *node)
{
    g_autoptr(XmlText) href = dup_attribute(node, "href");
    g_autoptr(XmlText) type = dup_attribute(node, "type");
    g_autoptr(XmlText) title = dup_text(node);

    frab_event_add_link(frab, xml->schedule, (const char *)href, (const char *)title,
                        (const char *)type);
}

static void read_list(FrabXml *xml, FrabEvent *frab, const xmlNode *list)
{
    for (const xmlNode *node = list->children; node != NULL; node = node->next) {
        if (is_element(node, "person")) {
            add_person(xml, frab, node);
        } else if (is_element(node, "link") || is_element(node, "attachment")) {
            add_link(xml, frab, node);
        }
    }
}

static void read_attributes(FrabXml *xml, FrabEvent *frab, const xmlNode *event)
{
    for (const xmlAttr *at = event->properties; at != NULL; at = at->next) {
        const char *name = (const char *)at->name;
        g_autoptr(XmlText) text = dup_attribute(event, name);
        frab_event_set(frab, xml->schedule, name, (const char *)text);
    }
}

static void read_event(FrabXml *xml, const xmlNode *event)
{
    static const char *const LISTS[] = { "persons", "links", "attachments", NULL };
    FrabEvent frab;

    frab_event_init(&frab, xml->schedule, &xml->day);
    read_attributes(xml, &frab, event);
    for (const xmlNode *node = event->children; node != NULL; node = node->next) {
        const char *name = (const char *)node->name;
        if (node->type == XML_ELEMENT_NODE && g_strv_contains(LISTS, name)) {
            read_list(xml, &frab, node);
        } else if (node->type == XML_ELEMENT_NODE) {
            g_autoptr(XmlText) text = dup_text(node);
            frab_event_set(&frab, xml->schedule, name, (const char *)text);
        }
    }
    frab_event_finish(&frab, xml->schedule, &xml->day);
}

/* --- what is around them ----------------------------------------------------------------- */

static void read_conference(FrabXml *xml, const xmlNode *conference)
{
    for (const xmlNode *node = conference->children; node != NULL; node = node->next) {
        if (node->type == XML_ELEMENT_NODE) {
            g_autoptr(XmlText) text = dup_text(node);
            frab_set_conference(xml->schedule, &xml->day, (const char *)node->name,
                                (const char *)text);
        }
    }
}

/* Also those in which nothing takes place yet. */
static void read_tracks(FrabXml *xml, const xmlNode *tracks)
{
    for (const xmlNode *node = tracks->children; node != NULL; node = node->next) {
        if (is_element(node, "track")) {
            g_autoptr(XmlText) text = dup_text(node);
            frab_add_track(xml->schedule, (const char *)text);
        }
    }
}

static void read_day(FrabXml *xml, const xmlNode *day)
{
    g_autoptr(XmlText) date = dup_attribute(day, "date");

    xml->day.has_date = date != NULL && civil_parse_date((const char *)date, &xml->day.date);
}

static void read_room(FrabXml *xml, const xmlNode *room)
{
    g_autoptr(XmlText) name = dup_attribute(room, "name");
    g_autoptr(XmlText) slug = dup_attribute(room, "slug");
    g_autoptr(XmlText) guid = dup_attribute(room, "guid");

    const ForeignPlace *place =
        frab_add_room(xml->schedule, (const char *)name, (const char *)slug, (const char *)guid);
    xml->day.room = place != NULL ? place->name : NULL;
}

/* What stands beside the days and is nothing of them. */
static void leave_out(FrabXml *xml, const xmlNode *node)
{
    g_autoptr(XmlText) text = dup_text(node);
    g_autofree char *what = g_strconcat("schedule/", (const char *)node->name, NULL);

    foreign_leave_out(xml->schedule, foreign_intern(xml->schedule, what), (const char *)text);
}

/* An element that is read with all that is in it. */
typedef struct FrabElement {
    const char *name;
    void (*read)(FrabXml *xml, const xmlNode *node);
} FrabElement;

static const FrabElement WHOLE[] = {
    { "conference", read_conference },
    { "tracks", read_tracks },
    { "event", read_event },
};

/* The reader of an element as a whole; NULL for one whose children come one by one. */
static const FrabElement *find_whole(const char *name, int depth)
{
    static const FrabElement OTHER = { "", leave_out };

    for (gsize i = 0; i < G_N_ELEMENTS(WHOLE); i++) {
        if (strcmp(WHOLE[i].name, name) == 0) {
            return &WHOLE[i];
        }
    }
    return depth == 1 && strcmp(name, "day") != 0 ? &OTHER : NULL;
}

/* Takes an element in. Returns whether it was read with all that is in it. */
static bool take_element(FrabXml *xml)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(xml->reader);
    const FrabElement *whole = find_whole(name, xmlTextReaderDepth(xml->reader));

    if (whole != NULL) {
        const xmlNode *node = xmlTextReaderExpand(xml->reader);
        if (node != NULL) {
            whole->read(xml, node);
        }
        return true;
    }
    xml->has_root = xml->has_root || strcmp(name, "schedule") == 0;
    if (strcmp(name, "day") == 0) {
        read_day(xml, xmlTextReaderCurrentNode(xml->reader));
    } else if (strcmp(name, "room") == 0) {
        read_room(xml, xmlTextReaderCurrentNode(xml->reader));
    }
    return false;
}

/* --- the file ---------------------------------------------------------------------------- */

/* Its entities may grow without end, or be files. */
#define DOCUMENT_TYPE_FAULT \
    "it has a <!DOCTYPE>, which no schedule needs and which could be a trap: take it out"

/* Keeps the first fault. */
static void note_fault(FrabXml *xml, int line, const char *text)
{
    if (xml->fault == NULL) {
        xml->fault = g_strchomp(g_strdup(text));
        xml->line = line;
    }
}

static void hear(void *user, const char *message, xmlParserSeverities severity,
                 xmlTextReaderLocatorPtr locator)
{
    if (severity == XML_PARSER_SEVERITY_ERROR) {
        note_fault(user, xmlTextReaderLocatorLineNumber(locator), message);
    }
}

/* What libxml2 would print, of faults that it does not hand to the reader. */
static void ignore(G_GNUC_UNUSED void *user, G_GNUC_UNUSED const char *format, ...)
{
}

/* Reads on as long as the file is sound. */
static void read_all(FrabXml *xml)
{
    int outcome = xmlTextReaderRead(xml->reader);

    while (outcome == 1 && xml->fault == NULL) {
        int type = xmlTextReaderNodeType(xml->reader);
        bool is_read = type == XML_READER_TYPE_ELEMENT && take_element(xml);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE) {
            note_fault(xml, xmlTextReaderGetParserLineNumber(xml->reader), DOCUMENT_TYPE_FAULT);
        }
        outcome = is_read ? xmlTextReaderNext(xml->reader) : xmlTextReaderRead(xml->reader);
    }
    if (outcome < 0) {
        note_fault(xml, 0, "it is not XML");
    }
}

/* Whether a document type stands before the root, where it can be seen without decoding: libxml2
 * is not even to read one. */
static bool has_document_type(const char *data, gsize size)
{
    static const char ROOT[] = "<schedule";
    static const char TYPE[] = "<!DOCTYPE";
    const char *root = memmem(data, size, ROOT, strlen(ROOT));
    gsize length = root != NULL ? (gsize)(root - data) : size;

    return memmem(data, length, TYPE, strlen(TYPE)) != NULL;
}

bool frab_read_xml(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    FrabXml xml = { .schedule = schedule };

    if (has_document_type(data, size)) {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE, DOCUMENT_TYPE_FAULT);
        return false;
    }
    schedule->track_noun = "Track";
    xmlSetGenericErrorFunc(NULL, ignore);
    xml.reader = xmlReaderForMemory(data, (int)size, NULL, NULL, XML_PARSE_NONET);
    xmlTextReaderSetErrorHandler(xml.reader, hear, &xml);
    read_all(&xml);
    xmlFreeTextReader(xml.reader);
    g_autofree char *fault = xml.fault;
    if (fault != NULL) {
        g_set_error(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE, "line %d: %s", xml.line, fault);
    } else if (!xml.has_root) {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE,
                            "it has no <schedule>; expected the XML of frab, pretalx or the like");
    }
    return fault == NULL && xml.has_root;
}
