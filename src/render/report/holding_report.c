#include "render/report/holding_report.h"

#include <jansson.h>
#include <string.h>

#include "model/time/civil.h"
#include "render/report/cells.h"
#include "render/report/json_value.h"

/* The columns of names and programs, and the whole line, in cells. */
#define NAME_CELLS 22
#define PROGRAM_CELLS 11
#define LINE_CELLS 80

/* A calendar of the report. */
typedef struct ReportedFeed {
    const Feed *feed;
    guint since; /* the number of the revision in which it last changed */
    CalendarHoldings holdings;
    HoldingState state;
} ReportedFeed;

struct HoldingReport {
    const Revision *revision;
    gint64 now;
    GArray *feeds; /* ReportedFeed */
};

HoldingReport *holding_report_new(const Revision *revision, gint64 now)
{
    HoldingReport *report = g_new0(HoldingReport, 1);

    report->revision = revision;
    report->now = now;
    report->feeds = g_array_new(FALSE, FALSE, sizeof(ReportedFeed));
    return report;
}

void holding_report_free(HoldingReport *report)
{
    if (report != NULL) {
        g_array_unref(report->feeds);
        g_free(report);
    }
}

void holding_report_add(HoldingReport *report, const Feed *feed, guint since,
                        const CalendarHoldings *holdings)
{
    ReportedFeed reported = { .feed = feed, .since = since };

    if (holdings != NULL) {
        reported.holdings = *holdings;
    }
    reported.state = calendar_holdings_state(&reported.holdings, since, report->now);
    g_array_append_val(report->feeds, reported);
}

/* A gone feed has no viewpoint, and counts as an agency's no more. */
static bool is_of_agency(const ReportedFeed *reported)
{
    return reported->feed->kind == FEED_KIND_AGENCY && reported->feed->viewpoint != NULL;
}

static const ReportedFeed *get_feed(const HoldingReport *report, guint index)
{
    return &g_array_index(report->feeds, ReportedFeed, index);
}

/* How many agencies are in each state. */
typedef struct Tally {
    guint all;
    guint in[N_HOLDING_STATES];
} Tally;

static Tally count_agencies(const HoldingReport *report)
{
    Tally tally = { 0 };

    for (guint i = 0; i < report->feeds->len; i++) {
        if (is_of_agency(get_feed(report, i))) {
            tally.all++;
            tally.in[get_feed(report, i)->state]++;
        }
    }
    return tally;
}

/* --- text --------------------------------------------------------------------------------- */

/* "3 of 12 agencies hold an older plan; 2 have never fetched theirs" */
static void append_sentence(GString *out, const Tally *tally)
{
    guint older = tally->in[HOLDING_STATE_OLDER];
    guint never = tally->in[HOLDING_STATE_NEVER];

    if (tally->all == 0) {
        g_string_append(out, "there are no agencies");
    } else if (older > 0) {
        g_string_append_printf(out, "%u of %u agenc%s an older plan", older, tally->all,
                               tally->all == 1 ? "y holds"
                               : older == 1    ? "ies holds"
                                               : "ies hold");
    } else if (never == tally->all) {
        g_string_append(out, "no agency has ever fetched its calendar");
        /* That says it all. */
        never = 0;
    } else {
        g_string_append(out, "no agency holds an older plan");
    }
    if (never > 0) {
        g_string_append_printf(out, "; %u %s", never,
                               never == 1 ? "has never fetched its own"
                                          : "have never fetched theirs");
    }
    g_string_append_c(out, '\n');
}

static void append_padded(GString *out, const char *text, guint cells)
{
    g_string_append(out, text);
    for (guint taken = cells_count(text); taken < cells; taken++) {
        g_string_append_c(out, ' ');
    }
}

/* An agency's short name, or else the path within the agenda: "rooms/gold". */
static const char *name_of(const HoldingReport *report, const ReportedFeed *reported)
{
    return is_of_agency(reported) ? participant_label(reported->feed->viewpoint)
                                  : reported->feed->path + strlen(report->revision->agenda->id) + 1;
}

/* A name that is too wide for the column gets a separate line. */
static void append_name(GString *out, const char *name)
{
    if (cells_count(name) > NAME_CELLS) {
        g_string_append_printf(out, "%s\n", name);
        append_padded(out, "", NAME_CELLS);
    } else {
        append_padded(out, name, NAME_CELLS);
    }
}

/* What lapsed is no longer called older: nobody will fetch it again, so nothing can be done. */
static const char *words_of(const HoldingReport *report, const Holding *holding, guint since)
{
    bool is_current = holding_state(holding, since) == HOLDING_STATE_CURRENT;

    if (holding_has_lapsed(holding, report->now)) {
        return "given up";
    }
    return is_current ? "up to date" : "older plan";
}

static void append_holding(GString *out, const HoldingReport *report, ClientFamily family,
                           const Holding *holding, guint since)
{
    g_autofree char *at = civil_stamp_to_text(holding->at);

    g_string_append(out, "  ");
    append_padded(out, client_family_name(family), PROGRAM_CELLS);
    g_string_append_printf(out, "  %8u  %s  %s\n", holding->number, at,
                           words_of(report, holding, since));
}

