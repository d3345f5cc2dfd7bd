package dev.antipode.core.kernel;

import java.util.SplittableRandom;

/** Arguments on which elementary functions fail first, random but the same in every run. */
final class HardPoints {
    private final SplittableRandom random;

    HardPoints(long seed) {
        random = new SplittableRandom(seed);
    }

    double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Either sign, magnitudes spread evenly over the exponents. */
    double spread(double smallest, double largest) {
        double magnitude = StrictMath.exp(uniform(StrictMath.log(smallest), StrictMath.log(largest)));
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    /** Within four numbers of a multiple of pi/2. */
    double nearQuarterTurn(double largest) {
        double n = Math.rint(uniform(-largest, largest) / (Math.PI / 2));
        double point = n * (Math.PI / 2);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(point) + random.nextInt(9) - 4);
    }

    /** A point for a function of one argument, within its domain. */
    double point(ElementaryFunction function, double range) {
        double kind = random.nextDouble();
        return switch (function) {
            case SIN, COS, TAN -> {
                if (kind < 0.3) {
                    yield nearQuarterTurn(Math.min(range, kind < 0.2 ? 1e5 : range));
                } else if (kind < 0.4) {
                    yield spread(Double.MIN_VALUE, 1);
                } else if (kind < 0.5) {
                    yield uniform(-range, range);
                }
                yield kind < 0.7 ? uniform(-1e5, 1e5) : uniform(-10, 10);
            }
            case ASIN, ACOS -> {
                if (kind < 0.3) {
                    double near = 1 - Math.abs(spread(1e-17, 0.5));
                    yield random.nextBoolean() ? near : -near;
                }
                yield kind < 0.4 ? spread(Double.MIN_VALUE, 1) : uniform(-1, 1);
            }
            case ATAN -> kind < 0.3 ? spread(Double.MIN_VALUE, Double.MAX_VALUE) : uniform(-3, 3);
            case SINH, COSH -> {
                if (kind < 0.2) {
                    yield spread(1e-300, 1);
                } else if (kind < 0.3) {
                    yield 710.4758600739439 - Math.abs(spread(1e-13, 1));
                }
                yield kind < 0.5 ? uniform(-710, 710) : uniform(-3, 3);
            }
            case TANH -> kind < 0.2 ? spread(1e-300, 1) : kind < 0.4 ? uniform(-25, 25) : uniform(-1.5, 1.5);
            case EXP -> {
                if (kind < 0.2) {
                    yield spread(1e-300, 1);
                } else if (kind < 0.4) {
                    yield uniform(-745.1, -708);
                } else if (kind < 0.5) {
                    yield 709.782712893384 - Math.abs(spread(1e-13, 1));
                }
                yield kind < 0.7 ? uniform(-708, 709) : uniform(-2, 2);
            }
            case LOG -> {
                if (kind < 0.3) {
                    yield 1 + spread(0x1p-53, 0.4);
                } else if (kind < 0.4) {
                    yield Math.abs(spread(Double.MIN_VALUE, Double.MIN_NORMAL));
                }
                yield kind < 0.6 ? Math.abs(spread(Double.MIN_VALUE, Double.MAX_VALUE)) : uniform(0.3, 3);
            }
            case FLOOR -> kind < 0.5 ? spread(1e-3, 1e17) : Math.rint(uniform(-1e6, 1e6)) + spread(1e-12, 1);
        };
    }
}
