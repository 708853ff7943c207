#include "file/table/xlsx_relations.h"

#include <string.h>

#include "file/table/table_limits.h"
#include "file/table/xml_part.h"

static void free_relation(gpointer data)
{
    XlsxRelation *relation = data;

    g_free(relation->id);
    g_free(relation->kind);
    g_free(relation->part);
    g_free(relation);
}

/* The folder of a part with the slash behind it; the caller's own. */
static char *folder_of(const char *part)
{
    const char *slash = strrchr(part, '/');

    return g_strndup(part, slash != NULL ? (gsize)(slash - part) + 1 : 0);
}

/* The name of the part to which a target leads, seen from a folder: "../a.xml", "/xl/a.xml". The
 * caller owns it. */
static char *resolve(const char *folder, const char *target)
{
    g_autofree char *path = *target == '/' ? g_strdup(target) : g_strconcat(folder, target, NULL);
    g_auto(GStrv) steps = g_strsplit(path, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    for (char **step = steps; *step != NULL; step++) {
        if (strcmp(*step, "..") == 0) {
            g_ptr_array_set_size(kept, MAX((gint)kept->len - 1, 0));
        } else if (**step != '\0' && strcmp(*step, ".") != 0) {
            g_ptr_array_add(kept, *step);
        }
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

static char *dup_attribute(XmlPart *part, const char *name)
{
    const char *value = xml_part_attribute(part, NULL, name);

    return g_strdup(value != NULL ? value : "");
}

static void add_relation(GPtrArray *relations, XmlPart *part, const char *folder)
{
    XlsxRelation *relation = g_new0(XlsxRelation, 1);
    g_autofree char *type = dup_attribute(part, "Type");
    g_autofree char *target = dup_attribute(part, "Target");
    const char *slash = strrchr(type, '/');

    relation->id = dup_attribute(part, "Id");
    relation->kind = g_strdup(slash != NULL ? slash + 1 : type);
    relation->part = resolve(folder, target);
    g_ptr_array_add(relations, relation);
}

GPtrArray *xlsx_relations_read(ZipParts *parts, const char *part, GError **error)
{
    g_autofree char *folder = folder_of(part);
    g_autofree char *name = g_strconcat(folder, "_rels/", part + strlen(folder), ".rels", NULL);
    g_autoptr(GPtrArray) relations = g_ptr_array_new_with_free_func(free_relation);

    if (!zip_parts_has(parts, name)) {
        return g_steal_pointer(&relations);
    }
    g_autoptr(XmlPart) xml = xml_part_open(parts, name, error);
    if (xml == NULL) {
        return NULL;
    }
    while (xml_part_next_child(xml, 0) && relations->len < TABLE_MAX_PARTS) {
        if (xml_part_is(xml, "Relationship")) {
            add_relation(relations, xml, folder);
        }
    }
    return xml_part_finish(xml, error) ? g_steal_pointer(&relations) : NULL;
}

const XlsxRelation *xlsx_relations_get(const GPtrArray *relations, const char *kind, const char *id)
{
    for (guint i = 0; i < relations->len; i++) {
        const XlsxRelation *relation = g_ptr_array_index(relations, i);
        if (strcmp(relation->kind, kind) == 0 && (id == NULL || strcmp(relation->id, id) == 0)) {
            return relation;
        }
    }
    return NULL;
}

const XlsxRelation *xlsx_relations_find(const GPtrArray *relations, const char *kind)
{
    return xlsx_relations_get(relations, kind, NULL);
}
