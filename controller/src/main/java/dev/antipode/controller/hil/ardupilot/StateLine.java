package dev.antipode.controller.hil.ardupilot;

import java.nio.ByteBuffer;

/**
 * What the physics answers to a packet: one line of JSON between two line feeds, in the order of the interface's own example, since its
 * reader looks for names as they come (ArduPilot, libraries/SITL/SIM_JSON.cpp). Euler angles and quaternion are both told: older readers
 * know the first alone, and newer ones take the second.
 */
final class StateLine {
    private static final int MOST_BYTES = 1024;
    private static final byte[] TIMESTAMP = JsonLine.bytes("\n{\"timestamp\":");
    private static final byte[] GYRO = JsonLine.bytes(",\"imu\":{\"gyro\":");
    private static final byte[] ACCELEROMETER = JsonLine.bytes(",\"accel_body\":");
    private static final byte[] POSITION = JsonLine.bytes("},\"position\":");
    private static final byte[] ATTITUDE = JsonLine.bytes(",\"attitude\":");
    private static final byte[] QUATERNION = JsonLine.bytes(",\"quaternion\":");
    private static final byte[] VELOCITY = JsonLine.bytes(",\"velocity\":");
    private static final byte[] END = JsonLine.bytes("}\n");

    private final JsonLine line = new JsonLine(MOST_BYTES);

    /** The line, from its start to its limit; until the next call. */
    ByteBuffer of(Vehicle vehicle) {
        line.clear();
        return line.text(TIMESTAMP)
                .number(vehicle.seconds())
                .text(GYRO)
                .numbers(vehicle.gyro)
                .text(ACCELEROMETER)
                .numbers(vehicle.accelerometer)
                .text(POSITION)
                .numbers(vehicle.position)
                .text(ATTITUDE)
                .numbers(vehicle.attitude)
                .text(QUATERNION)
                .numbers(vehicle.quaternion)
                .text(VELOCITY)
                .numbers(vehicle.velocity)
                .text(END)
                .end();
    }
}
