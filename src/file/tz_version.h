#pragma once

/* Which tzdata the zone files are of, such as "2025b"; "unknown" if they do not say. The caller's
 * own. */
char *tz_version_dup(void);
