package dev.antipode.controller.hil.fault;

/** Which way a packet goes. */
public enum Side {
    /** From the plant's sensors to the controller. */
    MEASUREMENT,
    /** From the controller to the plant's actuators. */
    COMMAND
}
