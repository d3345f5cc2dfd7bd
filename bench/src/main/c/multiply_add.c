/*
 * The most that this processor multiplies and adds: so many vectors of 16 numbers in registers alone, in 16 chains, which is
 * more than the latency needs. Every number tends to 1.
 */
typedef float vector __attribute__((vector_size(64), aligned(64)));

#define CHAINS 16

float multiply_adds(long vectors) {
    vector sum[CHAINS];
    vector factor = (vector){} + 0.5f;
    for (int c = 0; c < CHAINS; c++) {
        sum[c] = (vector){} + (float)(c + 2);
    }
    for (long i = 0; i < vectors; i += CHAINS) {
#pragma GCC unroll 16
        for (int c = 0; c < CHAINS; c++) {
            sum[c] = sum[c] * factor + factor;
        }
    }
    vector total = sum[0];
    for (int c = 1; c < CHAINS; c++) {
        total += sum[c];
    }
    float result = 0;
    for (int i = 0; i < 16; i++) {
        result += total[i];
    }
    return result;
}
