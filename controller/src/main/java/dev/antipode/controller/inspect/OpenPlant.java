package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.Purpose;
import dev.antipode.sim.PlantLoop;
import dev.antipode.sim.PlantModel;

/** A plant alone, one trajectory a lane. */
final class OpenPlant implements InspectedLoop {
    private static final int LANES = Tile.LANE_MULTIPLE;
    /** How far from the declared default state trajectories start, in units of half the declared range: one standard deviation. */
    private static final double SPREAD = 0.01;

    private final PlantSetting setting;
    private final PlantLoop loop;
    private final int tangents;
    private final NormalStream normals;

    OpenPlant(PlantSetting setting, int tangents, boolean orthonormal, long seed, Engine engine, long budgetBytes) {
        this.setting = setting;
        this.tangents = tangents;
        this.normals = new NormalStream(seed, Purpose.INSPECTION);
        this.loop = new PlantLoop(
                setting.plant(),
                setting.integrator(),
                setting.stepSeconds(),
                LANES,
                tangents,
                orthonormal,
                engine,
                budgetBytes);
        for (int lane = 0; lane < LANES; lane++) {
            loop.setParameters(lane, setting.parameters());
        }
    }

    PlantLoop loop() {
        return loop;
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
        return setting.plant().states().size();
    }

    @Override
    public int trajectories() {
        return setting.initial().isEmpty() ? LANES : setting.initial().size();
    }

    @Override
    public boolean episodic() {
        return false;
    }

    /** The first trajectory of set 0 starts at the declared default state itself. */
    @Override
    public void start(int set) {
        for (int lane = 0; lane < LANES; lane++) {
            loop.setState(
                    lane,
                    setting.initial().isEmpty()
                            ? near(set * LANES + lane)
                            : setting.initial().get(lane % setting.initial().size()));
        }
    }

    private double[] near(int sample) {
        PlantModel plant = setting.plant();
        double[] state = new double[plant.states().size()];
        for (int i = 0; i < state.length; i++) {
            double distance = sample == 0 ? 0 : SPREAD * plant.states().get(i).halfWidth() * normals.get(sample, i);
            state[i] = plant.states().get(i).defaultValue() + distance;
        }
        return state;
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
