#pragma once

#include <glib.h>

/* The files of src/assets/, which every page needs and the program holds. Their names change with
 * their content: what stands under one never does. */
typedef enum AssetId {
    ASSET_STYLE,
    ASSET_SCRIPT,
    ASSET_ICON,
    N_ASSETS,
} AssetId;

/* The folder where pages look for them, beside the page of their agenda, with its slash. */
#define ASSETS_FOLDER "assets/"

/* "style-0123456789abcdef.css" */
const char *asset_name(AssetId id);

/* "text/css; charset=utf-8"; static. */
const char *asset_media_type(AssetId id);

/* Its content; the caller's own. */
GBytes *asset_get(AssetId id);
