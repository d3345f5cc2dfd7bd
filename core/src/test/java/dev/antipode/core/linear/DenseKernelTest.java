package dev.antipode.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DenseKernelTest {
    private static final int[] LANES = {16, 32, 48, 64, 80, 256};
    private static final DenseShape[] SHAPES = {
        new DenseShape(1, 1),
        new DenseShape(3, 2),
        new DenseShape(4, 5),
        new DenseShape(8, 7),
        new DenseShape(5, 16),
        new DenseShape(17, 35),
        new DenseShape(32, 100),
    };

    static Stream<Arguments> kinds() {
        return Stream.of(Precision.values())
                .flatMap(p -> Stream.of(Arithmetic.values()).map(a -> Arguments.of(p, a)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isTheMatrixProduct(Precision precision, Arithmetic arithmetic) {
        double tolerance = precision == Precision.F32 ? 1e-5 : 1e-14;
        for (DenseShape shape : SHAPES) {
            try (Arena arena = Arena.ofConfined()) {
                Layer layer = new Layer(arena, precision, shape, 16);
                layer.forward(DenseKernel.scalar(precision, arithmetic));
                for (int lane = 0; lane < 16; lane++) {
                    for (int o = 0; o < shape.outputs(); o++) {
                        double sum = layer.parameter(shape.biasIndex(o));
                        double size = Math.abs(sum);
                        for (int k = 0; k < shape.inputs(); k++) {
                            double term = layer.parameter(shape.weightIndex(k, o)) * layer.input(k, lane);
                            sum += term;
                            size += Math.abs(term);
                        }
                        assertThat(layer.output(o, lane)).isCloseTo(sum, within(tolerance * size));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void batchAndSingleScalarAndSimdGiveTheSameBits(Precision precision, Arithmetic arithmetic) {
        DenseKernel scalar = DenseKernel.scalar(precision, arithmetic);
        for (boolean small : new boolean[] {false, true}) {
            requireSameBits(
                    precision,
                    scalar,
                    DenseKernel.simd(precision, arithmetic, small).orElseThrow());
        }
    }

    private static void requireSameBits(Precision precision, DenseKernel scalar, DenseKernel simd) {
        for (DenseShape shape : SHAPES) {
            for (int lanes : LANES) {
                try (Arena arena = Arena.ofShared()) {
                    Layer one = new Layer(arena, precision, shape, lanes);
                    Layer other = new Layer(arena, precision, shape, lanes);
                    one.forward(scalar);
                    other.forward(simd);
                    assertThat(one.block.mismatch(other.block))
                            .as(shape + " " + lanes)
                            .isEqualTo(-1);
                    for (DenseKernel kernel : new DenseKernel[] {scalar, simd}) {
                        double[] single = other.forwardSingle(kernel, lanes - 1);
                        for (int o = 0; o < shape.outputs(); o++) {
                            assertThat(single[o]).as(shape + " " + o).isEqualTo(one.output(o, lanes - 1));
                        }
                        assertThat(single[shape.outputs()])
                                .as("nothing after the outputs")
                                .isEqualTo(-1);
                    }
                }
            }
        }
    }

    /** The two modes differ in the last bits, or the mode would not be honoured. */
    @ParameterizedTest
    @MethodSource("kinds")
    void arithmeticIsHonoured(Precision precision, Arithmetic arithmetic) {
        double a = precision == Precision.F32 ? 1 + 0x1p-12 : 1 + 0x1p-27;
        double rest = precision == Precision.F32 ? 0x1p-24 : 0x1p-54;
        try (Arena arena = Arena.ofConfined()) {
            Layer layer = new Layer(arena, precision, new DenseShape(1, 1), 16);
            precision.set(layer.block, layer.parameters, -(a + a - 1));
            precision.set(layer.block, layer.parameters + precision.bytes(), a);
            precision.set(layer.block, 0, a);
            for (DenseKernel kernel : new DenseKernel[] {
                DenseKernel.scalar(precision, arithmetic),
                DenseKernel.simd(precision, arithmetic).orElseThrow()
            }) {
                layer.forward(kernel);
                assertThat(layer.output(0, 0)).isEqualTo(arithmetic == Arithmetic.FUSED ? rest : 0);
            }
        }
    }

    @Test
    void refusesEmptyLayers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DenseShape(0, 4))
                .withMessageContaining("0 inputs");
        assertThat(new DenseShape(3, 2).parameterCount()).isEqualTo(8);
    }

    /** One layer with random inputs and parameters; the same numbers for the same sizes. */
    private static final class Layer {
        final MemorySegment block;
        final long parameters;
        private final Precision precision;
        private final DenseShape shape;
        private final int lanes;
        private final long stride;
        private final long outputs;

        Layer(Arena arena, Precision precision, DenseShape shape, int lanes) {
            this.precision = precision;
            this.shape = shape;
            this.lanes = lanes;
            stride = Tile.rowStrideBytes(lanes, precision);
            outputs = shape.inputs() * stride;
            // One number off the alignment of a vector, as parameters in the middle of theta are.
            parameters = outputs + shape.outputs() * stride + precision.bytes();
            block = arena.allocate(parameters + (long) shape.parameterCount() * precision.bytes(), 64);
            SplittableRandom random = new SplittableRandom(shape.hashCode());
            for (long offset = 0; offset < block.byteSize(); offset += precision.bytes()) {
                precision.set(block, offset, random.nextDouble(-1, 1));
            }
        }

        void forward(DenseKernel kernel) {
            kernel.forward(
                    block,
                    0,
                    outputs,
                    stride,
                    lanes,
                    parameters,
                    parameters + (long) shape.outputs() * precision.bytes(),
                    shape.inputs(),
                    shape.outputs());
        }

        double[] forwardSingle(DenseKernel kernel, int lane) {
            try (Arena arena = Arena.ofShared()) {
                int bytes = precision.bytes();
                long parameterBytes = (long) shape.parameterCount() * bytes;
                long input = parameterBytes;
                long output = input + (long) shape.inputs() * bytes;
                MemorySegment single = arena.allocate(output + (shape.outputs() + 1L) * bytes, 64);
                MemorySegment.copy(block, parameters, single, 0, parameterBytes);
                for (int k = 0; k < shape.inputs(); k++) {
                    precision.set(single, input + (long) k * bytes, input(k, lane));
                }
                precision.set(single, output + (long) shape.outputs() * bytes, -1);
                kernel.forwardSingle(
                        single,
                        input,
                        output,
                        0,
                        (long) shape.outputs() * precision.bytes(),
                        shape.inputs(),
                        shape.outputs());
                double[] result = new double[shape.outputs() + 1];
                for (int o = 0; o < result.length; o++) {
                    result[o] = precision.get(single, output + (long) o * bytes);
                }
                return result;
            }
        }

        double parameter(int index) {
            return precision.get(block, parameters + (long) index * precision.bytes());
        }

        double input(int k, int lane) {
            return precision.get(block, k * stride + (long) lane * precision.bytes());
        }

        double output(int o, int lane) {
            return precision.get(block, outputs + o * stride + (long) lane * precision.bytes());
        }
    }
}
