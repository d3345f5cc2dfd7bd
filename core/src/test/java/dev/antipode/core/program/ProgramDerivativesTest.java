package dev.antipode.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Derivatives of a program of every kind of call, against differences of its values and against each other. */
class ProgramDerivativesTest {
    private static final int LANES = 32;
    private static final int STEPS = 3;

    /** The rows whose values count at the end. */
    private static int[] results(LoopProgram loop) {
        return new int[] {loop.state.row(0), loop.state.row(1), loop.state.row(2), loop.gain.row(0), loop.total.row(0)};
    }

    private static void run(LoopProgram loop) {
        for (int step = 0; step < STEPS; step++) {
            loop.frame.step = step;
            loop.program.run(loop.frame);
        }
    }

    private static double[] snapshot(LoopProgram loop, int lane) {
        return IntStream.of(results(loop))
                .mapToDouble(row -> loop.get(row, lane))
                .toArray();
    }

    /** Central differences of sixth order with respect to one number, which {@code set} changes. */
    private static double[] differences(LoopProgram loop, int lane, double at, DoubleConsumer set) {
        double h = 1e-3;
        double[] weights = {3.0 / 4, -3.0 / 20, 1.0 / 60};
        double[] derivative = new double[results(loop).length];
        double[] start = start(loop);
        for (int k = 1; k <= weights.length; k++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                restart(loop, start);
                set.accept(at + sign * k * h);
                run(loop);
                double[] values = snapshot(loop, lane);
                for (int i = 0; i < values.length; i++) {
                    derivative[i] += sign * weights[k - 1] * values[i] / h;
                }
            }
        }
        restart(loop, start);
        set.accept(at);
        return derivative;
    }

    private static double[] start(LoopProgram loop) {
        return IntStream.of(results(loop))
                .boxed()
                .flatMapToDouble(row -> IntStream.range(0, LANES).mapToDouble(lane -> loop.get(row, lane)))
                .toArray();
    }

    private static void restart(LoopProgram loop, double[] start) {
        int[] rows = results(loop);
        for (int r = 0; r < rows.length; r++) {
            for (int lane = 0; lane < LANES; lane++) {
                loop.set(rows[r], lane, start[r * LANES + lane]);
            }
        }
    }

    private static long parameter(LoopProgram loop, int i) {
        return loop.frame.parametersOffset + (long) i * loop.precision.bytes();
    }

    @Test
    void tangentsAreDerivatives() {
        int[] parameters = {0, 3, 7, 12, LoopProgram.FIRST.parameterCount(), LoopProgram.PARAMETERS - 1};
        try (LoopProgram loop = new LoopProgram(Precision.F64, LANES, KernelMode.SCALAR)) {
            int rows = results(loop).length;
            loop.differentiate(rows + parameters.length);
            loop.fill(new SplittableRandom(1));
            int lane = 5;
            List<double[]> expected = new ArrayList<>();
            for (int row : results(loop)) {
                expected.add(differences(loop, lane, loop.get(row, lane), v -> loop.set(row, lane, v)));
            }
            for (int p : parameters) {
                expected.add(differences(
                        loop,
                        lane,
                        loop.precision.get(loop.block, parameter(loop, p)),
                        v -> loop.precision.set(loop.block, parameter(loop, p), v)));
            }
            for (int t = 0; t < rows; t++) {
                set(loop, t, results(loop)[t], lane, 1);
            }
            for (int t = 0; t < parameters.length; t++) {
                long offset = loop.frame.parameterTangentsOffset
                        + (rows + t) * loop.jvp.parameterTangentBytes()
                        + (long) parameters[t] * loop.precision.bytes();
                loop.precision.set(loop.block, offset, 1);
            }
            for (int step = 0; step < STEPS; step++) {
                loop.frame.step = step;
                loop.jvp.run(loop.frame);
            }
            for (int t = 0; t < expected.size(); t++) {
                for (int i = 0; i < rows; i++) {
                    double actual =
                            loop.precision.get(loop.block, loop.jvp.offset(loop.frame, t, results(loop)[i], lane, 8));
                    double wanted = expected.get(t)[i];
                    assertThat(actual)
                            .as("tangent %d, result %d", t, i)
                            .isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
                }
            }
        }
    }

    private static void set(LoopProgram loop, int tangent, int row, int lane, double value) {
        loop.precision.set(loop.block, loop.jvp.offset(loop.frame, tangent, row, lane, loop.precision.bytes()), value);
    }

    /** For every lane: w . (J v) = (J^T w) . v, over several steps that are run again one by one on the way back. */
    @Test
    void cotangentsAreTransposed() {
        for (Precision precision : Precision.values()) {
            try (LoopProgram loop = new LoopProgram(precision, LANES, KernelMode.SCALAR).differentiate(1)) {
                SplittableRandom random = new SplittableRandom(2);
                loop.fill(random);
                double[] start = start(loop);
                int[] rows = results(loop);
                double[][] v = new double[rows.length][LANES];
                double[][] w = new double[rows.length][LANES];
                double[] theta = random.doubles(LoopProgram.PARAMETERS, -1, 1).toArray();
                for (int r = 0; r < rows.length; r++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        v[r][lane] = precision.round(random.nextDouble(-1, 1));
                        w[r][lane] = precision.round(random.nextDouble(-1, 1));
                        set(loop, 0, rows[r], lane, v[r][lane]);
                    }
                }
                for (int i = 0; i < theta.length; i++) {
                    theta[i] = precision.round(theta[i]);
                    precision.set(
                            loop.block, loop.frame.parameterTangentsOffset + (long) i * precision.bytes(), theta[i]);
                }
                for (int step = 0; step < STEPS; step++) {
                    loop.frame.step = step;
                    loop.jvp.run(loop.frame);
                }
                double forward = 0;
                double size = 0;
                for (int r = 0; r < rows.length; r++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        double jv = precision.get(
                                loop.block, loop.jvp.offset(loop.frame, 0, rows[r], lane, precision.bytes()));
                        forward += w[r][lane] * jv;
                        size += Math.abs(w[r][lane] * jv);
                    }
                }
                double[] primal = start(loop);

                restart(loop, start);
                double reverse = reverse(loop, rows, v, w, theta);
                assertThat(reverse).isCloseTo(forward, within((precision == Precision.F64 ? 1e-12 : 1e-4) * size));
                // Forward mode, recording and the plain program have the same bits.
                restart(loop, start);
                run(loop);
                assertThat(start(loop)).containsExactly(primal);
            }
        }
    }

    private static double reverse(LoopProgram loop, int[] rows, double[][] v, double[][] w, double[] theta) {
        Precision precision = loop.precision;
        long stepBytes = loop.vjp.carriedRows() * loop.frame.rowStrideBytes;
        for (int step = 0; step < STEPS; step++) {
            loop.frame.step = step;
            loop.vjp.saveCarried(loop.frame, loop.tape + step * stepBytes);
            loop.program.run(loop.frame);
        }
        for (int r = 0; r < rows.length; r++) {
            for (int lane = 0; lane < LANES; lane++) {
                precision.set(loop.block, cotangent(loop, rows[r], lane), w[r][lane]);
            }
        }
        for (int step = STEPS - 1; step >= 0; step--) {
            loop.frame.step = step;
            loop.vjp.restoreCarried(loop.frame, loop.tape + step * stepBytes);
            loop.vjp.record(loop.frame);
            loop.vjp.reverse(loop.frame);
        }
        double sum = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int lane = 0; lane < LANES; lane++) {
                sum += v[r][lane] * precision.get(loop.block, cotangent(loop, rows[r], lane));
            }
        }
        for (int group = 0; group < LANES / 16; group++) {
            for (int i = 0; i < theta.length; i++) {
                long offset =
                        loop.frame.gradientOffset + group * loop.vjp.gradientBytes() + (long) i * precision.bytes();
                sum += theta[i] * precision.get(loop.block, offset);
            }
        }
        return sum;
    }

    private static long cotangent(LoopProgram loop, int row, int lane) {
        return loop.frame.cotangentsOffset + row * loop.frame.rowStrideBytes + (long) lane * loop.precision.bytes();
    }

    @Test
    void aLayoutOfAnyStrideIsRefused() {
        try (LoopProgram loop = new LoopProgram(Precision.F64, LANES, KernelMode.SCALAR)) {
            assertThatThrownBy(() ->
                            ProgramJvp.of(loop.program, new TileLayout(), loop.engine, List.of(loop.state), false, 1))
                    .hasMessageContaining("row stride");
            assertThatThrownBy(
                            () -> ProgramJvp.of(loop.program, loop.layout, loop.engine, List.of(loop.state), false, 0))
                    .hasMessageContaining("0 tangents");
        }
    }
}
