#pragma once

#include "serve/answers.h"

/*
 * The answers that are given now, and how others take their place while threads answer. A thread
 * waits at most while another takes a pointer or gives one back: what has had its time is freed on
 * the main thread, the one that runs the default main context, and outside the lock.
 */
typedef struct Current Current;

/* Takes the reference. To be called on the main thread, as current_set and current_free. */
Current *current_new(Answers *take_answers);

/* All that was taken has to be given back before. */
void current_free(Current *current);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Current, current_free)

/* Takes the reference; once it returns nobody is given the ones before. */
void current_set(Current *current, Answers *take_answers);

/* For any thread: the answers for one request, to be given back as soon as it is answered. */
Answers *current_take(Current *current);
void current_give_back(Current *current, Answers *answers);
