/*
 * The cart-pole of dev.antipode.sim.plants.CartPole: equations of Barto, Sutton, Anderson (1983) without friction,
 * explicit Euler. Rows in: x, xDot, theta, thetaDot; force; gravity, massCart, massPole, halfLength; dt.
 */
#include "simd_math.h"

void cart_pole(const float *restrict in, float *restrict next, long stride, int lanes) {
    const float *restrict x = ROW(in, 0), *restrict v = ROW(in, 1), *restrict theta = ROW(in, 2), *restrict omega = ROW(in, 3);
    const float *restrict force = ROW(in, 4);
    const float *restrict gravity = ROW(in, 5), *restrict mass_cart = ROW(in, 6), *restrict mass_pole = ROW(in, 7),
                *restrict half_length = ROW(in, 8);
    const float *restrict dt = ROW(in, 9);
    float *restrict next_x = ROW(next, 0), *restrict next_v = ROW(next, 1), *restrict next_theta = ROW(next, 2),
          *restrict next_omega = ROW(next, 3);
#pragma GCC ivdep
    for (int i = 0; i < lanes; i++) {
        float sine = vector_sin(theta[i]);
        float cosine = vector_cos(theta[i]);
        float per_mass = 1.0f / (mass_cart[i] + mass_pole[i]);
        float moment = mass_pole[i] * half_length[i];
        float a = (force[i] + moment * omega[i] * omega[i] * sine) * per_mass;
        float angular = (gravity[i] * sine - cosine * a)
                / (half_length[i] * (4.0f / 3.0f - mass_pole[i] * cosine * cosine * per_mass));
        float linear = a - moment * angular * cosine * per_mass;
        next_x[i] = x[i] + dt[i] * v[i];
        next_v[i] = v[i] + dt[i] * linear;
        next_theta[i] = theta[i] + dt[i] * omega[i];
        next_omega[i] = omega[i] + dt[i] * angular;
    }
}
