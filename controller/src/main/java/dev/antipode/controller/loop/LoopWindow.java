package dev.antipode.controller.loop;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * The loop in Flight Recorder: one event a second, from the watching thread. An event a tick would allocate in the loop while a
 * recording runs.
 */
@Name("dev.antipode.LoopWindow")
@Label("Control loop")
@Category("Antipode")
@Description("What the control loop did in about a second")
@StackTrace(false)
final class LoopWindow extends Event {
    @Label("Ticks")
    long ticks;

    @Label("Deadlines missed")
    long misses;

    @Label("Ticks with a fault")
    long faultyTicks;

    @Label("Worst wake-up latency")
    @Timespan(Timespan.NANOSECONDS)
    long worstWakeUp;

    @Label("Mode")
    String mode;
}
