#pragma once

#include <glib.h>

/*
 * Metrics in the text format of Prometheus, version 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/): of each metric what it is,
 * directly followed by all of its values.
 */
#define METRIC_TEXT_MEDIA_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Begins a metric. Type is "counter", "gauge" or "histogram"; the help is one line. */
void metric_text_begin(GString *out, const char *name, const char *type, const char *help);

/* A label of a value. */
typedef struct MetricLabel {
    const char *name;
    const char *value; /* any text */
} MetricLabel;

/* Appends a value with its labels (or NULL), which end with one that has no name. */
void metric_text_append(GString *out, const char *name, const MetricLabel *labels, guint64 value);
void metric_text_append_real(GString *out, const char *name, const MetricLabel *labels,
                             double value);
