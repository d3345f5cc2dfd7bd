/*
 * The quadrotor of dev.antipode.sim.plants.Quadrotor: rigid body of Mellinger and Kumar (2011) with lagging rotors,
 * fourth-order Runge-Kutta, then a unit quaternion. Rows in: position (3), velocity (3), attitude w x y z, body rate (3),
 * thrusts front, left, back, right; commanded thrusts (4); mass, inertiaX, inertiaY, inertiaZ, arm, dragPerThrust,
 * motorLag, gravity; dt.
 */
#include "simd_math.h"

/* Every number of the state, for code that does the same to each. */
#define EACH(DO) \
    DO(x, 0) DO(y, 1) DO(z, 2) DO(vx, 3) DO(vy, 4) DO(vz, 5) DO(qw, 6) DO(qx, 7) DO(qy, 8) DO(qz, 9) \
    DO(wx, 10) DO(wy, 11) DO(wz, 12) DO(front, 13) DO(left, 14) DO(back, 15) DO(right, 16)

typedef struct {
#define FIELD(name, row) float name;
    EACH(FIELD)
} state;

typedef struct {
    float front, left, back, right;
} thrusts;

/* What the equations need of the parameters, the same in all four stages. */
typedef struct {
    float per_mass, gravity, per_lag;
    float per_inertia_x, per_inertia_y, per_inertia_z;
    float gyro_x, gyro_y, gyro_z;
    float arm, drag;
} constants;

static inline __attribute__((always_inline)) state derivative(state s, thrusts u, constants c) {
    float lift = (s.front + s.left + s.back + s.right) * c.per_mass;
    float torque_x = c.arm * (s.left - s.right);
    float torque_y = c.arm * (s.back - s.front);
    float torque_z = c.drag * (s.front - s.left + s.back - s.right);
    return (state){
        .x = s.vx,
        .y = s.vy,
        .z = s.vz,
        .vx = lift * (2 * (s.qx * s.qz + s.qw * s.qy)),
        .vy = lift * (2 * (s.qy * s.qz - s.qw * s.qx)),
        .vz = lift * (1 - 2 * (s.qx * s.qx + s.qy * s.qy)) - c.gravity,
        .qw = -0.5f * (s.qx * s.wx + s.qy * s.wy + s.qz * s.wz),
        .qx = 0.5f * (s.qw * s.wx + s.qy * s.wz - s.qz * s.wy),
        .qy = 0.5f * (s.qw * s.wy + s.qz * s.wx - s.qx * s.wz),
        .qz = 0.5f * (s.qw * s.wz + s.qx * s.wy - s.qy * s.wx),
        .wx = (torque_x + c.gyro_x * s.wy * s.wz) * c.per_inertia_x,
        .wy = (torque_y + c.gyro_y * s.wz * s.wx) * c.per_inertia_y,
        .wz = (torque_z + c.gyro_z * s.wx * s.wy) * c.per_inertia_z,
        .front = (u.front - s.front) * c.per_lag,
        .left = (u.left - s.left) * c.per_lag,
        .back = (u.back - s.back) * c.per_lag,
        .right = (u.right - s.right) * c.per_lag,
    };
}

static inline __attribute__((always_inline)) state advance(state s, float h, state k) {
    state next;
#define ADVANCE(name, row) next.name = s.name + h * k.name;
    EACH(ADVANCE)
    return next;
}

static inline __attribute__((always_inline)) state slope(state k1, state k2, state k3, state k4) {
    state k;
#define SLOPE(name, row) k.name = k1.name + 2 * (k2.name + k3.name) + k4.name;
    EACH(SLOPE)
    return k;
}

void quadrotor(const float *restrict in, float *restrict next, long stride, int lanes) {
#pragma GCC ivdep
    for (int i = 0; i < lanes; i++) {
        state s;
#define LOAD(name, row) s.name = ROW(in, row)[i];
        EACH(LOAD)
        thrusts u = {ROW(in, 17)[i], ROW(in, 18)[i], ROW(in, 19)[i], ROW(in, 20)[i]};
        float mass = ROW(in, 21)[i], jx = ROW(in, 22)[i], jy = ROW(in, 23)[i], jz = ROW(in, 24)[i];
        constants c = {
            .per_mass = 1 / mass,
            .gravity = ROW(in, 28)[i],
            .per_lag = 1 / ROW(in, 27)[i],
            .per_inertia_x = 1 / jx,
            .per_inertia_y = 1 / jy,
            .per_inertia_z = 1 / jz,
            .gyro_x = jy - jz,
            .gyro_y = jz - jx,
            .gyro_z = jx - jy,
            .arm = ROW(in, 25)[i],
            .drag = ROW(in, 26)[i],
        };
        float h = ROW(in, 29)[i];
        state k1 = derivative(s, u, c);
        state k2 = derivative(advance(s, h / 2, k1), u, c);
        state k3 = derivative(advance(s, h / 2, k2), u, c);
        state k4 = derivative(advance(s, h, k3), u, c);
        state end = advance(s, h * (1.0f / 6), slope(k1, k2, k3, k4));
        float per_length = 1 / sqrtf(end.qw * end.qw + end.qx * end.qx + end.qy * end.qy + end.qz * end.qz);
        end.qw *= per_length;
        end.qx *= per_length;
        end.qy *= per_length;
        end.qz *= per_length;
#define STORE(name, row) ROW(next, row)[i] = end.name;
        EACH(STORE)
    }
}
