#include "service/publication_report.h"

#include <stdio.h>

#include "render/report/difference_report.h"
#include "service/follow/hold.h"
#include "service/message.h"
#include "service/terminal.h"

/* "3 calendars change", "no calendar changes"; for a first revision, "4 calendars" */
static char *count_calendars(const Publication *publication)
{
    /* A first revision has nothing that it could differ from. */
    bool is_first = publication->difference == NULL;
    guint count =
        is_first ? publication->revision->feeds->len : publication->difference->feeds->len;

    if (is_first) {
        return g_strdup_printf("%u calendar%s", count, count == 1 ? "" : "s");
    }
    if (count == 0) {
        return g_strdup("no calendar changes");
    }
    return g_strdup_printf("%u calendar%s", count, count == 1 ? " changes" : "s change");
}

/* Whether the private calendar is new or changes, and not just what the agency sees of the rest. */
static bool is_told(const PrivatePublication *private)
{
    return private->difference == NULL ||
           difference_find_own(private->difference, private->participant) != NULL;
}

/* "the private calendars of ilo, iom"; "" if none changes. */
static char *list_privates(const Publication *publication)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint count = 0;

    for (guint i = 0; i < publication->privates->len; i++) {
        const PrivatePublication *private = publication->privates->pdata[i];
        if (is_told(private)) {
            g_string_append_printf(text, "%s%s", count > 0 ? ", " : "", private->participant);
            count++;
        }
    }
    if (count > 0) {
        g_string_prepend(text,
                         count == 1 ? "the private calendar of " : "the private calendars of ");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Each private view has a revision of its own: what they have in common is the time. */
static char *first_line_of_privates(const Publication *publication)
{
    const PrivatePublication *private = publication->privates->pdata[0];
    g_autofree char *stamp = civil_stamp_to_text(private->revision->stamp);
    g_autofree char *privates = list_privates(publication);

    return g_strdup_printf("%s: %s: only %s", private->revision->agenda->id, stamp,
                           *privates != '\0' ? privates : "what is in no calendar");
}

/* The line that stands in a log, and that a report begins with. */
static char *first_line(const Publication *publication)
{
    if (publication->revision == NULL) {
        return first_line_of_privates(publication);
    }
    const Revision *revision = publication->revision;
    g_autofree char *stamp = civil_stamp_to_text(revision->stamp);
    g_autofree char *count = count_calendars(publication);
    g_autofree char *privates = list_privates(publication);

    return g_strdup_printf("%s: revision %u, %s: %s%s%s", revision->agenda->id, revision->number,
                           stamp, count, *privates != '\0' ? ", and " : "", privates);
}

void publication_report_print(const Publication *publication)
{
    g_autofree char *line = first_line(publication);
    g_autoptr(GString) text = g_string_new(NULL);

    if (publication->difference != NULL) {
        difference_report_append_text(text, publication->difference);
    }
    for (guint i = 0; i < publication->privates->len; i++) {
        const PrivatePublication *private = publication->privates->pdata[i];
        /* A private calendar that is new has no difference; the first line names it. */
        if (private->difference != NULL) {
            difference_report_append_private(text, private->difference, private->participant);
        }
    }
    printf("%s\n%s", line, text->len > 0 ? "\n" : "");
    terminal_print(text->str);
}

void publication_report_log(const Publication *publication)
{
    g_autofree char *line = first_line(publication);

    message_info("%s", line);
}

void publication_report_tell_past(const Publication *publication, const char *history)
{
    for (guint i = 0; i < publication->past->len; i++) {
        const Withdrawal *withdrawal = publication->past->pdata[i];
        /* What everybody saw is not in the public agenda any more, so that has a new revision. */
        const char *agenda = publication->revision->agenda->id;
        g_autofree char *command = hold_withdrawal_dup(withdrawal, agenda, history);
        message_info("%s: the %s %s is private from now on, and earlier revisions still show it to "
                     "everybody; to take it out of them: %s",
                     agenda, withdrawal_kind_word(withdrawal->kind), withdrawal->id, command);
    }
}
