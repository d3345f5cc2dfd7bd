package dev.antipode.core.lift;

/** Records and helper objects of the methods that the lifter must follow. */
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

        static Law of(double gain) {
            return new Gain(gain);
        }

        private double half(double x) {
            return apply(x) / 2;
        }

        default double quarter(double x) {
            return half(x) / 2;
        }

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
