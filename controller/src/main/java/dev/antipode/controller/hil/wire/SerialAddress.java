package dev.antipode.controller.hil.wire;

/**
 * A serial line.
 *
 * @param device such as {@code /dev/ttyUSB0} or {@code COM3}
 * @param baud bits a second
 */
record SerialAddress(String device, int baud) {
    static final String USAGE = "serial:DEVICE:BAUD, for example serial:/dev/ttyUSB0:921600, or without the rate for "
            + SerialTransport.USUAL_BAUD;

    /**
     * Reads a device, with or without a rate after it.
     *
     * @throws IllegalArgumentException if there is none, or the rate is impossible
     */
    static SerialAddress of(String place) {
        int colon = place.lastIndexOf(':');
        String last = place.substring(colon + 1);
        boolean rated = colon > 0 && !last.isEmpty() && last.chars().allMatch(Character::isDigit);
        String device = rated ? place.substring(0, colon) : place;
        if (device.isBlank()) {
            throw new IllegalArgumentException("no serial device is named; write " + USAGE);
        }
        try {
            int baud = rated ? Integer.parseInt(last) : SerialTransport.USUAL_BAUD;
            if (baud < 1) {
                throw new IllegalArgumentException("a rate of " + baud + " baud must be at least 1; write " + USAGE);
            }
            return new SerialAddress(device, baud);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a rate of " + last + " baud is too high; write " + USAGE, e);
        }
    }

    SerialTransport open() {
        return SerialTransport.open(device, baud);
    }
}
