package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkProvider;
import dev.antipode.controller.hil.LinkRequest;
import java.io.IOException;

/** {@code serial:DEVICE:BAUD} for a plant that speaks the frame over a serial line. */
public final class SerialLinkProvider implements LinkProvider {
    /** For the service loader. */
    public SerialLinkProvider() {}

    @Override
    public String scheme() {
        return "serial";
    }

    @Override
    public String usage() {
        return SerialAddress.USAGE;
    }

    @Override
    public Link open(LinkRequest request) throws IOException {
        WireAddress address = WireAddress.of(request.address());
        return WireOpening.open(SerialAddress.of(address.place()).open(), request, address.clock());
    }
}
