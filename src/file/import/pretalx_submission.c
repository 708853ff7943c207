#include "file/import/pretalx_submission.h"

#include <string.h>

#include "file/import/foreign_text.h"

static const char *prose_of(const PretalxSource *source, const json_t *object, const char *name)
{
    g_autofree char *text = pretalx_source_dup_text(source, json_object_get(object, name));
    g_autofree char *what = g_strconcat("submission/", name, NULL);

    return foreign_prose(source->schedule, foreign_intern(source->schedule, what), text);
}

static void add_speakers(const PretalxSource *source, const json_t *submission, ForeignEvent *event)
{
    gsize i;
    json_t *speaker;

    json_array_foreach (json_object_get(submission, "speakers"), i, speaker) {
        g_autofree char *code = json_source_dup(speaker, "code");
        g_autofree char *own = code != NULL ? NULL : json_source_dup_value(speaker);
        const char *source_id = code != NULL ? code : own;
        const json_t *known = pretalx_source_find(source, PRETALX_SPEAKER, source_id);
        const char *name = pretalx_source_line(source, known != NULL ? known : speaker, "name");
        if (name == NULL) {
            foreign_remark(source->schedule, "a speaker", "is left out: their name is not there",
                           source_id);
            continue;
        }
        ForeignParty *party = foreign_add_party(event, FOREIGN_PARTY_PERSON);
        party->source = foreign_line(source->schedule, source_id);
        party->name = name;
        party->role = "speaker";
    }
}

static void add_tags(const PretalxSource *source, const json_t *submission, ForeignEvent *event)
{
    gsize i;
    json_t *tag;

    json_array_foreach (json_object_get(submission, "tags"), i, tag) {
        const char *term =
            foreign_term(source->schedule, pretalx_source_name(source, PRETALX_TAG, tag));
        if (term != NULL) {
            g_ptr_array_add(event->tags, (gpointer)term);
        }
    }
}

static void add_links(const PretalxSource *source, const json_t *submission, ForeignEvent *event)
{
    gsize i;
    json_t *resource;

    json_array_foreach (json_object_get(submission, "resources"), i, resource) {
        const char *url = json_source_url(source->schedule, source->base, resource, "resource");
        url = url != NULL ? url : json_source_url(source->schedule, source->base, resource, "link");
        if (json_is_false(json_object_get(resource, "is_public"))) {
            foreign_remark(source->schedule, "a resource", "is left out: it is private", NULL);
        } else if (url != NULL) {
            foreign_add_link(event, url, pretalx_source_line(source, resource, "description"));
        }
    }
}

/* "de-formal", which is pretalx's own, is German. */
static void add_language(const PretalxSource *source, const json_t *submission, ForeignEvent *event)
{
    g_autofree char *locale = json_source_dup(submission, "content_locale");
    char *formal = locale != NULL ? strstr(locale, "-formal") : NULL;

    if (formal != NULL) {
        *formal = '\0';
    }
    const char *tag = foreign_language(source->schedule, "submission/content_locale", locale);
    if (tag != NULL) {
        g_ptr_array_add(event->languages, (gpointer)tag);
    }
}

void pretalx_submission_read(const PretalxSource *source, const json_t *submission,
                             ForeignEvent *event)
{
    ForeignSchedule *schedule = source->schedule;
    const char *type =
        pretalx_source_name(source, PRETALX_TYPE, json_object_get(submission, "submission_type"));
    g_autofree char *url = source->base != NULL && event->source != NULL
                               ? g_strdup_printf("%stalk/%s/", source->base, event->source)
                               : NULL;

    event->title = pretalx_source_line(source, submission, "title");
    event->abstract = foreign_prose_join(schedule, "submission/description",
                                         prose_of(source, submission, "abstract"),
                                         prose_of(source, submission, "description"));
    event->type = foreign_term(schedule, type);
    event->track = pretalx_source_name(source, PRETALX_TRACK, json_object_get(submission, "track"));
    event->url = foreign_url(schedule, "submission/url", url);
    event->image = json_source_url(schedule, source->base, submission, "image");
    add_language(source, submission, event);
    add_tags(source, submission, event);
    add_links(source, submission, event);
    add_speakers(source, submission, event);
}
