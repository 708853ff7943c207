#pragma once

#include <glib.h>

/* The files of src/assets/, which every page needs and which are part of the program. Their names
 * change with their content, so what stands under a name never changes. */
typedef enum AssetId {
    ASSET_STYLE,
    ASSET_SCRIPT,
    ASSET_ICON,
    N_ASSETS,
} AssetId;

/* The folder where pages look for them, with its slash. It lies beside the page of their agenda. */
#define ASSETS_FOLDER "assets/"

/* "style-0123456789abcdef.css" */
const char *asset_name(AssetId id);

/* "text/css; charset=utf-8"; static. */
const char *asset_media_type(AssetId id);

/* The content; the caller's own. */
GBytes *asset_get(AssetId id);
