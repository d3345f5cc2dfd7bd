package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Acrobot;

/**
 * Bring the tip of an {@link Acrobot} a link's length above its bar.
 *
 * <p>Start and height of Gymnasium's Acrobot-v1: all four states within 0.1 at first; the goal is
 * {@code -cos(theta1) - cos(theta1 + theta2) > 1}. There the episode ends at the goal; here a flag in the state remembers that
 * the tip has been there after a step, and from then on the cost is zero. Success: the flag is set within 40 s.
 */
public final class AcrobotSwingUp
        implements Task<AcrobotSwingUp.State, Acrobot.Input, Acrobot.Parameters, None, AcrobotSwingUp.Observation> {
    /**
     * The links and whether the goal has been reached.
     *
     * @param links the plant's state
     * @param reached 1 from the step in which the tip was above the line, else 0
     */
    public record State(
            Acrobot.State links,
            @Unit("1") @Range(min = 0, max = 1) double reached) {
        private double height() {
            return -Math.cos(links.theta1()) - Math.cos(links.theta1() + links.theta2());
        }
    }

    /**
     * The links alone.
     *
     * @param cosTheta1 cosine of the first angle
     * @param sinTheta1 its sine
     * @param cosTheta2 cosine of the second angle
     * @param sinTheta2 its sine
     * @param theta1Dot first rate
     * @param theta2Dot second rate
     */
    public record Observation(
            @Unit("1") @Range(min = -1, max = 1) double cosTheta1,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta1,
            @Unit("1") @Range(min = -1, max = 1) double cosTheta2,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta2,
            @Unit("rad/s") @Range(min = -6, max = 6) double theta1Dot,
            @Unit("rad/s") @Range(min = -9, max = 9) double theta2Dot) {}

    /** The acrobot with a flag that stays up once the tip has been above the line. */
    private static final class Remembering implements Dynamics<State, Acrobot.Input, Acrobot.Parameters> {
        private final Acrobot acrobot = new Acrobot();

        @Override
        public State derivative(State s, Acrobot.Input u, Acrobot.Parameters p) {
            return new State(acrobot.derivative(s.links(), u, p), 0);
        }

        @Override
        public State constrain(State s, Acrobot.Parameters p) {
            State next = new State(acrobot.constrain(s.links(), p), s.reached());
            return new State(next.links(), next.height() > 1 ? 1 : s.reached());
        }
    }

    /** Makes the task. */
    public AcrobotSwingUp() {}

    @Override
    public Plant<State, Acrobot.Input, Acrobot.Parameters> plant() {
        return Integrator.RK4.plant(new Remembering(), Acrobot.plant().period());
    }

    @Override
    public Timing timing() {
        return Timing.of(0.2, 1, 40);
    }

    @Override
    public State initial(Draw draw) {
        Acrobot.State links = new Acrobot.State(
                draw.uniform(-0.1, 0.1), draw.uniform(-0.1, 0.1), draw.uniform(-0.1, 0.1), draw.uniform(-0.1, 0.1));
        return new State(links, 0);
    }

    @Override
    public Observation observe(State x, None r, Acrobot.Input previous, Acrobot.Parameters p, Draw draw) {
        Acrobot.State s = x.links();
        return new Observation(
                Math.cos(s.theta1()),
                Math.sin(s.theta1()),
                Math.cos(s.theta2()),
                Math.sin(s.theta2()),
                s.theta1Dot(),
                s.theta2Dot());
    }

    @Override
    public double cost(State x, None r, Acrobot.Input applied, Acrobot.Input previous, Acrobot.Parameters p) {
        return atGoal(x, r, p) ? 0 : 0.4 + 0.2 * (1 - x.height());
    }

    @Override
    public double failureCost() {
        return 1.1;
    }

    @Override
    public boolean atGoal(State x, None r, Acrobot.Parameters p) {
        return x.reached() > 0.5;
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
