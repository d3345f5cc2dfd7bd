/*
 * An FMU for tests: the pendulum of the built-in plant of that name, as an FMU of FMI 2.0 and of FMI 3.0 in one library. One step is one
 * step of the semi-implicit Euler method of the length that is asked for.
 *
 *   theta'' = 3 g / (2 l) sin(theta) + 3 / (m l^2) torque,   |theta'| <= 8
 *
 * Types and names are those of the FMI standard, https://fmi-standard.org. Macros: WITHOUT_STEP and WITHOUT_DERIVATIVES leave functions
 * out; the parameter 'defect' breaks it at the step 'defectStep'.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TOKEN "{antipode-pendulum-1}"
#define MAX_SPEED 8.0

enum { OK, WARNING, DISCARD, ERROR, FATAL };
enum {
    TIME, THETA, DER_THETA, THETA_DOT, DER_THETA_DOT, TORQUE, GRAVITY, MASS, LENGTH, COS_THETA, SIN_THETA, STEPS, DEFECT, BRAKE,
    DEGREES, DEFECT_STEP, APPLIED, VARIABLES
};
enum { SOUND, FAILS_STEP, CRASHES, DISCARDS, HANGS, FAILS_START, ENDS, WARNS, DIES, DIES_READING, HANGS_AT_START };

/* No address of anything; a variable, so that the compiler does not know. */
static volatile int *volatile nowhere = (int *)8;

typedef void (*logger2)(void *, const char *, int, const char *, const char *, ...);
typedef void (*logger3)(void *, int, const char *, const char *);
typedef struct {
    logger2 logger;
    void *(*allocate)(size_t, size_t);
    void (*release)(void *);
    void *finished;
    void *environment;
} callbacks2;

typedef struct {
    double value[VARIABLES];
    bool started;
} model;

typedef struct {
    model now;
    callbacks2 two;
    logger3 three;
    void *environment;
    char name[64];
    bool dead;
} pendulum;

/* After a fatal error, an instance must not be touched. */
static void must_live(pendulum *p) {
    if (p->dead) {
        abort();
    }
}

static void say(pendulum *p, int status, const char *text) {
    if (p->three) {
        p->three(p->environment, status, "logStatusError", text);
    } else if (p->two.logger) {
        /* Formatted by the receiver, as the standard has it. */
        p->two.logger(p->two.environment, p->name, status, "logStatusError", "%s (step %d, theta %.3f, %s)", text,
                      (int)p->now.value[STEPS], p->now.value[THETA], "said by C");
    }
}

static int die(pendulum *p) {
    say(p, FATAL, "the licence server is gone");
    p->dead = true;
    return FATAL;
}

static void defaults(pendulum *p) {
    must_live(p);
    memset(&p->now, 0, sizeof p->now);
    double *v = p->now.value;
    v[THETA] = 0.5;
    v[GRAVITY] = 10;
    v[MASS] = 1;
    v[LENGTH] = 1;
}

static void derive(double *v) {
    v[DER_THETA] = v[THETA_DOT];
    v[DER_THETA_DOT] = 3 * v[GRAVITY] / (2 * v[LENGTH]) * sin(v[THETA]) + 3 / (v[MASS] * v[LENGTH] * v[LENGTH]) * v[TORQUE];
    v[COS_THETA] = cos(v[THETA]);
    v[SIN_THETA] = sin(v[THETA]);
    v[DEGREES] = v[THETA_DOT] * 180 / M_PI;
}

static int start(pendulum *p) {
    must_live(p);
    derive(p->now.value);
    while (p->now.value[DEFECT] == HANGS_AT_START) {
        *(volatile double *)&p->now.value[STEPS] += 0;
    }
    if (p->now.value[DEFECT] == FAILS_START) {
        say(p, ERROR, "no consistent start was found");
        return ERROR;
    }
    p->now.started = true;
    return OK;
}

static int advance(pendulum *p, double time, double step, bool *end) {
    double *v = p->now.value;
    int status = OK;
    must_live(p);
    if (!p->now.started || fabs(time - v[TIME]) > 1e-9) {
        say(p, ERROR, "the step does not begin where the last one ended");
        return ERROR;
    }
    if ((int)v[STEPS] >= (int)v[DEFECT_STEP]) {
        switch ((int)v[DEFECT]) {
            case FAILS_STEP: say(p, ERROR, "the solver did not converge"); return ERROR;
            case CRASHES: *nowhere = 1; break;
            case DISCARDS: say(p, DISCARD, "the step is too long"); return DISCARD;
            case HANGS: for (;;) { *(volatile double *)&v[STEPS] += 0; }
            case DIES: return die(p);
            case ENDS: *end = true; break;
            case WARNS: say(p, WARNING, "the step is rather long"); status = WARNING; break;
            default: break;
        }
    }
    derive(v);
    double speed = v[THETA_DOT] + v[DER_THETA_DOT] * step;
    v[THETA_DOT] = speed > MAX_SPEED ? MAX_SPEED : speed < -MAX_SPEED ? -MAX_SPEED : speed;
    if (v[BRAKE] != 0) {
        v[THETA_DOT] = 0;
    }
    v[THETA] += v[THETA_DOT] * step;
    v[TIME] = time + step;
    v[STEPS] += 1;
    v[APPLIED] = v[TORQUE];
    derive(v);
    return status;
}

