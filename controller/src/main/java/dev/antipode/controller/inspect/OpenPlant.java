package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.Purpose;
import dev.antipode.sim.PlantLoop;
import dev.antipode.sim.Signal;
import java.util.List;

/** A plant alone, one trajectory a lane. */
final class OpenPlant implements InspectedLoop {
    static final int LANES = Tile.LANE_MULTIPLE;
    /** How far from the declared default state trajectories start, in units of half the declared range: one standard deviation. */
    private static final double SPREAD = 0.01;

    private final List<Signal> states;
    private final List<double[]> initial;
    private final PlantLoop loop;
    private final int tangents;
    private final NormalStream normals;

    /**
     * @param states the plant's
     * @param initial where trajectories start; empty for the declared default state and points near it
     * @param loop of {@link #LANES} lanes; closed with this
     * @param tangents how many the loop has
     */
    OpenPlant(List<Signal> states, List<double[]> initial, PlantLoop loop, int tangents, long seed) {
        this.states = states;
        this.initial = initial;
        this.loop = loop;
        this.tangents = tangents;
        this.normals = new NormalStream(seed, Purpose.INSPECTION);
    }

    @Override
    public TangentFrame tangents() {
        return loop.tangents();
    }

    @Override
    public int tangentCount() {
        return tangents;
    }

    @Override
    public int size() {
        return states.size();
    }

    @Override
    public int trajectories() {
        return initial.isEmpty() ? LANES : initial.size();
    }

    @Override
    public boolean episodic() {
        return false;
    }

    /** The first trajectory of set 0 starts at the declared default state itself. */
    @Override
    public void start(int set) {
        for (int lane = 0; lane < LANES; lane++) {
            loop.setState(lane, initial.isEmpty() ? near(set * LANES + lane) : initial.get(lane % initial.size()));
        }
    }

    private double[] near(int sample) {
        double[] state = new double[states.size()];
        for (int i = 0; i < state.length; i++) {
            double distance = sample == 0 ? 0 : SPREAD * states.get(i).halfWidth() * normals.get(sample, i);
            state[i] = states.get(i).defaultValue() + distance;
        }
        return state;
    }

    void readState(int lane, double[] state) {
        for (int i = 0; i < state.length; i++) {
            state[i] = loop.state(i, lane);
        }
    }

    void setState(int lane, double[] state) {
        loop.setState(lane, state);
    }

    @Override
    public boolean live(int lane) {
        for (int i = 0; i < size(); i++) {
            if (!Double.isFinite(loop.state(i, lane))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        loop.close();
    }
}
