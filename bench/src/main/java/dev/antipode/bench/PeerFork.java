package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.nio.file.Path;

/** The JVM that measures one peer: prints one {@link PeerRow} a line. Started by {@link PeerRun}. */
final class PeerFork {
    /** What a line begins with that says why the rows end here. */
    static final String FAILED = "failed: ";

    private PeerFork() {}

    /** @param arguments the peer, the folder of what was fetched, and the number of rounds */
    public static void main(String[] arguments) {
        try {
            Peer.of(arguments[0])
                    .measure(Path.of(arguments[1]), Integer.parseInt(arguments[2]), KernelMode.SIMD, System.out);
        } catch (Exception | LinkageError e) {
            System.out.println(FAILED + sentence(e));
            System.exit(1);
        }
        // A library's threads are no reason to stay.
        System.exit(0);
    }

    static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
