#pragma once

#include "serve/answers.h"

/*
 * The answers that are given now, and how newer ones take their place while threads answer. A
 * thread waits at most while another takes a reference or gives one back: old answers are freed
 * outside the lock, on the main thread, which runs the default main context.
 */
typedef struct Current Current;

/* Takes the reference. For the main thread, as are current_set and current_free. */
Current *current_new(Answers *take_answers);

/* Everything that was taken must have been given back. */
void current_free(Current *current);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Current, current_free)

/* Takes the reference. Once this returns, nobody is given the previous answers. */
void current_set(Current *current, Answers *take_answers);

/* For any thread: the answers for one request, to be given back as soon as it is answered. */
Answers *current_take(Current *current);
void current_give_back(Current *current, Answers *answers);
