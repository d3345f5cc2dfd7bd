package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.Purpose;
import java.lang.foreign.ValueLayout;

/**
 * The training of a classifier by a learned rule, on one fixed batch and from one fixed start, so that it is a function of the rule's
 * parameters alone; and, carried forward through it, its derivative along a direction of these or of the state. Figure 3 of "Gradients
 * are not all you need" (Metz and others, 2021). Steps allocate nothing once the kernels are warm. Not thread-safe.
 */
final class InnerTraining implements AutoCloseable {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;
    private static final double LN_2 = 0.6931471805599453;
    /** Squares of numbers up to 2 to this power are far from overflow. */
    private static final int LARGEST_EXPONENT = 200;

    private final LearnedRule rule;
    private final InnerGradient inner;
    private final RuleTiles tiles;
    private final Workspace workspace;
    private final long parameters;
    private final long direction;
    private final double[] start;
    private boolean differentiated;
    private int step;
    private double sumOfDerivatives;
    private double logScale;

    /** The digits are the batch, a multiple of 16. */
    InnerTraining(LearnedRule rule, InnerTask task, Digits digits, long seed, Engine engine, long budgetBytes) {
        this.rule = rule;
        inner = new InnerGradient(task, digits, engine);
        tiles = new RuleTiles(rule, task.tensors(), engine);
        int count = rule.parameterCount();
        MemoryPlan.Builder plan = MemoryPlan.builder("inner training");
        parameters = plan.add("rule", count + " x F64", 8L * count);
        direction = plan.add("direction", count + " x F64", 8L * count);
        inner.plan(plan);
        tiles.plan(plan);
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        inner.attach(workspace.block(), scratch);
        tiles.attach(workspace.block(), scratch, parameters, direction);
        start = new double[task.parameterCount()];
        NormalStream normal = new NormalStream(seed, Purpose.TRAINING_PARAMETERS);
        for (int i = 0; i < start.length; i++) {
            int fanIn = task.fanIn(i);
            start[i] = fanIn == 0 ? 0 : normal.get(0, i) / Math.sqrt(fanIn);
        }
    }

    int ruleParameters() {
        return rule.parameterCount();
    }

    /** Starts without derivatives. */
    void begin(double[] ruleParameters) {
        begin(ruleParameters, null, false);
    }

    /** Starts with the derivative along a direction of the rule's parameters. */
    void beginAlong(double[] ruleParameters, double[] along) {
        begin(ruleParameters, along, true);
    }

    /** Starts with a random perturbation of the classifier's parameters, each of them up or down by 1; they have no other derivative. */
    void beginPerturbed(double[] ruleParameters, long seed, int sample) {
        begin(ruleParameters, null, true);
        NormalStream normal = new NormalStream(seed, Purpose.INSPECTION);
        for (int i = 0; i < start.length; i++) {
            double sign = normal.get(sample, i) < 0 ? -1 : 1;
            tiles.setParameterDerivative(i, sign);
            inner.setDirection(i, sign);
        }
        evaluate();
    }

    private void begin(double[] ruleParameters, double[] along, boolean withDerivative) {
        differentiated = withDerivative;
        step = 0;
        sumOfDerivatives = 0;
        logScale = 0;
        for (int i = 0; i < ruleParameters.length; i++) {
            workspace.block().set(NUMBER, parameters + 8L * i, ruleParameters[i]);
            workspace.block().set(NUMBER, direction + 8L * i, along == null ? 0 : along[i]);
        }
        tiles.clear();
        for (int i = 0; i < start.length; i++) {
            tiles.setParameter(i, start[i]);
            inner.setParameter(i, start[i]);
            inner.setDirection(i, 0);
        }
        evaluate();
    }

    /** The gradient where the classifier is. */
    private void evaluate() {
        inner.run(differentiated);
        for (int i = 0; i < start.length; i++) {
            tiles.setGradient(i, inner.gradient(i));
            if (differentiated) {
                tiles.setGradientDerivative(i, inner.gradientDerivative(i));
            }
        }
    }

    /** One inner step. */
    void step() {
        tiles.step(step, differentiated);
        step++;
        for (int i = 0; i < start.length; i++) {
            inner.setParameter(i, tiles.parameter(i));
            if (differentiated) {
                inner.setDirection(i, tiles.parameterDerivative(i));
            }
        }
        evaluate();
        if (differentiated) {
            sumOfDerivatives += inner.lossDerivative() / inner.loss();
            rescale();
        }
    }

    private void rescale() {
        double squares = tiles.squaredDerivative();
        int exponent = Math.getExponent(squares) / 2;
        if (exponent > LARGEST_EXPONENT && squares <= Double.MAX_VALUE) {
            double factor = Math.scalb(1.0, -exponent);
            tiles.scaleDerivatives(factor);
            for (int i = 0; i < rule.parameterCount(); i++) {
                long offset = direction + 8L * i;
                workspace.block().set(NUMBER, offset, workspace.block().get(NUMBER, offset) * factor);
            }
            sumOfDerivatives *= factor;
            logScale += exponent * LN_2;
        }
    }

    /** The natural logarithm of the batch's mean cross-entropy. */
    double logLoss() {
        return StrictMath.log(inner.loss());
    }

    /** The sign of the derivative of the mean logarithm of the loss over the steps so far. */
    double derivativeSign() {
        return Math.signum(sumOfDerivatives);
    }

    /** The natural logarithm of its magnitude. */
    double logDerivative() {
        return StrictMath.log(Math.abs(sumOfDerivatives) / step) + logScale;
    }

    /** The natural logarithm of the length of the derivative of the state. */
    double logGrowth() {
        return 0.5 * StrictMath.log(tiles.squaredDerivative()) + logScale;
    }

    MemoryPlan plan() {
        return workspace.plan();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
