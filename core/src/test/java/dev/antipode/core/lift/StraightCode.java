package dev.antipode.core.lift;

import dev.antipode.core.lift.Fixtures.Body;
import dev.antipode.core.lift.Fixtures.Checked;
import dev.antipode.core.lift.Fixtures.Gain;
import dev.antipode.core.lift.Fixtures.Law;
import dev.antipode.core.lift.Fixtures.Offset;
import dev.antipode.core.lift.Fixtures.Saturated;
import dev.antipode.core.lift.Fixtures.Vec;

/** Straight-line code, records, helpers. */
final class StraightCode {
    private final Law law = new Gain(-2.5);
    private final Law[] laws = {new Gain(2), new Offset(0.5, 3), new Saturated(0.25)};
    private final double[] table = {1.5, -2.5, 3.5};
    private final int[] order = {2, 0, 1};
    private final Vec fixed = new Vec(0.1, 0.2);
    private final boolean flag = true;
    private final float single = 0.1f;
    private final long big = 1L << 40;
    private static final double GRAVITY = Double.parseDouble("9.81");
    private static final Vec DOWN = new Vec(0, -GRAVITY);

    double arithmetic(double a, double b) {
        return (a + b) * (a - b) / -a + 2 - b * 0.5;
    }

    Body records(Body body, Vec force) {
        Vec acceleration = force.times(1 / body.mass()).plus(DOWN);
        return new Body(body.velocity(), acceleration, Vec.of(1, 2).dot(fixed));
    }

    Checked constructor(double a, double b) {
        return new Checked(a, b);
    }

    double helpers(double x) {
        double sum = law.apply(x) + law.twice(x) + Law.of(x).quarter(3);
        for (Law l : laws) {
            sum += l.twice(x) * l.apply(1);
        }
        return sum;
    }

    double fields(double x) {
        double sum = flag ? x : -x;
        for (int i = 0; i < table.length; i++) {
            sum += table[order[i]] * x * i;
        }
        return sum * single + big + Vec.ZERO.x();
    }

    double integers(double x) {
        int n = 17;
        n = (n << 2 ^ 5) % 7 + -n / 3 | 64 & ~n;
        n = Math.max(n, Math.floorMod(-7, 4)) >>> 1 >> 1;
        long l = n * 1_000_000_007L;
        l = (l ^ l >>> 7) % 1000 - (l << 3) / 11;
        float f = l / 3f + (byte) 300 + (short) 70000 + (char) 65;
        int k = (int) 3.7 + (l > 5 ? 1 : 2) + (f > 2 ? 10 : 20);
        return x * n + k * (double) l + f + (int) Math.floor(GRAVITY);
    }

    double evaluationOrder(double x) {
        double[] a = {1, 2, 3};
        int i = 0;
        a[i++] += x;
        a[i++] *= a[i - 2];
        a[i] = a[0] = x;
        double last = a[2]++ - --a[1];
        long[] l = {5};
        l[0] += 3;
        long m = l[0]++ * l[0]--;
        return a[0] + a[1] * a[2] + last + m;
    }

    double remainderOfConstants(double x) {
        return x + GRAVITY % 2 - 7.5 % -2;
    }

    double handlersAreIgnored(double x) {
        double y = 1;
        try {
            y = x / 2;
            y += law.apply(y);
        } catch (IllegalStateException e) {
            y = 0;
        } finally {
            y += 1;
        }
        return y;
    }
}