static double partial(const double *v, uint32_t unknown, uint32_t known) {
    switch (unknown) {
        case THETA: case THETA_DOT: return unknown == known;
        case DER_THETA: return known == THETA_DOT;
        case DER_THETA_DOT:
            return known == THETA    ? 3 * v[GRAVITY] / (2 * v[LENGTH]) * cos(v[THETA])
                   : known == TORQUE ? 3 / (v[MASS] * v[LENGTH] * v[LENGTH])
                                     : 0;
        case COS_THETA: return known == THETA ? -sin(v[THETA]) : 0;
        case SIN_THETA: return known == THETA ? cos(v[THETA]) : 0;
        case DEGREES: return known == THETA_DOT ? 180 / M_PI : 0;
        default: return 0;
    }
}

static int sensitivity(pendulum *p, const uint32_t *u, size_t nu, const uint32_t *k, size_t nk, const double *seed, double *out) {
    must_live(p);
    for (size_t i = 0; i < nu; i++) {
        out[i] = 0;
        for (size_t j = 0; j < nk; j++) {
            out[i] += partial(p->now.value, u[i], k[j]) * seed[j];
        }
    }
    return OK;
}

#define READ(type)                                                  \
    must_live(p);                                                   \
    if ((int)p->now.value[DEFECT] == DIES_READING) {                \
        return die(p);                                              \
    }                                                               \
    for (size_t i = 0; i < n; i++) {                                \
        if (r[i] >= VARIABLES) {                                    \
            say(p, ERROR, "there is no such variable");             \
            return ERROR;                                           \
        }                                                           \
        out[i] = (type)p->now.value[r[i]];                          \
    }                                                               \
    return OK

#define WRITE                                                       \
    must_live(p);                                                   \
    for (size_t i = 0; i < n; i++) {                                \
        if (r[i] >= VARIABLES) {                                    \
            say(p, ERROR, "there is no such variable");             \
            return ERROR;                                           \
        }                                                           \
        p->now.value[r[i]] = (double)in[i];                         \
    }                                                               \
    return OK

static int save(pendulum *p, void **state) {
    must_live(p);
    if (!*state) {
        *state = malloc(sizeof(model));
    }
    *(model *)*state = p->now;
    return OK;
}

static int restore(pendulum *p, void *state) {
    must_live(p);
    p->now = *(model *)state;
    return OK;
}

static int forget(pendulum *p, void **state) {
    must_live(p);
    free(*state);
    *state = NULL;
    return OK;
}

/* FMI 2.0 */

const char *fmi2GetVersion(void) { return "2.0"; }
const char *fmi2GetTypesPlatform(void) { return "default"; }

void *fmi2Instantiate(const char *name, int type, const char *guid, const char *resources, const callbacks2 *functions, int visible,
                      int logging) {
    pendulum *p = functions->allocate(1, sizeof(pendulum));
    p->two = *functions;
    strncpy(p->name, name, sizeof p->name - 1);
    if (type != 1 || strcmp(guid, TOKEN) != 0 || strncmp(resources, "file:///", 8) != 0) {
        say(p, ERROR, "the guid is of another library");
        functions->release(p);
        return NULL;
    }
    defaults(p);
    return p;
}

