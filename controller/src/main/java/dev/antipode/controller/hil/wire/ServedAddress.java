package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.LinkSignature.Clock;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * Where a plant is served.
 *
 * @param scheme {@code udp}, {@code serial} or {@code ardupilot}
 * @param address what follows it, without the clock
 * @param clock whose time runs the plant
 */
public record ServedAddress(String scheme, String address, Clock clock) {
    private static final String UDP_USAGE =
            "udp:PORT, for example udp:9100, or udp:0.0.0.0:9100 for other machines too";
    private static final String ARDUPILOT_USAGE =
            "ardupilot:PORT, for example ardupilot:9002, where its simulator calls";

    /**
     * Reads an address.
     *
     * @param text such as {@code udp:9100:free}
     * @return the address
     * @throws IllegalArgumentException if there is none of the kind
     */
    public static ServedAddress of(String text) {
        int colon = text.indexOf(':');
        String scheme = text.substring(0, Math.max(colon, 0));
        WireAddress address = WireAddress.of(text.substring(colon + 1));
        switch (scheme) {
            case "udp" -> address.serverSocket(UDP_USAGE);
            case "ardupilot" -> {
                address.serverSocket(ARDUPILOT_USAGE);
                requireLockstep(address);
            }
            case "serial" -> SerialAddress.of(address.place());
            default ->
                throw new IllegalArgumentException("a plant cannot be served on '" + text + "'; write " + UDP_USAGE
                        + "; or " + ARDUPILOT_USAGE + "; or " + SerialAddress.USAGE);
        }
        return new ServedAddress(scheme, address.place(), address.clock().orElse(Clock.LOCKSTEP));
    }

    private static void requireLockstep(WireAddress address) {
        if (address.clock().filter(clock -> clock == Clock.FREE_RUNNING).isPresent()) {
            throw new IllegalArgumentException(
                    "ArduPilot's simulator and its physics wait for each other; leave ':free' out of the link");
        }
    }

    /**
     * Whether it is a simulator of ArduPilot that calls there.
     *
     * @return false where it is a controller of ours
     */
    public boolean forArduPilot() {
        return scheme.equals("ardupilot");
    }

    /**
     * Whether the plant waits for each command.
     *
     * @return false for one that runs free
     */
    public boolean lockstep() {
        return clock == Clock.LOCKSTEP;
    }

    /**
     * Opens it.
     *
     * @param faults what happens to what is sent there, for a rehearsal with a bad network
     * @param seed of the faults
     * @return to be closed
     * @throws IllegalArgumentException if the place is taken or does not exist
     * @throws IOException if it cannot be opened otherwise
     */
    public Transport open(TransportFaults faults, long seed) throws IOException {
        Transport transport = open();
        return faults.any() ? new FaultyTransport(transport, faults, seed) : transport;
    }

    private Transport open() throws IOException {
        if (scheme.equals("serial")) {
            return SerialAddress.of(address).open();
        }
        InetSocketAddress socket = WireAddress.of(address).serverSocket(UDP_USAGE);
        try {
            return UdpTransport.at(socket);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "port " + socket.getPort() + " of " + socket.getAddress().getHostAddress() + " cannot be had ("
                            + e.getMessage() + "); end what uses it, or take another",
                    e);
        }
    }
}