static void append_feed(GString *out, const HoldingReport *report, const ReportedFeed *reported)
{
    bool is_first = true;

    append_name(out, name_of(report, reported));
    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        const Holding *holding = &reported->holdings.of[family];
        if (holding->number == 0) {
            continue;
        }
        if (!is_first) {
            append_padded(out, "", NAME_CELLS);
        }
        append_holding(out, report, family, holding, reported->since);
        is_first = false;
    }
}

/* The calendars that have ever been fetched: either those of agencies, or the others. */
static void append_feeds(GString *out, const HoldingReport *report, bool of_agencies)
{
    bool is_first = true;

    for (guint i = 0; i < report->feeds->len; i++) {
        const ReportedFeed *reported = get_feed(report, i);
        if (is_of_agency(reported) != of_agencies || reported->state == HOLDING_STATE_NEVER) {
            continue;
        }
        if (is_first) {
            g_string_append_c(out, '\n');
            append_padded(out, of_agencies ? "Agency" : "Other calendar", NAME_CELLS);
            g_string_append(out, "  Program      Revision  Fetched               What it holds\n");
        }
        append_feed(out, report, reported);
        is_first = false;
    }
}

/* A paragraph that names the agencies that have never fetched their calendars. */
static void append_never(GString *out, const HoldingReport *report)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < report->feeds->len; i++) {
        const ReportedFeed *reported = get_feed(report, i);
        if (is_of_agency(reported) && reported->state == HOLDING_STATE_NEVER) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "Never fetched: ",
                                   name_of(report, reported));
        }
    }
    /* Names of agencies may hold anything; the report is for a terminal. */
    g_autofree char *flat = cells_flatten(names->str, false);
    const char *line = flat;
    g_string_append(out, *line != '\0' ? "\n" : "");
    while (*line != '\0') {
        const char *next;
        const char *end = cells_line_end(line, LINE_CELLS, &next);
        cells_append(out, line, (gsize)(end - line));
        g_string_append_c(out, '\n');
        line = next;
    }
}

void holding_report_append_text(GString *out, const HoldingReport *report)
{
    Tally tally = count_agencies(report);

    g_string_append_printf(out, "%s@%u: ", report->revision->agenda->id, report->revision->number);
    append_sentence(out, &tally);
    append_feeds(out, report, true);
    append_never(out, report);
    append_feeds(out, report, false);
}

/* --- JSON --------------------------------------------------------------------------------- */

static json_t *holdings_to_json(const HoldingReport *report, const ReportedFeed *reported)
{
    json_t *list = json_array();

    for (ClientFamily family = 0; family < N_CLIENT_FAMILIES; family++) {
        const Holding *holding = &reported->holdings.of[family];
        if (holding->number > 0) {
            g_autofree char *at = civil_stamp_to_text(holding->at);
            json_array_append_new(
                list, json_pack("{s:s, s:I, s:s, s:s, s:b}", "family", client_family_word(family),
                                "revision", (json_int_t)holding->number, "fetched", at, "holds",
                                holding_state_word(holding_state(holding, reported->since)),
                                "given_up", (int)holding_has_lapsed(holding, report->now)));
        }
    }
    return list;
}

static json_t *feed_to_json(const HoldingReport *report, const ReportedFeed *reported)
{
    return json_pack("{s:s, s:s, s:s, s:I, s:s, s:o}", "kind", feed_kind_word(reported->feed->kind),
                     "path", reported->feed->path, "name", reported->feed->name, "changed_in",
                     (json_int_t)reported->since, "holds", holding_state_word(reported->state),
                     "programs", holdings_to_json(report, reported));
}

static json_t *report_to_json(const HoldingReport *report)
{
    Tally tally = count_agencies(report);
    json_t *agencies = json_object();
    json_t *calendars = json_array();

    for (HoldingState state = 0; state < N_HOLDING_STATES; state++) {
        json_object_set_new(agencies, holding_state_word(state), json_integer(tally.in[state]));
    }
    for (guint i = 0; i < report->feeds->len; i++) {
        const ReportedFeed *reported = get_feed(report, i);
        /* Every agency, but of the others only what was ever fetched: there may be thousands. */
        if (is_of_agency(reported) || reported->state != HOLDING_STATE_NEVER) {
            json_array_append_new(calendars, feed_to_json(report, reported));
        }
    }
    return json_pack("{s:s, s:I, s:o, s:o}", "agenda", report->revision->agenda->id, "revision",
                     (json_int_t)report->revision->number, "agencies", agencies, "calendars",
                     calendars);
}

char *holding_report_to_json(const GPtrArray *reports)
{
    json_t *list = json_array();

    for (guint i = 0; i < reports->len; i++) {
        json_array_append_new(list, report_to_json(reports->pdata[i]));
    }
    g_autofree char *text = json_value_to_text(list, JSON_INDENT(2));
    return g_strconcat(text, "\n", NULL);
}
