/** A quadrotor of ours as the physics of ArduPilot's simulator: its JSON interface, SITL's {@code --model JSON}. */
package dev.antipode.controller.hil.ardupilot;
