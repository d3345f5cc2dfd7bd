package dev.antipode.controller.hil.ardupilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Range;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Unit;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The axes and signs that ArduPilot expects: north, east, down; forward, right, down. */
class VehicleTest {
    private static final Registry REGISTRY = Registry.load(VehicleTest.class.getClassLoader());
    private static final PlantModel QUADROTOR = REGISTRY.plant("quadrotor");
    private static final double GRAVITY = 9.81;
    private static final double MOTOR_LAG = 0.05;
    private static final int RATE = 400;

    private static Vehicle vehicle(PlantModel plant, int rate) {
        return new Vehicle(plant, new BodyStates(plant), rate, Arithmetic.FUSED);
    }

    /** Seconds under pulses of channels 1 to 4: right, left, front and back, as ArduCopter's motors in a plus. */
    private static void fly(Vehicle vehicle, double seconds, int right, int left, int front, int back) {
        ServoPacket packet = new ServoPacket();
        var bytes = ServoPacketTest.packet(16, RATE, 1, right, left, front, back);
        assertThat(packet.decode(bytes)).isTrue();
        double[] inputs = new double[4];
        ChannelMap.of(QUADROTOR.inputs(), List.of(), 1000, 2000).read(packet, inputs);
        for (int i = 0; i < Math.round(seconds * vehicle.frameRate()); i++) {
            vehicle.step(inputs);
        }
    }

    private static void requireNear(double[] found, double x, double y, double z, double tolerance) {
        Offset<Double> near = within(tolerance);
        assertThat(found[0]).isCloseTo(x, near);
        assertThat(found[1]).isCloseTo(y, near);
        assertThat(found[2]).isCloseTo(z, near);
    }

    @Test
    void onTheGroundItStands() {
        try (Vehicle vehicle = vehicle(QUADROTOR, RATE)) {
            requireNear(vehicle.accelerometer, 0, 0, -GRAVITY, 1e-12);
            fly(vehicle, 2, 1400, 1400, 1400, 1400);
            assertThat(vehicle.seconds()).isCloseTo(2, within(1e-12));
            requireNear(vehicle.accelerometer, 0, 0, -GRAVITY, 1e-12);
            requireNear(vehicle.position, 0, 0, 0, 0);
            requireNear(vehicle.velocity, 0, 0, 0, 0);
            requireNear(vehicle.gyro, 0, 0, 0, 0);
        }
    }

    /** Twice its weight behind a lag of first order, from when the thrust is the weight: the integral by hand. */
    @Test
    void fullThrottleClimbs() {
        try (Vehicle vehicle = vehicle(QUADROTOR, RATE)) {
            fly(vehicle, 1, 2000, 2000, 2000, 2000);
            double speed =
                    GRAVITY * (1 - MOTOR_LAG * Math.log(2) - MOTOR_LAG + 2 * MOTOR_LAG * Math.exp(-1 / MOTOR_LAG));
            requireNear(vehicle.velocity, 0, 0, -speed, 0.01 * speed);
            requireNear(vehicle.accelerometer, 0, 0, -2 * GRAVITY, 1e-6);
            assertThat(vehicle.position[2]).isNegative();
        }
    }

    @Test
    void hoveringFeelsGravityAndFallingNothing() {
        try (Vehicle vehicle = vehicle(QUADROTOR, RATE)) {
            fly(vehicle, 0.5, 2000, 2000, 2000, 2000);
            fly(vehicle, 1.5, 1500, 1500, 1500, 1500);
            requireNear(vehicle.accelerometer, 0, 0, -GRAVITY, 1e-6);
            requireNear(vehicle.attitude, 0, 0, 0, 1e-12);
            fly(vehicle, 1.5, 1000, 1000, 1000, 1000);
            assertThat(vehicle.position[2]).isNegative();
            requireNear(vehicle.accelerometer, 0, 0, 0, 1e-6);
        }
    }

    /** To the right the motors that turn to the left, of both sides, are the faster ones. */
    @Test
    void yawToTheRightIsPositive() {
        try (Vehicle vehicle = vehicle(QUADROTOR, RATE)) {
            fly(vehicle, 0.5, 2000, 2000, 2000, 2000);
            fly(vehicle, 0.5, 1600, 1600, 1400, 1400);
            assertThat(vehicle.gyro[2]).isPositive();
            assertThat(vehicle.attitude[2]).isBetween(0.01, 3.0);
            assertThat(vehicle.quaternion[3]).isPositive();
            requireNear(vehicle.attitude, 0, 0, vehicle.attitude[2], 1e-9);
        }
    }

    @Test
    void rollToTheRightIsPositiveAndGoesEast() {
        try (Vehicle vehicle = vehicle(QUADROTOR, RATE)) {
            fly(vehicle, 0.5, 2000, 2000, 2000, 2000);
            fly(vehicle, 0.2, 1450, 1550, 1500, 1500);
            assertThat(vehicle.gyro[0]).isPositive();
            assertThat(vehicle.attitude[0]).isBetween(0.01, 1.5);
            assertThat(vehicle.velocity[1]).isPositive();
            assertThat(vehicle.velocity[0]).isCloseTo(0, within(1e-9));
            // A tilted rotor plane still pushes along the body's own axis alone.
            assertThat(vehicle.accelerometer[1]).isCloseTo(0, within(0.2));
        }
    }

