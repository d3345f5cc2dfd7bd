package dev.antipode.core.lift;

import dev.antipode.core.lift.Fixtures.Accumulator;
import dev.antipode.core.lift.Fixtures.Chain;
import dev.antipode.core.lift.Fixtures.Vec;

/** Arrays, which may be written where they were made. */
final class ArrayCode {
    private final double[] table = {1, 2, 3};

    Chain arrays(Chain chain, double x) {
        double[] angles = new double[chain.angles().length];
        Vec[] joints = new Vec[] {Vec.ZERO, new Vec(x, 1), chain.joints()[2]};
        for (int i = 0; i < angles.length; i++) {
            angles[i] = chain.angles()[i] + i * x;
            joints[i] = joints[i].plus(chain.joints()[i]);
        }
        return new Chain(angles, joints);
    }

    double[] clones(Chain chain, double x) {
        double[] copy = chain.angles().clone();
        copy[1] += x;
        double[] other = table.clone();
        other[0] = copy[1];
        for (double d : other) {
            copy[2] += d;
        }
        return copy;
    }

    double writtenUnderConditions(double x, double y) {
        double[] a = new double[4];
        boolean[] b = new boolean[2];
        int[] c = {7, 8};
        a[0] = x;
        if (x > 0) {
            a[1] = y;
            a[0] += 1;
            b[0] = y > 0;
            if (y > x) {
                a[2] = a[1] * 2;
                c[0] = 7;
            } else {
                a[1] = 5;
            }
        } else {
            a[3] = -x;
            b[1] = true;
            a[1] = a[3] + a[0];
        }
        if (b[0] != b[1]) {
            a[3]++;
        }
        return a[0] + 10 * a[1] + 100 * a[2] + 1000 * a[3] + c[0];
    }

    double madeInABranch(double x) {
        double[] a;
        if (x > 0) {
            a = new double[] {x, 1};
            a[1] += x;
        } else {
            a = new double[2];
        }
        double[] b = a.clone();
        b[0] += 3;
        return a[0] + 2 * a[1] + b[0];
    }

    double objectsInArrays(double x, double y) {
        Vec[] v = {Vec.ZERO, Vec.of(x, y)};
        if (x > y) {
            v[0] = v[1].times(2);
            v[1] = new Vec(y, y);
        } else if (x < 0) {
            v[0] = v[1];
        }
        return v[0].x() + v[0].y() * 2 + v[1].x() * 4 + v[1].y() * 8;
    }

    double accumulator(double x, double y) {
        Accumulator sum = new Accumulator();
        sum.add(x);
        if (y > 0) {
            sum.add(y);
            sum.add(x);
        }
        return sum.mean();
    }
}
