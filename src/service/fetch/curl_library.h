#pragma once

#include <curl/curl.h>
#include <glib.h>
#include <stdbool.h>

/*
 * libcurl, loaded when it is needed: with the libraries that it needs itself, it would make every
 * start of the program 2 ms longer, and each that runs 1.7 MB larger.
 */
typedef struct CurlLibrary {
    typeof(curl_global_init) *global_init;
    typeof(curl_easy_init) *easy_init;
    CURLcode (*easy_setopt)(CURL *handle, CURLoption option, ...);
    CURLcode (*easy_getinfo)(CURL *handle, CURLINFO info, ...);
    typeof(curl_easy_perform) *easy_perform;
    typeof(curl_easy_header) *easy_header;
    typeof(curl_easy_strerror) *easy_strerror;
    typeof(curl_easy_cleanup) *easy_cleanup;
    typeof(curl_slist_append) *slist_append;
    typeof(curl_slist_free_all) *slist_free_all;
} CurlLibrary;

/* Loads it, for good. Fails if it is not there. */
bool curl_library_load(CurlLibrary *out, GError **error);
