package dev.antipode.core.lift;

/** Plants and helpers that the lifter must follow, one method a feature. */
final class Fixtures {
    record Vec(double x, double y) {
        static final Vec ZERO = new Vec(0, 0);

        static Vec of(double x, double y) {
            return new Vec(x, y);
        }

        Vec plus(Vec other) {
            return new Vec(x + other.x, y + other.y());
        }

        Vec times(double s) {
            return new Vec(s * x, s * y);
        }

        double dot(Vec other) {
            return x * other.x + y * other.y;
        }
    }

    record Body(Vec position, Vec velocity, double mass) {}

    record Chain(double[] angles, Vec[] joints) {}

    record Checked(double low, double high) {
        Checked {
            if (low > high) {
                double swap = low;
                low = high;
                high = swap;
            }
        }
    }

    record Pair(Chain chain, double value) {}

    interface Law {
        double apply(double x);

        default double twice(double x) {
            return apply(apply(x));
        }
    }

    static final class Gain implements Law {
        private final double gain;

        Gain(double gain) {
            this.gain = gain;
        }

        @Override
        public double apply(double x) {
            return gain * x;
        }

        @Override
        public double twice(double x) {
            return Law.super.twice(x) - 1;
        }
    }

    static class Offset implements Law {
        private final double offset;
        private final int repeats;

        Offset(double offset, int repeats) {
            this.offset = offset;
            this.repeats = repeats;
        }

        @Override
        public double apply(double x) {
            double y = x;
            for (int i = 0; i < repeats; i++) {
                y += offset;
            }
            return y;
        }
    }

    static final class Saturated extends Offset {
        Saturated(double offset) {
            super(offset, 2);
        }

        @Override
        public double apply(double x) {
            return Math.max(-1, Math.min(1, super.apply(x)));
        }

        @Override
        public double twice(double x) {
            return super.twice(x) + secret(x);
        }

        private double secret(double x) {
            return x / 2;
        }
    }

    enum Scheme {
        EULER,
        HEUN,
        RK4
    }

    /** Straight-line code, records, helpers. */
    static final class Straight {
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
            double sum = law.apply(x) + law.twice(x);
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
    }

    /** Conditions and loops. */
    static final class Branching {
        private final int count = 4;
        private final Scheme scheme = Scheme.HEUN;

        double ifElse(double a, double b) {
            double y;
            if (a > b) {
                y = a * 2;
            } else {
                y = b - a;
            }
            return y;
        }

        double comparisons(double a, double b) {
            double y = a < b ? 1 : 0;
            y += a <= b ? 2 : 0;
            y += a > b ? 4 : 0;
            y += a >= b ? 8 : 0;
            y += a == b ? 16 : 0;
            y += a != b ? 32 : 0;
            y += !(a < b) ? 64 : 0;
            y += !(a <= b) ? 128 : 0;
            y += !(a > b) ? 256 : 0;
            y += !(a >= b) ? 512 : 0;
            return y;
        }

        double logic(double a, double b, double c) {
            double y = 0;
            if (a > 0 && b < 1) {
                y += 1;
            }
            if (a > 0 || b < 1) {
                y += 2;
            }
            if (a > 0 && (b < 1 || c == 0)) {
                y += 4;
            } else {
                y -= 4;
            }
            if ((a > 0 && b < 1) || (c <= 0 && !(a < b))) {
                y += 8;
            }
            if ((a > 0 || b < 1) && (c <= 0 || a < b) && c != 2) {
                y *= 3;
            } else if (a == 1 || b == 1 || c == 1) {
                y *= 5;
            }
            return y;
        }

        double booleans(double a, double b, double c) {
            boolean p = a > 0;
            boolean q = b > 0 && c > 0;
            boolean r = p ? q : c < a;
            boolean s = p ^ q;
            boolean t = p & !r | s;
            boolean u = p == q;
            boolean v = p != r;
            r |= v;
            s &= u || test(c, t);
            double y = p ? 1 : 0;
            y += q ? 2 : 0.5;
            return y + (r ? 4.0 : 0) + (s ? 8.0 : 0) + (t ? 16.0 : 0) + (u == true ? 32.0 : 0) + (v ? 64.0 : 0);
        }

        private static boolean test(double x, boolean otherwise) {
            if (x > 1) {
                return true;
            }
            return x > 0 && otherwise;
        }

        boolean failed(Vec v, double limit) {
            return Math.abs(v.x()) > limit || v.y() < -limit || Double.isNaN(v.x());
        }

        boolean never(double x) {
            return x != x && x == x;
        }

        double earlyReturns(double a, double b) {
            if (a < 0) {
                return -1;
            }
            if (a < 1) {
                if (b < 0) {
                    return a;
                }
                a += 1;
                if (b < 1) {
                    return a * b;
                }
            } else if (b > 2) {
                return b;
            }
            b *= 2;
            return a > b ? a : b > 3 ? b : a - b;
        }

        Vec objects(Vec v, double a) {
            Vec w = a > 0 ? v.times(2) : a < -1 ? Vec.ZERO : v;
            Vec u = w;
            if (w.x() > 1) {
                u = new Vec(w.y(), a);
            }
            return u.plus(w);
        }

        Body nested(Body body) {
            if (body.mass() > 1) {
                return new Body(body.velocity(), body.position(), 1);
            }
            return body.position().x() > 0 ? body : new Body(Vec.ZERO, body.velocity(), body.mass() * 2);
        }

        double loops(double x) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                for (int j = i; j >= 0; j--) {
                    if (x > i) {
                        sum += x;
                        continue;
                    }
                    sum -= j * x;
                }
            }
            int k = 0;
            do {
                sum *= 1.5;
                k++;
            } while (k < 3);
            return sum;
        }

        double knownPassesWithBreak(double x) {
            double y = x;
            for (int i = 0; i < 20; i++) {
                y = y / 2 + 0.25;
                if (y * y < 1) {
                    break;
                }
            }
            return y;
        }

        double returnFromLoop(Chain chain, double limit) {
            for (int i = 0; i < chain.angles().length; i++) {
                if (chain.angles()[i] > limit) {
                    return chain.angles()[i] - i;
                }
            }
            return -1;
        }

        @SuppressWarnings("fallthrough")
        double switches(double x) {
            double y = 0;
            for (int i = 0; i < 6; i++) {
                switch (i) {
                    case 0:
                        y += x;
                    case 1:
                        y *= 2;
                        break;
                    case 3:
                        y -= x;
                        break;
                    default:
                        y += 0.5;
                }
                y += switch (i * 1000) {
                    case 1000 -> x;
                    case 4000 -> x > 0 ? 1 : 2;
                    default -> 0;
                };
            }
            return y
                    + switch (scheme) {
                        case EULER -> 1;
                        case HEUN -> x;
                        case RK4 -> 3;
                    };
        }

        double constantsDecide(double x) {
            double step = 0.1;
            double t = 0;
            double y = x;
            while (t < 0.55) {
                y += step * y;
                t += step;
            }
            return y;
        }

        double asserted(double x) {
            assert x == x + 1 : "never holds";
            return x + 1;
        }
    }

    /** Arrays, which may be written where they were made. */
    static final class Arrays {
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

    static final class Accumulator {
        private double sum;
        private double count;

        void add(double x) {
            if (x < 0) {
                return;
            }
            sum += x;
            count++;
        }

        double mean() {
            return count > 0 ? sum / count : 0;
        }
    }

    private Fixtures() {}
}
