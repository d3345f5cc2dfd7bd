/*
 * The noise of dev.antipode.core.random: Threefry4x32-20 (Salmon and others, SC11, 2011), the words of lane l from the
 * counter (l, 0, 0, 0), then the transform of Box and Muller (1958). Rows out: four numbers of every lane.
 */
#include <stdint.h>

#include "simd_math.h"

#define PARITY 0x1BD11BDAu
#define TWO_PI 6.28318530717958647693f

#define ROTATE(x, bits) (((x) << (bits)) | ((x) >> (32 - (bits))))
#define MIX(a, b, bits) a += b; b = ROTATE(b, bits) ^ a;
#define TWO_ROUNDS(r0, r1, r2, r3) MIX(x0, x1, r0) MIX(x2, x3, r1) MIX(x0, x3, r2) MIX(x2, x1, r3)
#define INJECT(a, b, c, d, number) x0 += a; x1 += b; x2 += c; x3 += d + number##u;

static inline __attribute__((always_inline)) float uniform(uint32_t word) {
    return ((float)(int32_t)(word >> 9) + 0.5f) * 0x1p-23f;
}

static void fill(uint32_t k0, uint32_t k1, uint32_t k2, uint32_t k3, float *restrict rows, long stride, int lanes) {
    uint32_t k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
#pragma GCC ivdep
    for (int i = 0; i < lanes; i++) {
        uint32_t x0 = (uint32_t)i + k0, x1 = k1, x2 = k2, x3 = k3;
        TWO_ROUNDS(10, 26, 11, 21) TWO_ROUNDS(13, 27, 23, 5) INJECT(k1, k2, k3, k4, 1)
        TWO_ROUNDS(6, 20, 17, 11) TWO_ROUNDS(25, 10, 18, 20) INJECT(k2, k3, k4, k0, 2)
        TWO_ROUNDS(10, 26, 11, 21) TWO_ROUNDS(13, 27, 23, 5) INJECT(k3, k4, k0, k1, 3)
        TWO_ROUNDS(6, 20, 17, 11) TWO_ROUNDS(25, 10, 18, 20) INJECT(k4, k0, k1, k2, 4)
        TWO_ROUNDS(10, 26, 11, 21) TWO_ROUNDS(13, 27, 23, 5) INJECT(k0, k1, k2, k3, 5)
        float radius0 = sqrtf(-2 * vector_log(uniform(x0))), angle0 = TWO_PI * uniform(x1);
        float radius1 = sqrtf(-2 * vector_log(uniform(x2))), angle1 = TWO_PI * uniform(x3);
        ROW(rows, 0)[i] = radius0 * vector_cos(angle0);
        ROW(rows, 1)[i] = radius0 * vector_sin(angle0);
        ROW(rows, 2)[i] = radius1 * vector_cos(angle1);
        ROW(rows, 3)[i] = radius1 * vector_sin(angle1);
    }
}

void noise(const int *key, float *rows, long stride, int lanes, long times) {
    for (long i = 0; i < times; i++) {
        fill((uint32_t)key[0], (uint32_t)key[1], (uint32_t)key[2], (uint32_t)key[3], rows, stride, lanes);
    }
}
