package dev.antipode.controller.hil.ardupilot;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;

/**
 * The plant, frame by frame, as ArduPilot sees it: the world's axes north, east and down, the body's forward, right and down. It starts at
 * rest on level ground, which it cannot fall through: where it touches it, it stands. Nothing is allocated after construction.
 */
final class Vehicle implements AutoCloseable {
    /** A frame that is longer is cut into steps. */
    private static final double LONGEST_STEP = 0.01;

    private final BodyStates body;
    private final OpenLoop loop;
    private final int frameRate;
    private final int steps;
    private final double[] start;
    private final double[] parameters;
    private final double[] state;
    private final double[] velocityBefore = new double[3];
    private long frames;

    /** Angular velocity in the body's axes, rad/s. */
    final double[] gyro = new double[3];
    /** What accelerometers feel, in the body's axes, m/s^2: acceleration without gravity, in the mean of the frame. */
    final double[] accelerometer = new double[3];
    /** From the start, in the world's axes, m. */
    final double[] position = new double[3];
    /** In the world's axes, m/s. */
    final double[] velocity = new double[3];
    /** Roll, pitch and yaw, rad. */
    final double[] attitude = new double[3];
    /** The same as a unit quaternion, its scalar part first. */
    final double[] quaternion = new double[4];

    /** @param frameRate frames a second */
    Vehicle(PlantModel plant, BodyStates body, int frameRate, Arithmetic arithmetic) {
        this.body = body;
        this.frameRate = frameRate;
        this.steps = (int) Math.ceil(1 / (LONGEST_STEP * frameRate));
        this.loop = OpenLoop.of(
                plant,
                plant.integrator()
                        .orElseThrow(() -> new IllegalArgumentException("plant '" + plant.name()
                                + "' has a period of its own, but ArduPilot sets that; serve one in continuous time")),
                1.0 / ((double) frameRate * steps),
                Precision.F64,
                arithmetic);
        this.start = plant.states().stream().mapToDouble(Signal::defaultValue).toArray();
        this.parameters =
                plant.parameters().stream().mapToDouble(Signal::defaultValue).toArray();
        this.state = new double[start.length];
        reset();
    }

    int frameRate() {
        return frameRate;
    }

    /** Back to the start, at time 0. */
    void reset() {
        frames = 0;
        loop.start(start, parameters, 0, 0);
        read();
    }

    /** One frame, under inputs in the plant's order. */
    void step(double[] inputs) {
        System.arraycopy(velocity, 0, velocityBefore, 0, velocity.length);
        for (int i = 0; i < steps; i++) {
            loop.step(inputs);
        }
        frames++;
        if (loop.state(body.position.z()) <= 0 && loop.state(body.velocity.z()) <= 0) {
            stand();
        }
        read();
    }

    /** At rest on the ground, level, with the heading that it has. */
    private void stand() {
        for (int i = 0; i < state.length; i++) {
            state[i] = loop.state(i);
        }
        double w = loop.state(body.attitudeScalar);
        double z = loop.state(body.attitudeVector.z());
        double length = Math.sqrt(w * w + z * z);
        double factor = body.position.factor();
        body.position.write(state, factor * loop.state(body.position.x()), factor * loop.state(body.position.y()), 0);
        body.velocity.write(state, 0, 0, 0);
        body.rate.write(state, 0, 0, 0);
        state[body.attitudeScalar] = length > 0 ? w / length : 1;
        body.attitudeVector.write(state, 0, 0, length > 0 ? z / length : 0);
        loop.start(state, parameters, 0, 0);
    }

    private void read() {
        body.position.read(loop, position);
        body.velocity.read(loop, velocity);
        body.rate.read(loop, gyro);
        body.attitudeVector.read(loop, attitude);
        System.arraycopy(attitude, 0, quaternion, 1, attitude.length);
        quaternion[0] = loop.state(body.attitudeScalar);
        // Front, left and up become forward, right and down, in the world as in the body: half a turn about the first
        // axis.
        turn(position);
        turn(velocity);
        turn(gyro);
        quaternion[2] = -quaternion[2];
        quaternion[3] = -quaternion[3];
        readAttitude();
        readAccelerometer();
    }

    private static void turn(double[] axes) {
        axes[1] = -axes[1];
        axes[2] = -axes[2];
    }

    private void readAttitude() {
        double w = quaternion[0];
        double x = quaternion[1];
        double y = quaternion[2];
        double z = quaternion[3];
        attitude[0] = StrictMath.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y));
        attitude[1] = StrictMath.asin(Math.clamp(2 * (w * y - z * x), -1, 1));
        attitude[2] = StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
    }

    /** The change of velocity over the frame, without what gravity did, turned into the body's axes. */
    private void readAccelerometer() {
        double north = frames == 0 ? 0 : frameRate * (velocity[0] - velocityBefore[0]);
        double east = frames == 0 ? 0 : frameRate * (velocity[1] - velocityBefore[1]);
        double down = (frames == 0 ? 0 : frameRate * (velocity[2] - velocityBefore[2])) - body.gravity;
        double w = quaternion[0];
        double x = -quaternion[1];
        double y = -quaternion[2];
        double z = -quaternion[3];
        // v + 2 q x (q x v + w v), with the conjugate.
        double a = y * down - z * east + w * north;
        double b = z * north - x * down + w * east;
        double c = x * east - y * north + w * down;
        accelerometer[0] = north + 2 * (y * c - z * b);
        accelerometer[1] = east + 2 * (z * a - x * c);
        accelerometer[2] = down + 2 * (x * b - y * a);
    }

    /** Since the start. */
    double seconds() {
        return (double) frames / frameRate;
    }

    boolean finite() {
        return loop.finite();
    }

    @Override
    public void close() {
        loop.close();
    }
}
