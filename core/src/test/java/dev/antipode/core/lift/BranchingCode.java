package dev.antipode.core.lift;

import dev.antipode.core.lift.Fixtures.Body;
import dev.antipode.core.lift.Fixtures.Chain;
import dev.antipode.core.lift.Fixtures.Scheme;
import dev.antipode.core.lift.Fixtures.Vec;

/** Conditions and loops. */
final class BranchingCode {
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
