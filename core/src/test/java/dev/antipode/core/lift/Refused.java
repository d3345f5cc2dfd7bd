package dev.antipode.core.lift;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** What cannot be lifted. The test finds the line by the comment at its end. */
final class Refused {
    record Vec(double x, double y) {}

    sealed interface Shape {}

    record Square(double side) implements Shape {}

    record Circle(double radius) implements Shape {}

    enum Mode {
        FAST,
        SLOW
    }

    static double shared = 1;

    double factor = 2;

    private final double[] table = {1, 2};
    private final Random random = new Random(1);
    private final DoubleUnaryOperator lambda = x -> 2 * x;
    private final List<Vec> list = List.of(new Vec(1, 2));
    private final Shape shape = new Square(2);

    double fieldThatIsNotFinal(double x) {
        return x * factor; // fieldThatIsNotFinal
    }

    double staticThatIsNotFinal(double x) {
        return x * shared; // staticThatIsNotFinal
    }

    double writesStatic(double x) {
        shared = x; // writesStatic
        return x;
    }

    double writesReceiver(double x) {
        factor = x; // writesReceiver
        return x;
    }

    double writesReceiverArray(double x) {
        table[0] = x; // writesReceiverArray
        return x;
    }

    double writesArgumentArray(Fixtures.Chain chain) {
        chain.angles()[0] = 1; // writesArgumentArray
        return 0;
    }

    double writesMergedArray(double x) {
        double[] a = new double[1];
        double[] b = x > 0 ? a : new double[] {x};
        b[0] = 1; // writesMergedArray
        return a[0];
    }

    double remainder(double x) {
        return x % 3; // remainder
    }

    double castToInt(double x) {
        return x * (int) x; // castToInt
    }

    double castToFloat(double x) {
        return (float) x; // castToFloat
    }

    double castToLong(double x) {
        return Math.round(x); // castToLong
    }

    double loopOnData(double x) {
        double y = x;
        while (y > 1) { // loopOnData
            y /= 2;
        }
        return y;
    }

    double endlessLoop(double x) {
        double y = x;
        for (int i = 0; i >= 0; i = (i + 1) % 7) { // endlessLoop
            y += 0.0;
        }
        return y;
    }

    double hugeGraph(double x) {
        double y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y * x + i; // hugeGraph
        }
        return y;
    }

    double recursion(double x) {
        return x > 0 ? recursion(x - 1) : x; // recursion
    }

    double indexOnData(double x) {
        int i = 0;
        if (x > 0) {
            i = 1;
        }
        return table[i]; // indexOnData
    }

    double intOnData(double x) {
        int n = x > 0 ? 3 : 5;
        return n * x; // intOnData
    }

    double boundOnData(double x) {
        int n = x > 0 ? 2 : 3;
        double y = x;
        for (int i = 0; i < n; i++) { // boundOnData
            y += 1;
        }
        return y;
    }

    double enumOnData(double x) {
        Mode mode = x > 0 ? Mode.FAST : Mode.SLOW;
        return mode.ordinal() + x; // enumOnData
    }

    double classOnData(double x) {
        Shape s = x > 0 ? new Square(x) : new Circle(x);
        return s instanceof Square ? 1 : 2; // classOnData
    }

    double throwsOnData(double x) {
        if (x < 0) {
            throw new IllegalArgumentException("negative"); // throwsOnData
        }
        return Math.sqrt(x);
    }

    double throwsAlways(double x) {
        if (table.length == 2) {
            throw new IllegalStateException(); // throwsAlways
        }
        return x;
    }

    double prints(double x) {
        System.out.println(x); // prints
        return x;
    }

    double readsClock(double x) {
        return x + System.nanoTime(); // readsClock
    }

    double drawsRandom(double x) {
        return x + random.nextDouble(); // drawsRandom
    }

    double mathRandom(double x) {
        return x + Math.random(); // mathRandom
    }

    double usesThread(double x) {
        Thread.yield(); // usesThread
        return x;
    }

    double usesList(double x) {
        return x * list.get(0).x(); // usesList
    }

    double callsLambda(double x) {
        return lambda.applyAsDouble(x); // callsLambda
    }

    double makesLambda(double x) {
        DoubleUnaryOperator twice = y -> 2 * y; // makesLambda
        return twice.applyAsDouble(x);
    }

    double concatenates(double x) {
        return x + ("" + x).length(); // concatenates
    }

    double patternSwitch(double x) {
        return switch (shape) { // patternSwitch
            case Square s -> s.side() * x;
            case Circle c -> c.radius() + x;
        };
    }

    double boxes(double x) {
        Double boxed = x; // boxes
        return boxed;
    }

    double compares(double x) {
        return Double.compare(x, 1); // compares
    }

    double equalRecords(Vec v) {
        return v.equals(new Vec(1, 2)) ? 1 : 0; // equalRecords
    }

    double identity(Vec v) {
        return v == new Vec(1, 2) ? 1 : 0; // identity
    }

    double synchronises(double x) {
        synchronized (table) { // synchronises
            return x;
        }
    }

    double outOfBounds(double x) {
        return table[2] + x; // outOfBounds
    }

    double nullReference(double x) {
        double[] none = null;
        return none[0] + x; // nullReference
    }

    double nullArgument(double x) {
        return Objects.requireNonNull((Vec) null).x() + x; // nullArgument
    }

    double divisionByZero(double x) {
        int zero = table.length - 2;
        return x + 1 / zero; // divisionByZero
    }

    double emptyClamp(double x) {
        return Math.clamp(x, 1.0, -1.0); // emptyClamp
    }

    double castOfObject(double x) {
        return ((Circle) shape).radius() + x; // castOfObject
    }

    double makesPlatformObject(double x) {
        return new StringBuilder().length() + x; // makesPlatformObject
    }

    double manyDimensions(double x) {
        double[][] a = new double[2][2]; // manyDimensions
        return a[0][0] + x;
    }

    int returnsInt(double x) {
        return 1; // returnsInt
    }

    Vec returnsNull(double x) {
        return null; // returnsNull
    }
}
