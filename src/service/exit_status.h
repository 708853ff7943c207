#pragma once

/* Exit statuses, the same for every command. */
typedef enum ExitStatus {
    EXIT_STATUS_OK = 0,
    EXIT_STATUS_INPUT = 1,       /* the input has errors or, with --strict, warnings */
    EXIT_STATUS_USAGE = 2,       /* wrong usage */
    EXIT_STATUS_ENVIRONMENT = 3, /* disk, network or database failed */
} ExitStatus;