void fmi2FreeInstance(void *c) {
    must_live(c);
    ((pendulum *)c)->two.release(c);
}
int fmi2SetDebugLogging(void *c, int on, size_t n, const char *const categories[]) { return OK; }
int fmi2SetupExperiment(void *c, int tolerant, double tolerance, double from, int stops, double stop) {
    must_live(c);
    ((pendulum *)c)->now.value[TIME] = from;
    return OK;
}
int fmi2EnterInitializationMode(void *c) { must_live(c); return OK; }
int fmi2ExitInitializationMode(void *c) { return start(c); }
int fmi2Terminate(void *c) { must_live(c); return OK; }
int fmi2Reset(void *c) { defaults(c); return OK; }
int fmi2GetReal(void *c, const uint32_t r[], size_t n, double out[]) { pendulum *p = c; READ(double); }
int fmi2GetInteger(void *c, const uint32_t r[], size_t n, int out[]) { pendulum *p = c; READ(int); }
int fmi2GetBoolean(void *c, const uint32_t r[], size_t n, int out[]) { pendulum *p = c; READ(int); }
int fmi2SetReal(void *c, const uint32_t r[], size_t n, const double in[]) { pendulum *p = c; WRITE; }
int fmi2SetInteger(void *c, const uint32_t r[], size_t n, const int in[]) { pendulum *p = c; WRITE; }
int fmi2SetBoolean(void *c, const uint32_t r[], size_t n, const int in[]) { pendulum *p = c; WRITE; }
int fmi2GetFMUstate(void *c, void **state) { return save(c, state); }
int fmi2SetFMUstate(void *c, void *state) { return restore(c, state); }
int fmi2FreeFMUstate(void *c, void **state) { return forget(c, state); }
#ifndef WITHOUT_DERIVATIVES
int fmi2GetDirectionalDerivative(void *c, const uint32_t u[], size_t nu, const uint32_t k[], size_t nk, const double seed[],
                                 double out[]) {
    return sensitivity(c, u, nu, k, nk, seed, out);
}
#endif
#ifndef WITHOUT_STEP
int fmi2DoStep(void *c, double time, double step, int final) {
    bool end = false;
    int status = advance(c, time, step, &end);
    return end && status == OK ? DISCARD : status;
}
#endif

/* FMI 3.0 */

const char *fmi3GetVersion(void) { return "3.0"; }

void *fmi3InstantiateCoSimulation(const char *name, const char *token, const char *resources, bool visible, bool logging, bool events,
                                  bool early, const uint32_t intermediate[], size_t n, void *environment, logger3 logger,
                                  void *update) {
    pendulum *p = calloc(1, sizeof(pendulum));
    p->three = logger;
    p->environment = environment;
    strncpy(p->name, name, sizeof p->name - 1);
    if (visible || !logging || events || early || intermediate || n || update || strcmp(token, TOKEN) != 0 ||
        resources[strlen(resources) - 1] != '/') {
        say(p, ERROR, "the token is of another library");
        free(p);
        return NULL;
    }
    defaults(p);
    return p;
}

void fmi3FreeInstance(void *c) {
    must_live(c);
    free(c);
}
int fmi3SetDebugLogging(void *c, bool on, size_t n, const char *const categories[]) { return OK; }
int fmi3EnterInitializationMode(void *c, bool tolerant, double tolerance, double from, bool stops, double stop) {
    must_live(c);
    ((pendulum *)c)->now.value[TIME] = from;
    return OK;
}
int fmi3ExitInitializationMode(void *c) { return start(c); }
int fmi3Terminate(void *c) { must_live(c); return OK; }
int fmi3Reset(void *c) { defaults(c); return OK; }
int fmi3GetFloat64(void *c, const uint32_t r[], size_t n, double out[], size_t m) { pendulum *p = c; READ(double); }
int fmi3GetFloat32(void *c, const uint32_t r[], size_t n, float out[], size_t m) { pendulum *p = c; READ(float); }
int fmi3GetInt32(void *c, const uint32_t r[], size_t n, int32_t out[], size_t m) { pendulum *p = c; READ(int32_t); }
int fmi3GetBoolean(void *c, const uint32_t r[], size_t n, bool out[], size_t m) { pendulum *p = c; READ(bool); }
int fmi3SetFloat64(void *c, const uint32_t r[], size_t n, const double in[], size_t m) { pendulum *p = c; WRITE; }
int fmi3SetFloat32(void *c, const uint32_t r[], size_t n, const float in[], size_t m) { pendulum *p = c; WRITE; }
int fmi3SetInt32(void *c, const uint32_t r[], size_t n, const int32_t in[], size_t m) { pendulum *p = c; WRITE; }
int fmi3SetBoolean(void *c, const uint32_t r[], size_t n, const bool in[], size_t m) { pendulum *p = c; WRITE; }
int fmi3GetFMUState(void *c, void **state) { return save(c, state); }
int fmi3SetFMUState(void *c, void *state) { return restore(c, state); }
int fmi3FreeFMUState(void *c, void **state) { return forget(c, state); }
#ifndef WITHOUT_DERIVATIVES
int fmi3GetDirectionalDerivative(void *c, const uint32_t u[], size_t nu, const uint32_t k[], size_t nk, const double seed[], size_t ns,
                                 double out[], size_t no) {
    return ns == nk && no == nu ? sensitivity(c, u, nu, k, nk, seed, out) : ERROR;
}
#endif
#ifndef WITHOUT_STEP
int fmi3DoStep(void *c, double time, double step, bool final, bool *event, bool *end, bool *early, double *last) {
    *event = *end = *early = false;
    int status = advance(c, time, step, end);
    *last = ((pendulum *)c)->now.value[TIME];
    return status;
}
#endif
