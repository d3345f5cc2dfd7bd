package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.antipode.core.graph.GraphBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever cannot be lifted is refused with class, method, line, reason and remedy. */
class RefusalTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/antipode/core/lift/Refused.java");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fieldThatIsNotFinal  | field 'factor'                      | declare it final
            staticThatIsNotFinal | Refused.shared is read              | declare it final
            writesStatic         | Refused.shared is written           | return the new value
            writesReceiver       | field 'factor'                      | return the new value
            writesReceiverArray  | array that existed before           | clone()
            writesArgumentArray  | array of an argument is written     | clone()
            writesMergedArray    | differs between the two sides       | clone()
            remainder            | %                                   | x - m * Math.floor(x / m), which has the sign of m
            castToInt            | cast to int                         | Math.floor
            castToFloat          | cast to float                       | compute with double
            castToLong           | java.lang.Math.round                | Math only
            loopOnData           | loop ends on a symbolic condition   | fixed number of passes
            endlessLoop          | does not end within 5000000         | fixed
            hugeGraph            | more than 400000 nodes              | shorter
            recursion            | recursion is deeper than 200        | known while lifting
            indexOnData          | used as an integer                  | doubles
            intOnData            | (3 and 5)                           | use a double
            boundOnData          | (2 and 3)                           | use a double
            enumOnData           | different references                | one class
            classOnData          | different classes                   | one class
            throwsOnData         | IllegalArgumentException is thrown  | return a value
            throwsAlways         | IllegalStateException is thrown     | return a value
            prints               | java.lang.System.out                | pure functions
            readsClock           | java.lang.System.nanoTime is called | Math only
            drawsRandom          | java.util.Random.nextDouble         | argument
            mathRandom           | java.lang.Math.random               | argument
            usesThread           | java.lang.Thread.yield              | Math only
            usesList             | .get is called                      | Math only
            callsLambda          | lambda or method reference          | make it a class
            makesLambda          | lambda or method reference          | make it a class
            concatenates         | strings are put together            | pure functions
            patternSwitch        | switch on patterns                  | instanceof
            boxes                | java.lang.Double.valueOf            | Math only
            compares             | java.lang.Double.compare            | compare with <
            equalRecords         | method equals of record             | components
            identity             | identity                            | components
            synchronises         | MONITORENTER                        | pure functions
            outOfBounds          | index 2 is outside                  | length 2
            nullReference        | null reference                      | null
            nullArgument         | null reference                      | null
            divisionByZero       | divided by zero                     | zero
            emptyClamp           | empty range 1.0 to -1.0             | clamp
            castOfObject         | Square is cast to                   | Circle
            makesPlatformObject  | java.lang.StringBuilder             | records
            manyDimensions       | MULTIANEWARRAY                      | one array
            """)
    void namesClassMethodLineReasonAndRemedy(String method, String reason, String remedy) throws IOException {
        LiftException refusal = refusal(method);
        assertThat(refusal)
                .hasMessageStartingWith("dev.antipode.core.lift.Refused." + method + ", line " + line(method) + ": ")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy);
        assertThat(refusal.className()).isEqualTo(Refused.class.getName());
        assertThat(refusal.methodName()).isEqualTo(method);
        assertThat(refusal.line()).isEqualTo(line(method));
        assertThat(refusal.getMessage()).contains(refusal.reason()).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"returnsInt,neither a double", "returnsNull,null is returned"})
    void refusesResultsThatAreNotNumbers(String method, String reason) {
        assertThat(refusal(method)).hasMessageContaining("Refused." + method).hasMessageContaining(reason);
    }

    private static LiftException refusal(String method) {
        return catchThrowableOfType(LiftException.class, () -> LiftCheck.lift(new Refused(), method));
    }

    private static int line(String marker) throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + marker)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("no line is marked " + marker);
    }

    @Test
    void refusesALambdaAsReceiver() throws NoSuchMethodException {
        DoubleUnaryOperator lambda = x -> 2 * x;
        Method method = DoubleUnaryOperator.class.getMethod("applyAsDouble", double.class);
        Lifter lifter = new Lifter(new GraphBuilder());
        assertThatThrownBy(() -> lifter.lift(lambda, method, List.of(Argument.scalar("x"))))
                .isInstanceOf(LiftException.class)
                .hasMessageContaining("applyAsDouble")
                .hasMessageContaining("make it a class");
    }

    @Test
    void refusesArgumentsThatDoNotFit() {
        Method method = LiftCheck.method(StraightCode.class, "arithmetic");
        Lifter lifter = new Lifter(new GraphBuilder());
        Object receiver = new StraightCode();
        assertThatThrownBy(() -> lifter.lift(receiver, method, List.of(Argument.scalar("a"))))
                .hasMessageContaining("2 parameters")
                .hasMessageContaining("1 arguments");
        Argument text = Argument.concrete("text");
        assertThatThrownBy(() -> lifter.lift(receiver, method, List.of(text, text)))
                .hasMessageContaining("type double")
                .hasMessageContaining("java.lang.String");
    }
}
