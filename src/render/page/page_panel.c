#include "render/page/page_panel.h"

#include <string.h>

#include "model/revision/known_value.h"
#include "model/revision/word_search.h"
#include "render/web/html.h"
#include "render/web/qr_code.h"

/* --- what it is ------------------------------------------------------------------------------ */

/* What a selection holds, as the beginning of a sentence. */
static char *dup_capital_words(const Feed *feed)
{
    const char *rest = g_utf8_next_char(feed->words);
    g_autofree char *first = g_utf8_strup(feed->words, rest - feed->words);

    return g_strconcat(first, rest, NULL);
}

/* The words that were asked for, with the rest of the query, but without the sessions: those are
 * only what the words were found in. */
static char *dup_filter_words(const PageView *view)
{
    g_autoptr(SelectionQuery) query = selection_query_copy(view->filter->query);
    g_clear_pointer(&query->ids[SELECTION_SESSION], g_ptr_array_unref);
    g_autofree char *others = selection_query_to_words(query, known_value_label, view->revision);
    const char *comma = g_str_has_prefix(others, ", ") || *others == '\0' ? "" : ", ";

    return g_strdup_printf("“%s”%s%s", view->filter->words, comma, others);
}

char *page_panel_dup_words(const PageView *view)
{
    const Feed *feed = view->feed->feed;

    if (view->filter != NULL && view->filter->words != NULL) {
        return dup_filter_words(view);
    }
    switch (feed->kind) {
    case FEED_KIND_AGENDA:
        return g_strdup("The whole agenda");
    case FEED_KIND_SELECTION:
        return dup_capital_words(feed);
    case FEED_KIND_AGENCY:
    case FEED_KIND_PERSON:
        return g_strdup_printf("%s, with the plenaries", feed->subject);
    default:
        return g_strdup(feed->subject);
    }
}

/* --- addresses ------------------------------------------------------------------------------- */

/* Every path begins with the agenda's id and a slash, which the root stands for. */
static char *dup_relative(const PageView *view, Format format)
{
    g_autofree char *address = feed_dup_address(view->feed->feed, format_extension(format));

    return g_strconcat(view->root, address + strlen(view->agenda->id) + 1, NULL);
}

char *page_panel_dup_calendar(const PageView *view)
{
    return dup_relative(view, FORMAT_ICS);
}

static char *dup_absolute(const PageView *view)
{
    g_autofree char *address = feed_dup_address(view->feed->feed, format_extension(FORMAT_ICS));

    return view->public_url != NULL ? g_strdup_printf("%s/%s", view->public_url, address) : NULL;
}

char *page_panel_dup_page_address(const PageView *view)
{
    return feed_dup_page_url(view->feed->feed, view->public_url);
}

/* The address with the scheme webcal: programs subscribe to that, rather than load it once. */
static char *dup_webcal(const char *address)
{
    return g_strconcat("webcal", strstr(address, "://"), NULL);
}

/* --- links ----------------------------------------------------------------------------------- */

typedef struct Program {
    const char *id; /* by which the script knows it */
    const char *label;
    const char *before; /* what stands before the calendar's address; "" for nothing */
    bool is_webcal;     /* the calendar's address has the scheme webcal */
    bool is_escaped;    /* the calendar's address is part of a query */
    bool has_name;      /* the name of the calendar follows */
} Program;

/* src/assets/page.js makes the same addresses, when the filter changes what the page shows: keep
 * the two alike. */
static const Program PROGRAMS[] = {
    { "webcal", "Apple, Thunderbird, phone", "", true, false, false },
    { "google", "Google Calendar", "https://calendar.google.com/calendar/r?cid=", true, true,
      false },
    { "outlook", "Outlook at work", "https://outlook.office.com/calendar/0/addfromweb?url=", false,
      true, true },
    { "live", "Outlook.com", "https://outlook.live.com/calendar/0/addfromweb?url=", false, true,
      true },
};

static void append_program_address(GString *out, const Program *program, const char *absolute,
                                   const char *name)
{
    g_autofree char *webcal = dup_webcal(absolute);
    const char *address = program->is_webcal ? webcal : absolute;

    html_append_text(out, program->before);
    if (program->is_escaped) {
        html_append_url_component(out, address);
    } else {
        html_append_text(out, address);
    }
    if (program->has_name) {
        g_string_append(out, "&amp;name=");
        html_append_url_component(out, name);
    }
}

/* Without a public address, the links are hidden: the script knows where the page came from,
 * completes them and shows them. */
static void append_programs(GString *out, const PageView *view, const char *absolute)
{
    g_string_append(out, "<ul class=\"programs\">\n");
    for (gsize i = 0; i < G_N_ELEMENTS(PROGRAMS); i++) {
        const Program *program = &PROGRAMS[i];
        html_append(out,
                    absolute != NULL ? "<li><a data-program=\"{}\""
                                     : "<li hidden><a data-program=\"{}\"",
                    program->id);
        if (absolute != NULL) {
            g_string_append(out, " href=\"");
            append_program_address(out, program, absolute, view->feed->feed->name);
            g_string_append_c(out, '"');
        }
        html_append(out, ">{}</a></li>\n", program->label);
    }
    g_string_append(out, "</ul>\n");
}

static void append_address(GString *out, const char *relative, const char *absolute)
{
    html_append(out,
                "<p class=\"address\"><a data-address href=\"{}\">{}</a> "
                "<button type=\"button\" data-copy hidden>Copy the address</button></p>\n",
                relative, absolute != NULL ? absolute : "Address of the calendar");
    if (absolute == NULL) {
        g_string_append(out,
                        "<p class=\"quiet\" data-unscripted>Copy the address of this link into "
                        "any calendar program that subscribes to calendars.</p>\n");
    }
}