    @Test
    void pitchUpIsPositiveAndGoesBack() {
        try (Vehicle vehicle = vehicle(QUADROTOR, RATE)) {
            fly(vehicle, 0.5, 2000, 2000, 2000, 2000);
            fly(vehicle, 0.2, 1500, 1500, 1550, 1450);
            assertThat(vehicle.gyro[1]).isPositive();
            assertThat(vehicle.attitude[1]).isBetween(0.01, 1.5);
            assertThat(vehicle.velocity[0]).isNegative();
            assertThat(vehicle.velocity[1]).isCloseTo(0, within(1e-9));
        }
    }

    /** Frames that are longer than a step of the plant are cut into some. */
    @Test
    void theRateOfTheFramesDoesNotDecideTheFlight() {
        try (Vehicle slow = vehicle(QUADROTOR, 20);
                Vehicle fast = vehicle(QUADROTOR, 1000)) {
            fly(slow, 1, 1900, 1900, 1900, 1900);
            fly(fast, 1, 1900, 1900, 1900, 1900);
            assertThat(slow.seconds()).isEqualTo(fast.seconds());
            assertThat(slow.position[2]).isCloseTo(fast.position[2], within(0.1));
        }
    }

    /** A body of another kind: centimetres, degrees and a gravity in these. */
    static final class Lift implements Dynamics<Lift.State, Lift.Input, Lift.Parameters> {
        record Place(
                @Unit("cm") double x,
                @Unit("cm") double y,
                @Unit("cm") double z) {}

        record Speed(
                @Unit("cm/s") double x,
                @Unit("cm/s") double y,
                @Unit("cm/s") double z) {}

        record Turn(
                @Unit("1") @Default(1) double w,
                @Unit("1") double x,
                @Unit("1") double y,
                @Unit("1") double z) {}

        record Rate(
                @Unit("deg/s") @Default(0) double x,
                @Unit("deg/s") double y,
                @Unit("deg/s") @Default(90) double z) {}

        record State(Place position, Speed velocity, Turn attitude, Rate rate) {}

        record Input(
                @Unit("m/s^2") @Range(min = 0, max = 20) double up) {}

        record Parameters(@Unit("cm/s^2") @Default(1000) double gravity) {}

        @Override
        public State derivative(State s, Input u, Parameters p) {
            return new State(
                    new Place(s.velocity().x(), s.velocity().y(), s.velocity().z()),
                    new Speed(100 * u.up(), 0, 100 * u.up() - p.gravity()),
                    new Turn(0, 0, 0, 0),
                    new Rate(0, 0, 0));
        }
    }

    @Test
    void unitsAreConverted() {
        PlantModel plant = PlantModel.of("lift", Integrator.RK4.plant(new Lift(), 0.01));
        try (Vehicle vehicle = vehicle(plant, 100)) {
            requireNear(vehicle.gyro, 0, 0, -Math.PI / 2, 1e-12);
            for (int i = 0; i < 100; i++) {
                vehicle.step(new double[] {20});
            }
            // Upwards by 20 - 10 m/s^2 for a second; to the front by 20.
            requireNear(vehicle.velocity, 20, 0, -10, 1e-9);
            requireNear(vehicle.position, 10, 0, -5, 1e-9);
            requireNear(vehicle.accelerometer, 20, 0, -20, 1e-9);
        }
    }

    @Test
    void whatDoesNotFlyIsRefused() {
        assertThatThrownBy(() -> new BodyStates(REGISTRY.plant("cart-pole")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'cart-pole' has no state 'position.x'", "such as 'quadrotor'");
        assertThatThrownBy(() -> ChannelMap.of(QUADROTOR.inputs(), List.of(1, 2, 3), 1000, 2000))
                .hasMessageContaining("one from 1 to 32 for each");
        assertThatThrownBy(() -> ChannelMap.of(QUADROTOR.inputs(), List.of(), 2000, 1000))
                .hasMessageContaining("give two numbers that rise");
    }

    /** In the order of the plant's inputs: front, left, back, right. */
    @Test
    void channelsAreThoseThatAreNamed() {
        ServoPacket packet = new ServoPacket();
        assertThat(packet.decode(ServoPacketTest.packet(16, RATE, 1, 1000, 1250, 1500, 2500, 900)))
                .isTrue();
        double most = QUADROTOR.inputs().getFirst().max();
        double[] inputs = new double[4];
        ChannelMap.of(QUADROTOR.inputs(), List.of(), 1000, 2000).read(packet, inputs);
        assertThat(inputs).containsExactly(0.5 * most, 0.25 * most, most, 0);
        ChannelMap.of(QUADROTOR.inputs(), List.of(2, 5, 20, 4), 1000, 1500).read(packet, inputs);
        assertThat(inputs).containsExactly(0.5 * most, 0, 0, most);
    }
}
