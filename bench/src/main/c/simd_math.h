/*
 * Elementary functions that gcc vectorises with libmvec.
 *
 * With its own names for them, gcc merges sinf(x) and cosf(x) into one call of sincosf, for which it has no vector
 * version, and the whole loop stays scalar. Under other names (that still link to sinf, cosf and libmvec's vector
 * versions of them) each stays a call that it can vectorise.
 */
#ifndef SIMD_MATH_H
#define SIMD_MATH_H

#include <math.h>

#if defined(__x86_64__) || defined(__aarch64__)
#define VECTORIZED __attribute__((simd("notinbranch"), const, nothrow))
#else
#define VECTORIZED __attribute__((const, nothrow))
#endif

VECTORIZED float vector_sin(float) __asm__("sinf");
VECTORIZED float vector_cos(float) __asm__("cosf");
VECTORIZED float vector_log(float) __asm__("logf");
VECTORIZED float vector_tanh(float) __asm__("tanhf");

/* Row r of a structure of arrays whose rows are stride floats apart. */
#define ROW(base, r) ((base) + (r) * stride)

#endif
