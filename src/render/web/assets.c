#include "render/web/assets.h"

/* The Makefile generates these from the files: the first octet, the one after the last, and the
 * name, which has a hash of the content in it. */
extern const char asset_style_css[];
extern const char asset_style_css_end[];
extern const char asset_style_css_name[];
extern const char asset_page_js[];
extern const char asset_page_js_end[];
extern const char asset_page_js_name[];
extern const char asset_icon_svg[];
extern const char asset_icon_svg_end[];
extern const char asset_icon_svg_name[];

typedef struct Asset {
    const char *content;
    const char *end;
    const char *name;
    const char *media_type;
} Asset;

#define ASSET(symbol, media_type)                       \
    {                                                   \
        symbol, symbol##_end, symbol##_name, media_type \
    }

static const Asset ASSETS[N_ASSETS] = {
    [ASSET_STYLE] = ASSET(asset_style_css, "text/css; charset=utf-8"),
    [ASSET_SCRIPT] = ASSET(asset_page_js, "text/javascript; charset=utf-8"),
    [ASSET_ICON] = ASSET(asset_icon_svg, "image/svg+xml"),
};

const char *asset_name(AssetId id)
{
    return ASSETS[id].name;
}

const char *asset_media_type(AssetId id)
{
    return ASSETS[id].media_type;
}

GBytes *asset_get(AssetId id)
{
    const Asset *asset = &ASSETS[id];

    return g_bytes_new_static(asset->content, (gsize)(asset->end - asset->content));
}
