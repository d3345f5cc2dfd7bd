/* The perceptron in C, for the closed loop in C. */
#ifndef PERCEPTRON_H
#define PERCEPTRON_H

#include "simd_math.h"

void perceptron(const float *restrict parameters, const int *restrict widths, int layers, float *restrict rows, long stride,
                int lanes);

#endif
