package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.LinkSignature.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * What follows the scheme of a link, taken apart.
 *
 * @param place without the clock, such as {@code localhost:9100} or {@code /dev/ttyUSB0:115200}
 * @param clock whose time is to run the plant, where that is said
 */
record WireAddress(String place, Optional<Clock> clock) {
    private static final int MOST_PORT = 65_535;

    static WireAddress of(String text) {
        int colon = text.lastIndexOf(':');
        return switch (text.substring(colon + 1).toLowerCase(Locale.ROOT)) {
            case "free" -> new WireAddress(text.substring(0, Math.max(colon, 0)), Optional.of(Clock.FREE_RUNNING));
            case "lockstep" -> new WireAddress(text.substring(0, Math.max(colon, 0)), Optional.of(Clock.LOCKSTEP));
            default -> new WireAddress(text, Optional.empty());
        };
    }

    /**
     * A host and a port.
     *
     * @param usage how to write it, for the message
     * @throws IllegalArgumentException if it is none, or the host is unknown
     */
    InetSocketAddress socket(String usage) {
        int colon = place.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + place + "' names no host and port; write " + usage);
        }
        return new InetSocketAddress(host(place.substring(0, colon)), port(place.substring(colon + 1), 1, usage));
    }

    /** A port, with or without a host; without one, this machine alone can reach it. */
    InetSocketAddress serverSocket(String usage) {
        int colon = place.lastIndexOf(':');
        InetAddress host = colon < 0 ? InetAddress.getLoopbackAddress() : host(place.substring(0, colon));
        return new InetSocketAddress(host, port(place.substring(colon + 1), 0, usage));
    }

    private static int port(String text, int least, String usage) {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no port; write " + usage, e);
        }
        if (port < least || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "port " + port + " must be from " + least + " to " + MOST_PORT + "; write " + usage);
        }
        return port;
    }

    private static InetAddress host(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host '" + name + "' is unknown; give its name or address", e);
        }
    }
}
