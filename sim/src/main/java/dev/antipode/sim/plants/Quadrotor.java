package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A quadrotor in space: rigid body, unit quaternion attitude, four rotors in a plus whose thrust lags its command.
 *
 * <p>Source: Mellinger and Kumar, "Minimum snap trajectory generation and control for quadrotors", ICRA 2011, equations (2)
 * to (4), with their rotors in the order front (+x of the body), left (+y), back, right; the motor lag is first order in
 * the thrust. With thrusts f, arm L, drag torque per thrust kappa, body rate w, attitude q from body to world, z up:
 *
 * <pre>
 *   r''  = (sum f / m) q e_z q* - g e_z
 *   q'   = q (0, w) / 2
 *   J w' = (L (f_left - f_right), L (f_back - f_front), kappa (f_front - f_left + f_back - f_right)) - w x J w
 *   f'   = (u - f) / tau
 * </pre>
 *
 * <p>The attitude is scaled back to unit length after each step.
 */
public final class Quadrotor implements Dynamics<Quadrotor.State, Quadrotor.Input, Quadrotor.Parameters> {
    /** A rotor's greatest thrust in newtons: half the default weight, so that the middle of the range hovers with four rotors. */
    public static final double MAX_THRUST = 0.5 * 9.81 / 2;

    /**
     * A place in the world.
     *
     * @param x to the front at the start
     * @param y to the left at the start
     * @param z up
     */
    public record Position(
            @Unit("m") @Range(min = -4, max = 4) double x,
            @Unit("m") @Range(min = -4, max = 4) double y,
            @Unit("m") @Range(min = -4, max = 4) double z) {}

    /**
     * A velocity in the world.
     *
     * @param x to the front at the start
     * @param y to the left at the start
     * @param z up
     */
    public record Velocity(
            @Unit("m/s") @Range(min = -5, max = 5) double x,
            @Unit("m/s") @Range(min = -5, max = 5) double y,
            @Unit("m/s") @Range(min = -5, max = 5) double z) {}

    /**
     * The rotation from body to world as a unit quaternion.
     *
     * @param w scalar part
     * @param x first vector part
     * @param y second vector part
     * @param z third vector part
     */
    public record Attitude(
            @Unit("1") @Default(1) @Range(min = -1, max = 1) double w,
            @Unit("1") @Range(min = -1, max = 1) double x,
            @Unit("1") @Range(min = -1, max = 1) double y,
            @Unit("1") @Range(min = -1, max = 1) double z) {
        /**
         * How far the body's z axis leans along the world's x axis.
         *
         * @return the component, in [-1, 1]
         */
        public double leanX() {
            return 2 * (x * z + w * y);
        }

        /**
         * How far the body's z axis leans along the world's y axis.
         *
         * @return the component, in [-1, 1]
         */
        public double leanY() {
            return 2 * (y * z - w * x);
        }

        /**
         * How upright the body is: the world's z component of its z axis.
         *
         * @return the cosine of the tilt
         */
        public double upright() {
            return 1 - 2 * (x * x + y * y);
        }

        /**
         * How far the body's x axis points along the world's y axis.
         *
         * @return the sine of the heading while level
         */
        public double heading() {
            return 2 * (x * y + w * z);
        }
    }

    /**
     * The angular velocity in the body's axes.
     *
     * @param x roll rate
     * @param y pitch rate
     * @param z yaw rate
     */
    public record BodyRate(
            @Unit("rad/s") @Range(min = -10, max = 10) double x,
            @Unit("rad/s") @Range(min = -10, max = 10) double y,
            @Unit("rad/s") @Range(min = -10, max = 10) double z) {}

    /**
     * The rotors' thrusts.
     *
     * @param front rotor at +x of the body
     * @param left rotor at +y
     * @param back rotor at -x
     * @param right rotor at -y
     */
    public record Thrust(
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double front,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double left,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double back,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double right) {}

    /**
     * Where the vehicle is and how its rotors spin.
     *
     * @param position in the world
     * @param velocity in the world
     * @param attitude from body to world
     * @param rate in the body
     * @param thrust of the rotors at this moment
     */
    public record State(Position position, Velocity velocity, Attitude attitude, BodyRate rate, Thrust thrust) {}

