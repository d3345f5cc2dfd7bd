package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkProvider;
import dev.antipode.controller.hil.LinkRequest;
import java.io.IOException;
import java.net.InetSocketAddress;

/** {@code udp:HOST:PORT} for a plant that speaks the frame over datagrams. */
public final class UdpLinkProvider implements LinkProvider {
    /** For the service loader. */
    public UdpLinkProvider() {}

    @Override
    public String scheme() {
        return "udp";
    }

    @Override
    public String usage() {
        return "udp:HOST:PORT, for example udp:192.168.1.20:9100, with ':free' or ':lockstep' after it to insist on a clock";
    }

    @Override
    public Link open(LinkRequest request) throws IOException {
        WireAddress address = WireAddress.of(request.address());
        InetSocketAddress socket = address.socket(usage());
        return WireOpening.open(UdpTransport.to(socket, address.place()), request, address.clock());
    }
}
