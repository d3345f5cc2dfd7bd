package dev.antipode.controller.inspect;

/** Counts what has been done, in units of about one step of the loop without tangents. */
final class Work {
    private final InspectionListener listener;
    private final double total;
    private double done;
    private String stage = "";

    Work(InspectionListener listener, double total) {
        this.listener = listener;
        this.total = total;
    }

    void stage(String name) {
        stage = name;
        add(0);
    }

    void add(double units) {
        done += units;
        listener.progress(stage, total > 0 ? Math.min(1, done / total) : 1);
    }

    /** A step with tangents: each takes about what a step takes. */
    static double step(int tangents) {
        return 1 + tangents;
    }
}
