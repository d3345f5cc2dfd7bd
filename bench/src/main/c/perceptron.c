/*
 * The dense layers of dev.antipode.core.linear and a perceptron of them: lanes are samples, all lanes share the weights,
 * parameters layer by layer, biases first. Four outputs by four vectors are summed in registers, which is the fastest
 * arrangement for both compilers.
 */
#include "perceptron.h"

typedef float vector __attribute__((vector_size(64), aligned(64)));

#define OUTPUTS 4
#define VECTORS 4
#define LANES 16

static inline __attribute__((always_inline)) void dense_tile(
        const float *restrict in, float *restrict out, long stride, const float *restrict bias, const float *restrict weights,
        int inputs, int outputs, int first, int count, int vectors) {
    vector sum[OUTPUTS][VECTORS];
    for (int o = 0; o < count; o++) {
        for (int v = 0; v < vectors; v++) {
            sum[o][v] = (vector){} + bias[first + o];
        }
    }
    for (int k = 0; k < inputs; k++) {
        for (int v = 0; v < vectors; v++) {
            vector x = *(const vector *)(in + k * stride + v * LANES);
            for (int o = 0; o < count; o++) {
                sum[o][v] += x * weights[k * outputs + first + o];
            }
        }
    }
    for (int o = 0; o < count; o++) {
        for (int v = 0; v < vectors; v++) {
            *(vector *)(out + (first + o) * stride + v * LANES) = sum[o][v];
        }
    }
}

void dense(const float *restrict in, float *restrict out, long stride, int lanes, const float *restrict bias,
           const float *restrict weights, int inputs, int outputs) {
    int lane = 0;
    for (; lane + VECTORS * LANES <= lanes; lane += VECTORS * LANES) {
        int o = 0;
        for (; o + OUTPUTS <= outputs; o += OUTPUTS) {
            dense_tile(in + lane, out + lane, stride, bias, weights, inputs, outputs, o, OUTPUTS, VECTORS);
        }
        for (; o < outputs; o++) {
            dense_tile(in + lane, out + lane, stride, bias, weights, inputs, outputs, o, 1, VECTORS);
        }
    }
    for (; lane < lanes; lane += LANES) {
        for (int o = 0; o < outputs; o++) {
            dense_tile(in + lane, out + lane, stride, bias, weights, inputs, outputs, o, 1, 1);
        }
    }
}

void tanh_row(float *restrict row, int lanes) {
#pragma GCC ivdep
    for (int i = 0; i < lanes; i++) {
        row[i] = vector_tanh(row[i]);
    }
}

void perceptron(const float *restrict parameters, const int *restrict widths, int layers, float *restrict rows, long stride,
                int lanes) {
    float *in = rows;
    for (int layer = 0; layer < layers; layer++) {
        int inputs = widths[layer], outputs = widths[layer + 1];
        float *out = in + inputs * stride;
        dense(in, out, stride, lanes, parameters, parameters + outputs, inputs, outputs);
        for (int row = 0; row < outputs; row++) {
            tanh_row(out + row * stride, lanes);
        }
        parameters += (inputs + 1) * outputs;
        in = out;
    }
}

/* Rows: the observation, then every layer's outputs. */
void perceptrons(const float *parameters, const int *widths, int layers, float *rows, long stride, int lanes, long times) {
    for (long i = 0; i < times; i++) {
        perceptron(parameters, widths, layers, rows, stride, lanes);
    }
}

/* One dense layer without its function. */
void dense_layers(const float *parameters, const int *widths, int layers, float *rows, long stride, int lanes, long times) {
    (void)layers;
    for (long i = 0; i < times; i++) {
        dense(rows, rows + widths[0] * stride, stride, lanes, parameters, parameters + widths[1], widths[0], widths[1]);
    }
}
