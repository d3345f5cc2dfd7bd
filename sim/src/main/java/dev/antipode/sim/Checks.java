package dev.antipode.sim;

import dev.antipode.core.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Small helpers for putting graphs together, and checks that several classes make. */
final class Checks {
    private Checks() {}

    /** Refuses a lifted method whose result has another size than its record type declares. */
    static void requireSize(Object receiver, String method, int expected, List<String> names) {
        if (names.size() != expected) {
            throw new IllegalArgumentException(receiver.getClass().getName() + "." + method + " returns " + names.size()
                    + " numbers " + names + " but its record declares " + expected
                    + "; make the arrays as long as their @Length");
        }
    }

    static void requireStep(double seconds) {
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("step " + seconds + " s must be above 0; give seconds, such as 0.02");
        }
    }

    @SafeVarargs
    static List<Node> join(List<Node>... parts) {
        List<Node> all = new ArrayList<>();
        for (List<Node> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
