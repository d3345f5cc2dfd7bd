package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.nio.file.Path;

/** The JVM that measures one peer: prints one {@link PeerRow} a line. Started by {@link PeerTable}. */
final class PeerFork {
    private PeerFork() {}

    /** @param arguments the peer, the folder of what was fetched, and the number of rounds */
    public static void main(String[] arguments) throws Exception {
        Peer.of(arguments[0])
                .measure(Path.of(arguments[1]), Integer.parseInt(arguments[2]), KernelMode.SIMD, System.out);
    }
}
