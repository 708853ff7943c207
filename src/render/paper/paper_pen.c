#include "render/paper/paper_pen.h"

#include "model/time/civil.h"
#include "render/paper/paper_pen_private.h"
#include "render/paper/paper_printer.h"

/* Instead of the settings of the machine and of its users, which differ. */
#define FONT_FOLDERS "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
#define FONT_CACHE "<cachedir>/var/cache/fontconfig</cachedir>"
static const char SETTINGS[] =
    "<?xml version=\"1.0\"?><fontconfig>" FONT_FOLDERS FONT_CACHE "</fontconfig>";

/* The language that decides between forms of a character where a text does not say. */
#define LANGUAGE "en"

/* --- fonts ------------------------------------------------------------------------------- */

static bool fail(GError **error, const char *words)
{
    g_set_error(error, PAPER_ERROR, PAPER_ERROR_ENVIRONMENT, "no PDF can be made: %s", words);
    return false;
}

static bool find_fonts(PaperPen *pen, GError **error)
{
    const TypeLibrary *library = &pen->library;

    pen->settings = library->FcConfigCreate();
    if (pen->settings == NULL ||
        !library->FcConfigParseAndLoadFromMemory(pen->settings, (const FcChar8 *)SETTINGS,
                                                 FcFalse) ||
        !library->FcConfigBuildFonts(pen->settings)) {
        return fail(error, "fontconfig does not work");
    }
    const FcFontSet *fonts = library->FcConfigGetFonts(pen->settings, FcSetSystem);
    if (fonts == NULL || fonts->nfont == 0) {
        return fail(error, "there is no font (on Debian, install the package fonts-dejavu-core)");
    }
    return true;
}

/* Nothing is fitted to the dots of a screen. */
static void set_options(PaperPen *pen)
{
    const TypeLibrary *library = &pen->library;
    cairo_font_options_t *options = library->cairo_font_options_create();

    library->cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    library->cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    library->cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    library->pango_cairo_context_set_font_options(pen->context, options);
    library->cairo_font_options_destroy(options);
    library->pango_cairo_context_set_resolution(pen->context, 72);
    library->pango_context_set_round_glyph_positions(pen->context, FALSE);
    library->pango_context_set_language(pen->context,
                                        library->pango_language_from_string(LANGUAGE));
}

PaperPen *paper_pen_new(GError **error)
{
    g_autoptr(PaperPen) pen = g_new0(PaperPen, 1);
    const TypeLibrary *library = &pen->library;

    if (!type_library_load(&pen->library, error) || !find_fonts(pen, error)) {
        return NULL;
    }
    pen->fonts = library->pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (pen->fonts == NULL) {
        fail(error, "pango was built without FreeType");
        return NULL;
    }
    library->pango_fc_font_map_set_config((PangoFcFontMap *)pen->fonts, pen->settings);
    pen->context = library->pango_font_map_create_context(pen->fonts);
    set_options(pen);
    return g_steal_pointer(&pen);
}

/* --- documents --------------------------------------------------------------------------- */

static void drop_document(PaperPen *pen)
{
    const TypeLibrary *library = &pen->library;

    if (pen->surface != NULL) {
        library->cairo_destroy(pen->cairo);
        library->cairo_surface_finish(pen->surface);
        library->cairo_surface_destroy(pen->surface);
        pen->cairo = NULL;
        pen->surface = NULL;
        g_clear_pointer(&pen->octets, g_byte_array_unref);
    }
}

void paper_pen_free(PaperPen *pen)
{
    const TypeLibrary *library = &pen->library;

    drop_document(pen);
    if (pen->context != NULL) {
        library->g_object_unref(pen->context);
    }
    if (pen->fonts != NULL) {
        library->g_object_unref(pen->fonts);
    }
    if (pen->settings != NULL) {
        library->FcConfigDestroy(pen->settings);
    }
    g_free(pen);
}

static cairo_status_t take_octets(void *data, const unsigned char *octets, unsigned length)
{
    g_byte_array_append(data, octets, length);
    return CAIRO_STATUS_SUCCESS;
}

void paper_pen_begin(PaperPen *pen, const PaperDocument *document)
{
    const TypeLibrary *library = &pen->library;
    g_autofree char *stamp = civil_stamp_to_text(document->stamp);

    drop_document(pen);
    pen->octets = g_byte_array_new();
    pen->surface = library->cairo_pdf_surface_create_for_stream(take_octets, pen->octets,
                                                                document->width, document->height);
    library->cairo_pdf_surface_restrict_to_version(pen->surface, CAIRO_PDF_VERSION_1_5);
    library->cairo_pdf_surface_set_metadata(pen->surface, CAIRO_PDF_METADATA_TITLE,
                                            document->title);
    library->cairo_pdf_surface_set_metadata(pen->surface, CAIRO_PDF_METADATA_CREATOR, "confeed");
    /* Without these it would be the time of day. */
    library->cairo_pdf_surface_set_metadata(pen->surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
    library->cairo_pdf_surface_set_metadata(pen->surface, CAIRO_PDF_METADATA_MOD_DATE, stamp);
    pen->cairo = library->cairo_create(pen->surface);
    pen->sheet = 1;
}

void paper_pen_turn(PaperPen *pen)
{
    pen->library.cairo_show_page(pen->cairo);
    pen->sheet++;
}

const char *paper_pen_number(double value, PaperNumber buffer)
{
    return g_ascii_formatd(buffer, sizeof(PaperNumber), "%.2f", value);
}

void paper_pen_add_to_outline(PaperPen *pen, const char *name, double top)
{
    PaperNumber number;
    g_autofree char *place =
        g_strdup_printf("page=%u pos=[0 %s]", pen->sheet, paper_pen_number(top, number));

    pen->library.cairo_pdf_surface_add_outline(pen->surface, CAIRO_PDF_OUTLINE_ROOT, name, place,
                                               0);
}

GBytes *paper_pen_finish(PaperPen *pen, GError **error)
{
    const TypeLibrary *library = &pen->library;
    GBytes *octets = NULL;

    library->cairo_show_page(pen->cairo);
    cairo_status_t status = library->cairo_status(pen->cairo);
    library->cairo_surface_finish(pen->surface);
    status = status != CAIRO_STATUS_SUCCESS ? status : library->cairo_surface_status(pen->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        fail(error, library->cairo_status_to_string(status));
    } else {
        octets = g_byte_array_free_to_bytes(g_steal_pointer(&pen->octets));
    }
    drop_document(pen);
    return octets;
}

void paper_pen_set_ink(const PaperPen *pen, double ink)
{
    pen->library.cairo_set_source_rgb(pen->cairo, 1 - ink, 1 - ink, 1 - ink);
}

void paper_pen_rule(PaperPen *pen, double left, double top, double right, double bottom,
                    double width, double ink)
{
    const TypeLibrary *library = &pen->library;

    paper_pen_set_ink(pen, ink);
    library->cairo_set_line_width(pen->cairo, width);
    library->cairo_move_to(pen->cairo, left, top);
    library->cairo_line_to(pen->cairo, right, bottom);
    library->cairo_stroke(pen->cairo);
}
