#pragma once

/* The headers that declare what is loaded. */
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdbool.h>

/* What we use of the libraries that set text in type. */
#define TYPE_LIBRARY_FUNCTIONS(FUNCTION)               \
    FUNCTION(FcConfigBuildFonts)                       \
    FUNCTION(FcConfigCreate)                           \
    FUNCTION(FcConfigDestroy)                          \
    FUNCTION(FcConfigGetFonts)                         \
    FUNCTION(FcConfigParseAndLoadFromMemory)           \
    FUNCTION(cairo_create)                             \
    FUNCTION(cairo_destroy)                            \
    FUNCTION(cairo_font_options_create)                \
    FUNCTION(cairo_font_options_destroy)               \
    FUNCTION(cairo_font_options_set_antialias)         \
    FUNCTION(cairo_font_options_set_hint_metrics)      \
    FUNCTION(cairo_font_options_set_hint_style)        \
    FUNCTION(cairo_line_to)                            \
    FUNCTION(cairo_move_to)                            \
    FUNCTION(cairo_pdf_surface_add_outline)            \
    FUNCTION(cairo_pdf_surface_create_for_stream)      \
    FUNCTION(cairo_pdf_surface_restrict_to_version)    \
    FUNCTION(cairo_pdf_surface_set_metadata)           \
    FUNCTION(cairo_set_line_width)                     \
    FUNCTION(cairo_set_source_rgb)                     \
    FUNCTION(cairo_show_page)                          \
    FUNCTION(cairo_status)                             \
    FUNCTION(cairo_status_to_string)                   \
    FUNCTION(cairo_stroke)                             \
    FUNCTION(cairo_surface_destroy)                    \
    FUNCTION(cairo_surface_finish)                     \
    FUNCTION(cairo_surface_status)                     \
    FUNCTION(cairo_tag_begin)                          \
    FUNCTION(cairo_tag_end)                            \
    FUNCTION(g_object_unref)                           \
    FUNCTION(pango_attr_foreground_new)                \
    FUNCTION(pango_attr_insert_hyphens_new)            \
    FUNCTION(pango_attr_list_insert)                   \
    FUNCTION(pango_attr_list_new)                      \
    FUNCTION(pango_attr_list_unref)                    \
    FUNCTION(pango_attr_strikethrough_new)             \
    FUNCTION(pango_attr_weight_new)                    \
    FUNCTION(pango_cairo_context_set_font_options)     \
    FUNCTION(pango_cairo_context_set_resolution)       \
    FUNCTION(pango_cairo_font_map_new_for_font_type)   \
    FUNCTION(pango_cairo_show_layout_line)             \
    FUNCTION(pango_context_set_language)               \
    FUNCTION(pango_context_set_round_glyph_positions)  \
    FUNCTION(pango_fc_font_map_set_config)             \
    FUNCTION(pango_font_description_free)              \
    FUNCTION(pango_font_description_new)               \
    FUNCTION(pango_font_description_set_absolute_size) \
    FUNCTION(pango_font_description_set_family_static) \
    FUNCTION(pango_font_description_set_weight)        \
    FUNCTION(pango_font_map_create_context)            \
    FUNCTION(pango_language_from_string)               \
    FUNCTION(pango_layout_get_iter)                    \
    FUNCTION(pango_layout_iter_free)                   \
    FUNCTION(pango_layout_iter_get_baseline)           \
    FUNCTION(pango_layout_iter_get_line_extents)       \
    FUNCTION(pango_layout_iter_get_line_readonly)      \
    FUNCTION(pango_layout_iter_next_line)              \
    FUNCTION(pango_layout_line_get_x_ranges)           \
    FUNCTION(pango_layout_new)                         \
    FUNCTION(pango_layout_set_attributes)              \
    FUNCTION(pango_layout_set_ellipsize)               \
    FUNCTION(pango_layout_set_font_description)        \
    FUNCTION(pango_layout_set_single_paragraph_mode)   \
    FUNCTION(pango_layout_set_text)                    \
    FUNCTION(pango_layout_set_width)                   \
    FUNCTION(pango_layout_set_wrap)

/*
 * pango, cairo and fontconfig, loaded when something is printed: with the thirty libraries that
 * they need themselves, they would make every start of the program 3 ms longer, and each that runs
 * 4 MB larger.
 */
typedef struct TypeLibrary {
#define TYPE_LIBRARY_MEMBER(name) typeof(name) *(name);
    TYPE_LIBRARY_FUNCTIONS(TYPE_LIBRARY_MEMBER)
#undef TYPE_LIBRARY_MEMBER
} TypeLibrary;

/* Loads them, for good. Fails with PAPER_ERROR_ENVIRONMENT if they are not there. */
bool type_library_load(TypeLibrary *out, GError **error);
