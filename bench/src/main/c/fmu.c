/*
 * A mass on a spring with a damper as the smallest FMU of FMI 3.0, and a loop over its functions as a program in C calls them: through
 * pointers that the compiler does not know. Names and types are those of the FMI standard, https://fmi-standard.org.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct { double value[3]; } mass; /* position, speed, force */

void *fmi3InstantiateCoSimulation(const char *name, const char *token, const char *resources, bool visible, bool logging, bool events,
                                  bool early, const uint32_t intermediate[], size_t n, void *environment, void *logger, void *update) {
    return calloc(1, sizeof(mass));
}
void fmi3FreeInstance(void *c) { free(c); }
int fmi3SetDebugLogging(void *c, bool on, size_t n, const char *const categories[]) { return 0; }
int fmi3EnterInitializationMode(void *c, bool tolerant, double tolerance, double from, bool stops, double stop) { return 0; }
int fmi3ExitInitializationMode(void *c) { return 0; }
int fmi3Terminate(void *c) { return 0; }
int fmi3Reset(void *c) {
    *(mass *)c = (mass){{0}};
    return 0;
}
int fmi3GetFloat64(void *c, const uint32_t r[], size_t n, double out[], size_t m) {
    for (size_t i = 0; i < n; i++) {
        out[i] = ((mass *)c)->value[r[i]];
    }
    return 0;
}
int fmi3SetFloat64(void *c, const uint32_t r[], size_t n, const double in[], size_t m) {
    for (size_t i = 0; i < n; i++) {
        ((mass *)c)->value[r[i]] = in[i];
    }
    return 0;
}
int fmi3DoStep(void *c, double time, double step, bool final, bool *event, bool *end, bool *early, double *last) {
    double *v = ((mass *)c)->value;
    v[1] += step * (v[2] - 4 * v[0] - 0.5 * v[1]);
    v[0] += step * v[1];
    *event = *end = *early = false;
    *last = time + step;
    return 0;
}

static int (*volatile set)(void *, const uint32_t[], size_t, const double[], size_t) = fmi3SetFloat64;
static int (*volatile get)(void *, const uint32_t[], size_t, double[], size_t) = fmi3GetFloat64;
static int (*volatile step)(void *, double, double, bool, bool *, bool *, bool *, double *) = fmi3DoStep;

/* One for the loop. */
void *fmuNew(void) { return calloc(1, sizeof(mass)); }

/* So many steps with a force that is set and a position and a speed that are read; the last position. */
double fmuRepeat(void *c, int count) {
    static const uint32_t inputs[] = {2}, outputs[] = {0, 1};
    double force = 1, out[2] = {0}, last;
    bool event, end, early;
    for (int i = 0; i < count; i++) {
        force = 1 - out[0];
        if (set(c, inputs, 1, &force, 1) || step(c, i * 0.01, 0.01, false, &event, &end, &early, &last) ||
            get(c, outputs, 2, out, 2)) {
            return -1;
        }
    }
    return out[0];
}
