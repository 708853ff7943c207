#pragma once

/* The version of tzdata that the zone files are from, such as "2025b"; "unknown" if they do not
 * say. The caller owns it. */
char *tz_version_dup(void);
