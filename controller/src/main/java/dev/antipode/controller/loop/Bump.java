package dev.antipode.controller.loop;

/** Takes the step out of a change of controller: the difference at the change fades over some ticks, in equal parts. */
final class Bump {
    private final double[] offset;
    private final int ticks;
    private int left;

    Bump(int inputs, int ticks) {
        this.offset = new double[inputs];
        this.ticks = ticks;
    }

    /** Begins at the first command of the new controller, which becomes the last one of the old. */
    void begin(CommandLimiter last, double[] command) {
        left = ticks;
        for (int i = 0; i < offset.length; i++) {
            offset[i] = last.previous(i) - command[i];
        }
    }

    /** Adds what is left of the difference. */
    void fade(double[] command) {
        if (left > 0) {
            double share = (double) left / ticks;
            for (int i = 0; i < command.length; i++) {
                command[i] = command[i] + share * offset[i];
            }
            left--;
        }
    }

    void end() {
        left = 0;
    }
}
