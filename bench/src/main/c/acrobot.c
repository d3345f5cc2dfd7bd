/*
 * The acrobot of dev.antipode.sim.plants.Acrobot: equations of Sutton and Barto (1998), fourth-order Runge-Kutta, then
 * wrapped angles and limited speeds. Rows in: theta1, theta2, theta1Dot, theta2Dot; torque; gravity, mass1, mass2, length1,
 * centre1, centre2, inertia1, inertia2; dt.
 */
#include "simd_math.h"

#define PI 3.14159265358979323846f

typedef struct {
    float theta1, theta2, omega1, omega2;
} state;

/* What the equations need of the parameters, the same in all four stages. */
typedef struct {
    float own1, own2, coupling, weight1, weight2;
} constants;

static inline __attribute__((always_inline)) state derivative(state s, float torque, constants c) {
    float sin2 = vector_sin(s.theta2);
    float cos2 = vector_cos(s.theta2);
    float d1 = c.own1 + c.own2 + 2 * c.coupling * cos2;
    float d2 = c.own2 + c.coupling * cos2;
    float phi2 = c.weight2 * vector_sin(s.theta1 + s.theta2);
    float phi1 = -c.coupling * s.omega2 * (s.omega2 + 2 * s.omega1) * sin2 + c.weight1 * vector_sin(s.theta1) + phi2;
    float per_d1 = 1 / d1;
    float ratio = d2 * per_d1;
    float angular2 = (torque + ratio * phi1 - c.coupling * s.omega1 * s.omega1 * sin2 - phi2) / (c.own2 - d2 * ratio);
    float angular1 = -(d2 * angular2 + phi1) * per_d1;
    return (state){s.omega1, s.omega2, angular1, angular2};
}

static inline __attribute__((always_inline)) state advance(state s, float h, state k) {
    return (state){s.theta1 + h * k.theta1, s.theta2 + h * k.theta2, s.omega1 + h * k.omega1, s.omega2 + h * k.omega2};
}

static inline __attribute__((always_inline)) float slope(float k1, float k2, float k3, float k4) {
    return k1 + 2 * (k2 + k3) + k4;
}

static inline __attribute__((always_inline)) float wrap(float radians) {
    return radians - 2 * PI * floorf((radians + PI) * (1 / (2 * PI)));
}

static inline __attribute__((always_inline)) float limit(float value, float most) {
    return fminf(fmaxf(value, -most), most);
}

void acrobot(const float *restrict in, float *restrict next, long stride, int lanes) {
    const float *restrict theta1 = ROW(in, 0), *restrict theta2 = ROW(in, 1), *restrict omega1 = ROW(in, 2),
                *restrict omega2 = ROW(in, 3);
    const float *restrict torque = ROW(in, 4);
    const float *restrict gravity = ROW(in, 5), *restrict mass1 = ROW(in, 6), *restrict mass2 = ROW(in, 7),
                *restrict length1 = ROW(in, 8), *restrict centre1 = ROW(in, 9), *restrict centre2 = ROW(in, 10),
                *restrict inertia1 = ROW(in, 11), *restrict inertia2 = ROW(in, 12);
    const float *restrict dt = ROW(in, 13);
    float *restrict next_theta1 = ROW(next, 0), *restrict next_theta2 = ROW(next, 1), *restrict next_omega1 = ROW(next, 2),
          *restrict next_omega2 = ROW(next, 3);
#pragma GCC ivdep
    for (int i = 0; i < lanes; i++) {
        constants c = {
            .own1 = mass1[i] * centre1[i] * centre1[i] + mass2[i] * length1[i] * length1[i] + inertia1[i],
            .own2 = mass2[i] * centre2[i] * centre2[i] + inertia2[i],
            .coupling = mass2[i] * length1[i] * centre2[i],
            .weight1 = (mass1[i] * centre1[i] + mass2[i] * length1[i]) * gravity[i],
            .weight2 = mass2[i] * centre2[i] * gravity[i],
        };
        float h = dt[i];
        state s = {theta1[i], theta2[i], omega1[i], omega2[i]};
        state k1 = derivative(s, torque[i], c);
        state k2 = derivative(advance(s, h / 2, k1), torque[i], c);
        state k3 = derivative(advance(s, h / 2, k2), torque[i], c);
        state k4 = derivative(advance(s, h, k3), torque[i], c);
        state k = {
            slope(k1.theta1, k2.theta1, k3.theta1, k4.theta1),
            slope(k1.theta2, k2.theta2, k3.theta2, k4.theta2),
            slope(k1.omega1, k2.omega1, k3.omega1, k4.omega1),
            slope(k1.omega2, k2.omega2, k3.omega2, k4.omega2),
        };
        state end = advance(s, h * (1.0f / 6), k);
        next_theta1[i] = wrap(end.theta1);
        next_theta2[i] = wrap(end.theta2);
        next_omega1[i] = limit(end.omega1, 4 * PI);
        next_omega2[i] = limit(end.omega2, 9 * PI);
    }
}
