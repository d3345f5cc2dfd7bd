package dev.antipode.controller.hil;

import java.io.IOException;

/** A kind of link, for the command line and embedding programs. Found through {@link java.util.ServiceLoader}, built-in and users' alike. */
public interface LinkProvider {
    /**
     * What comes before the first colon of a link's text.
     *
     * @return lower case, such as {@code udp}
     */
    String scheme();

    /**
     * How to write a link of the kind, with an example.
     *
     * @return one line, such as {@code udp:HOST:PORT, for example udp:192.168.1.20:9100}
     */
    String usage();

    /**
     * Connects.
     *
     * @param request what is wanted
     * @return the open link, whose commands and measurements are those of the request, in its order
     * @throws IllegalArgumentException if the address or the plant's signals are not what was asked for, naming what is missing and
     *     what is nearest
     * @throws IOException if there is no connection, saying why
     */
    Link open(LinkRequest request) throws IOException;
}