    /**
     * The commanded thrusts.
     *
     * @param front rotor at +x of the body
     * @param left rotor at +y
     * @param back rotor at -x
     * @param right rotor at -y
     */
    public record Input(
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double front,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double left,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double back,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double right) {}

    /**
     * The constants, by default of a vehicle of half a kilogram.
     *
     * @param mass of the vehicle
     * @param inertiaX moment of inertia about the body's x axis
     * @param inertiaY moment of inertia about the body's y axis
     * @param inertiaZ moment of inertia about the body's z axis
     * @param arm from the middle to a rotor
     * @param dragPerThrust a rotor's drag torque per thrust
     * @param motorLag time constant of a rotor's thrust
     * @param gravity acceleration of gravity
     */
    public record Parameters(
            @Unit("kg") @Default(0.5) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass,

            @Unit("kg*m^2") @Default(0.0025) @Range(min = Physical.LEAST, max = Physical.ANY)
            double inertiaX,

            @Unit("kg*m^2") @Default(0.0025) @Range(min = Physical.LEAST, max = Physical.ANY)
            double inertiaY,

            @Unit("kg*m^2") @Default(0.0045) @Range(min = Physical.LEAST, max = Physical.ANY)
            double inertiaZ,

            @Unit("m") @Default(0.17) @Range(min = Physical.LEAST, max = Physical.ANY)
            double arm,

            @Unit("m") @Default(0.0245) double dragPerThrust,

            @Unit("s") @Default(0.05) @Range(min = Physical.LEAST, max = Physical.ANY)
            double motorLag,

            @Unit("m/s^2") @Default(9.81) double gravity) {}

    /** Makes the dynamics. */
    public Quadrotor() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.01 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new Quadrotor(), 0.01);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        Thrust f = s.thrust();
        double lift = (f.front() + f.left() + f.back() + f.right()) * (1 / p.mass());
        return new State(
                new Position(s.velocity().x(), s.velocity().y(), s.velocity().z()),
                new Velocity(
                        lift * s.attitude().leanX(),
                        lift * s.attitude().leanY(),
                        lift * s.attitude().upright() - p.gravity()),
                turn(s.attitude(), s.rate()),
                spin(s.rate(), f, p),
                follow(f, u, 1 / p.motorLag()));
    }

    private static Attitude turn(Attitude q, BodyRate w) {
        return new Attitude(
                -0.5 * (q.x() * w.x() + q.y() * w.y() + q.z() * w.z()),
                0.5 * (q.w() * w.x() + q.y() * w.z() - q.z() * w.y()),
                0.5 * (q.w() * w.y() + q.z() * w.x() - q.x() * w.z()),
                0.5 * (q.w() * w.z() + q.x() * w.y() - q.y() * w.x()));
    }

    private static BodyRate spin(BodyRate w, Thrust f, Parameters p) {
        double torqueX = p.arm() * (f.left() - f.right());
        double torqueY = p.arm() * (f.back() - f.front());
        double torqueZ = p.dragPerThrust() * (f.front() - f.left() + f.back() - f.right());
        return new BodyRate(
                (torqueX + (p.inertiaY() - p.inertiaZ()) * w.y() * w.z()) * (1 / p.inertiaX()),
                (torqueY + (p.inertiaZ() - p.inertiaX()) * w.z() * w.x()) * (1 / p.inertiaY()),
                (torqueZ + (p.inertiaX() - p.inertiaY()) * w.x() * w.y()) * (1 / p.inertiaZ()));
    }

    private static Thrust follow(Thrust f, Input u, double perLag) {
        return new Thrust(
                (u.front() - f.front()) * perLag,
                (u.left() - f.left()) * perLag,
                (u.back() - f.back()) * perLag,
                (u.right() - f.right()) * perLag);
    }

    @Override
    public State constrain(State s, Parameters p) {
        Attitude q = s.attitude();
        double perLength = 1 / Math.sqrt(q.w() * q.w() + q.x() * q.x() + q.y() * q.y() + q.z() * q.z());
        Attitude unit = new Attitude(q.w() * perLength, q.x() * perLength, q.y() * perLength, q.z() * perLength);
        return new State(s.position(), s.velocity(), unit, s.rate(), s.thrust());
    }
}
