package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.DerivativeCheck;
import dev.antipode.core.testing.Evaluator;
import dev.antipode.core.testing.HessianCheck;
import dev.antipode.core.testing.OperationPoints;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both derivatives of each operation, evaluated on the host and by kernels, against differences in 60 digits. */
class OperationDerivativesTest {
    private static final int POINTS = 250;
    private static final double FEW_ULPS = 2e-15;
    private static final double FEW_ULPS_F32 = 1e-6;

    private static DerivativeCheck check(Op op, double[][] points) {
        DerivativeCheck check = new DerivativeCheck(op.toString(), OperationPoints.graph(op));
        SplittableRandom random = new SplittableRandom(op.ordinal());
        for (double[] point : points) {
            check.add(point, random);
        }
        assertThat(check.points()).isGreaterThanOrEqualTo(200);
        return check;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT"})
    void withinF32(Op op) {
        DerivativeCheck check = check(op, OperationPoints.ordinary(op, POINTS));
        check.compare(Evaluator.HOST, FEW_ULPS, FEW_ULPS);
        check.compare(Evaluator.kernel(Precision.F64), FEW_ULPS, FEW_ULPS);
        check.compare(Evaluator.kernel(Precision.F32), FEW_ULPS_F32, FEW_ULPS_F32);
        check.transposed(Evaluator.HOST, FEW_ULPS);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT"})
    void ofAllMagnitudes(Op op) {
        DerivativeCheck check = check(op, OperationPoints.wide(op, POINTS));
        check.compare(Evaluator.HOST, FEW_ULPS, FEW_ULPS);
        check.compare(Evaluator.kernel(Precision.F64), FEW_ULPS, FEW_ULPS);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT"})
    void secondDerivatives(Op op) {
        HessianCheck check = new HessianCheck(op.toString(), OperationPoints.graph(op));
        SplittableRandom random = new SplittableRandom(op.ordinal());
        for (double[] point : OperationPoints.ordinary(op, 50)) {
            check.add(point, random);
        }
        assertThat(check.points()).isGreaterThanOrEqualTo(40);
        check.compare(Evaluator.HOST, 1e-13);
        check.compare(Evaluator.kernel(Precision.F64), 1e-13);
    }
}
