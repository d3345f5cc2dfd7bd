/*
 * A closed loop: a perceptron of the cart-pole's state commands its force, then one step of cart_pole.c. Rows: states (4),
 * force, parameters (4), dt, next states (4); the perceptron has rows of its own. So many steps from the states given.
 */
#include <string.h>

#include "perceptron.h"

#define STATES 4
#define FORCE 4
#define NEXT 10
#define MOST_FORCE 10.0f

void cart_pole(const float *restrict in, float *restrict next, long stride, int lanes);

void rollout(const float *parameters, const int *widths, int layers, float *rows, float *units, long stride, int lanes,
             long steps) {
    int above = 0;
    for (int layer = 0; layer < layers; layer++) {
        above += widths[layer];
    }
    const float *command = units + above * stride;
    for (long step = 0; step < steps; step++) {
        memcpy(units, rows, (size_t)(STATES * stride) * sizeof(float));
        perceptron(parameters, widths, layers, units, stride, lanes);
        float *force = ROW(rows, FORCE);
#pragma GCC ivdep
        for (int i = 0; i < lanes; i++) {
            force[i] = MOST_FORCE * command[i];
        }
        cart_pole(rows, ROW(rows, NEXT), stride, lanes);
        memcpy(rows, ROW(rows, NEXT), (size_t)(STATES * stride) * sizeof(float));
    }
}