static void append_download(GString *out, const char *relative)
{
    html_append(out,
                "<p class=\"download\"><a data-download href=\"{}\" download>Download</a> "
                "<span class=\"quiet\">a copy that will not follow changes</span></p>\n",
                relative);
}

/* Beside the calendar, under the same name. The script changes this address, too. */
static void append_paper(GString *out, const PageView *view)
{
    if (view->has_paper) {
        g_autofree char *relative = dup_relative(view, FORMAT_PDF);
        html_append(out,
                    "<p class=\"paper\"><a data-paper href=\"{}\">Print or mail: PDF</a></p>\n",
                    relative);
    }
}

static const char HOW_OFTEN[] =
    "<p class=\"quiet\">A subscription follows every change, when the program next looks: "
    "Thunderbird every 30 minutes, Apple as set there (iPhones every hour to every day), Outlook "
    "every 3 hours or more, Google every 8 to 24 hours.</p>\n";

/* Outside of the panel, since it is printed too, and the panel is not. */
static void append_code(GString *out, const PageView *view)
{
    g_autofree char *address = page_panel_dup_page_address(view);

    if (address == NULL) {
        return;
    }
    g_string_append(out, "<figure class=\"code\">\n");
    qr_code_append(out, address, "QR code of the address of this page");
    html_append(out, "<figcaption>This page on a phone: <span>{}</span></figcaption>\n</figure>\n",
                address);
}

static void append_what(GString *out, const PageView *view)
{
    g_autofree char *words = page_panel_dup_words(view);

    g_string_append(out, "<p class=\"what\"><b data-what>");
    html_append_text(out, words);
    g_string_append(out, "</b>: <span data-count>");
    page_view_append_count(out, view->entries->len, "entry", "entries");
    g_string_append(out, "</span></p>\n");
}

/* The longest address that all programs take: Google Calendar takes none that is longer. The script
 * has the same number. */
#define ADDRESS_OCTETS_MAX 256

static void append_length_note(GString *out, const char *absolute)
{
    bool is_long = absolute != NULL && strlen(absolute) > ADDRESS_OCTETS_MAX;

    html_append(out,
                "<p class=\"quiet\" data-long{}>This address is long: Google Calendar takes none "
                "over 256 characters.</p>\n",
                is_long ? "" : " hidden");
}

static void append_subscriptions(GString *out, const PageView *view, const char *relative)
{
    g_autofree char *absolute = dup_absolute(view);

    append_programs(out, view, absolute);
    append_address(out, relative, absolute);
    append_length_note(out, absolute);
    append_download(out, relative);
    append_paper(out, view);
    g_string_append(out, HOW_OFTEN);
}

static const char *article_of(const char *noun)
{
    return strchr("AEIOUaeiou", *noun) != NULL ? "an" : "a";
}

static void append_single_note(GString *out, const Agenda *agenda)
{
    const char *agency = agenda_noun(agenda, NOUN_AGENCY_INSIDE);
    const char *table = agenda_noun(agenda, NOUN_ROUND_TABLE_INSIDE);

    html_append(
        out,
        "<p class=\"quiet\">To have changes follow, subscribe to the calendar of {} {}, {} {} "
        "or the whole agenda.</p>\n",
        article_of(agency), agency, article_of(table), table);
}

static void append_panel(GString *out, const PageView *view)
{
    bool is_single = view->feed->feed->kind == FEED_KIND_SESSION;
    g_autofree char *relative = page_panel_dup_calendar(view);

    html_append(out,
                "<details class=\"panel\" id=\"subscribe\" data-calendar=\"{}\" data-name=\"{}\">\n"
                "<summary>{}</summary>\n",
                relative, view->feed->feed->name, is_single ? "Add to my calendar" : "Subscribe");
    append_what(out, view);
    if (is_single) {
        append_download(out, relative);
        append_single_note(out, view->agenda);
    } else {
        append_subscriptions(out, view, relative);
    }
    g_string_append(out, "</details>\n");
    if (!is_single) {
        append_code(out, view);
    }
}

static const char TOO_MANY[] =
    "These are too many to subscribe to: more words find fewer. No more than 300 are shown.";
G_STATIC_ASSERT(WORD_SEARCH_MAX == 300);

/* Why a search for words cannot be subscribed to; NULL if it can. The subscription names each
 * session that was found, and an address must have room for them. */
static const char *find_obstacle(const PageView *view)
{
    if (view->filter == NULL || view->filter->words == NULL) {
        return NULL;
    }
    if (view->entries->len == 0) {
        return "Nothing has these words.";
    }
    return view->entries->len > SELECTION_VALUES_MAX ? TOO_MANY : NULL;
}

void page_panel_append(GString *out, const PageView *view)
{
    const char *obstacle = find_obstacle(view);

    if (obstacle != NULL) {
        html_append(out, "<p class=\"quiet\">{}</p>\n", obstacle);
    } else {
        append_panel(out, view);
    }
}

void page_panel_append_private_hint(GString *out, const PageView *view)
{
    const Participant *participant = page_view_viewpoint(view);

    if (participant != NULL && view->has_private) {
        html_append(out,
                    "<p class=\"members quiet\">{} <bdi>{}</bdi>? Ask the secretariat "
                    "for your private calendar, which also has what is not public.</p>\n",
                    participant->named == NAMED_PERSON ? "Are you" : "Do you represent",
                    participant_label(participant));
    }
}
