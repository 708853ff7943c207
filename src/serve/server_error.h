#pragma once

#include <glib.h>

/* How the start of the HTTP service can fail. */
typedef enum ServerError {
    SERVER_ERROR_ADDRESS, /* an address to listen on is malformed: wrong usage */
    SERVER_ERROR_FAILED,  /* the system refused */
} ServerError;

#define SERVER_ERROR (server_error_quark())
GQuark server_error_quark(void);
