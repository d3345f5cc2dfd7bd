package dev.antipode.core.program;

import java.util.List;

/** A static list of calls over the rows of a tile. Immutable; safe for several threads, each with its own frame. */
public final class Program {
    private final Call[] calls;

    Program(List<Call> calls) {
        this.calls = calls.toArray(Call[]::new);
    }

    /**
     * Runs every call in order. Allocates nothing once the kernels are warm, and never throws.
     *
     * @param frame where to work
     */
    public void run(Frame frame) {
        for (Call call : calls) {
            call.run(frame);
        }
    }

    /** The calls, one a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Call call : calls) {
            text.append(call.text()).append('\n');
        }
        return text.toString();
    }
}
