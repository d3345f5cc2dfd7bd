package dev.antipode.core.graph;

import static dev.antipode.core.graph.Type.MASK;
import static dev.antipode.core.graph.Type.REAL;

/**
 * The operations of a graph. Each constant is the one place for its operation's value and derivative rule; the one
 * place for its lowering is in the kernel package.
 *
 * <p>Values follow {@link Math} where a method of that name exists, including NaN, infinities and signed zeros, with
 * one exception: NaN in gives NaN out for {@link #POW} too. Masks are 1 for true and 0 for false.
 *
 * <p>Where a function has no derivative, one is chosen: at a tie of min and max it goes to the first operand; the steps of
 * {@code floor} and {@code signum} and the kink of {@code abs} have the derivative zero; and so has a finite value with an
 * infinite or undefined slope ({@code sqrt} at 0, {@code asin} and {@code acos} at -1 and 1, powers below 1 at 0,
 * {@code atan2} at the origin). The norm of a zero vector and the root of a saturated argument have the derivative zero by
 * these rules. A quotient whose denominator an exponential has made infinite is flat, as a saturated
 * {@code 1 / (1 + exp(-x))} is. The derivative of a choice is that of the chosen side, whatever the other side is; a comparison has none. So a
 * derivative is a number where every intermediate value that counts, and every slope at it, is finite.
 */
public enum Op {
    /** An input of the graph; {@link Node#index()} says which. */
    INPUT("input", REAL) {
        @Override
        double value(double a, double b, double c) {
            throw new IllegalStateException("an input has no value of its own");
        }
    },
    /** A constant; {@link Node#constant()} is its value. */
    CONSTANT("constant", REAL) {
        @Override
        double value(double a, double b, double c) {
            throw new IllegalStateException("a constant has no operands");
        }
    },
    /** The sum {@code a + b}. */
    ADD("+", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a + b;
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.constant(1);
        }
    },
    /** The difference {@code a - b}. */
    SUB("-", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a - b;
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.constant(operand == 0 ? 1 : -1);
        }
    },
    /** The product {@code a * b}. */
    MUL("*", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a * b;
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return self.operand(1 - operand);
        }
    },
    /** The quotient {@code a / b}. */
    DIV("/", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a / b;
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return operand == 0 ? g.constant(1) : g.neg(self);
        }

        @Override
        Node partialFactor(GraphBuilder g, Node self) {
            return g.div(g.constant(1), self.operand(1));
        }

        @Override
        Node countsWhere(GraphBuilder g, Node self) {
            Node denominator = self.operand(1);
            return denominator.overflows()
                    ? g.not(g.eq(g.abs(denominator), g.constant(Double.POSITIVE_INFINITY)))
                    : null;
        }
    },
    /** The negation {@code -a}. */
    NEG("neg", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return -a;
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.constant(-1);
        }
    },
    /** The fused multiply-add {@code a * b + c}. */
    FMA("fma", REAL, REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.fma(a, b, c);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return operand == 2 ? g.constant(1) : self.operand(1 - operand);
        }
    },
    /** The smaller of two, as {@link Math#min(double, double)}; at a tie the derivative goes to the first. */
    MIN("min", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.min(a, b);
        }

        @Override
        Node choosesFirst(GraphBuilder g, Node self) {
            return g.le(self.operand(0), self.operand(1));
        }
    },
    /** The greater of two, as {@link Math#max(double, double)}; at a tie the derivative goes to the first. */
    MAX("max", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.max(a, b);
        }

        @Override
        Node choosesFirst(GraphBuilder g, Node self) {
            return g.le(self.operand(1), self.operand(0));
        }
    },
    /** The absolute value; its derivative at zero is zero. */
    ABS("abs", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.abs(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.signum(self.operand(0));
        }
    },
    /** The square root; NaN below zero. Its derivative at zero is zero. */
    SQRT("sqrt", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.sqrt(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return zeroWhere(g, g.eq(self, g.constant(0)), g.div(g.constant(0.5), self));
        }
    },
    /** The greatest integer not above, as {@link Math#floor(double)}; its derivative is zero. */
    FLOOR("floor", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.floor(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.constant(0);
        }
    },
    /** The sign: -1, 0 or 1, a zero keeping its sign; its derivative is zero. */
    SIGNUM("signum", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return Math.signum(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.constant(0);
        }
    },
    /** The sine of radians. */
    SIN("sin", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.sin(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.cos(self.operand(0));
        }
    },
    /** The cosine of radians. */
    COS("cos", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.cos(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.neg(g.sin(self.operand(0)));
        }
    },
    /** The tangent of radians. */
    TAN("tan", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.tan(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.add(g.mul(self, self), g.constant(1));
        }
    },
    /** The arc sine in radians; its derivative at -1 and 1 is zero. */
    ASIN("asin", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.asin(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return arcSlope(g, self.operand(0), 1);
        }
    },
    /** The arc cosine in radians; its derivative at -1 and 1 is zero. */
    ACOS("acos", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.acos(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return arcSlope(g, self.operand(0), -1);
        }
    },
    /** The arc tangent in radians. */
    ATAN("atan", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.atan(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            Node x = self.operand(0);
            return g.div(g.constant(1), g.add(g.mul(x, x), g.constant(1)));
        }
    },
    /** The angle of the point (x, y) = (b, a), as {@link Math#atan2(double, double)}; its derivative at (0, 0) is zero. */
    ATAN2("atan2", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.atan2(a, b);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return operand == 0 ? self.operand(1) : g.neg(self.operand(0));
        }

        @Override
        Node partialFactor(GraphBuilder g, Node self) {
            Node y = self.operand(0);
            Node x = self.operand(1);
            Node square = g.fma(x, x, g.mul(y, y));
            return zeroWhere(g, g.eq(square, g.constant(0)), g.div(g.constant(1), square));
        }
    },
    /** The hyperbolic sine. */
    SINH("sinh", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.sinh(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.apply(COSH, self.operand(0));
        }
    },
    /** The hyperbolic cosine. */
    COSH("cosh", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.cosh(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.apply(SINH, self.operand(0));
        }
    },
    /** The hyperbolic tangent. */
    TANH("tanh", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.tanh(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            // 1 - tanh^2 would lose its last digits as the function saturates. The exponent is -2 |x|, but without the
            // kink
            // of abs, whose derivative at 0 is no side's: the third derivative there would be 0.
            Node x = self.operand(0);
            Node away = g.select(g.lt(x, g.constant(0)), g.constant(2), g.constant(-2));
            Node e = g.apply(EXP, g.mul(away, x));
            Node inverse = g.div(g.constant(2), g.add(e, g.constant(1)));
            return g.mul(g.mul(e, inverse), inverse);
        }
    },
    /** The exponential. */
    EXP("exp", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.exp(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return self;
        }
    },
    /** The natural logarithm; NaN below zero. */
    LOG("log", REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return StrictMath.log(a);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            return g.div(g.constant(1), self.operand(0));
        }
    },
    /**
     * The power {@code a} to the {@code b}, as {@link Math#pow(double, double)} but NaN wherever an operand is NaN. The
     * derivative with respect to the exponent is zero where the base is not positive, and with respect to the base where
     * the exponent is zero, and at a base of zero for exponents below 1.
     */
    POW("pow", REAL, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a != a || b != b ? Double.NaN : StrictMath.pow(a, b);
        }

        @Override
        Node partial(GraphBuilder g, Node self, int operand) {
            Node a = self.operand(0);
            Node b = self.operand(1);
            if (operand == 0) {
                Node slope = g.mul(b, g.pow(a, g.sub(b, g.constant(1))));
                // A power of 0 is flat at zero too, where 0 * 0^-1 would be NaN.
                Node steep = g.and(g.eq(a, g.constant(0)), g.lt(b, g.constant(1)));
                return zeroWhere(g, g.or(g.eq(b, g.constant(0)), steep), slope);
            }
            Node positive = g.lt(g.constant(0), a);
            Node safe = g.select(positive, a, g.constant(1));
            return g.select(positive, g.mul(self, g.log(safe)), g.constant(0));
        }
    },
    /** {@code a ? b : c} for a mask {@code a}. */
    SELECT("select", REAL, MASK, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a != 0 ? b : c;
        }

        @Override
        Node choosesFirst(GraphBuilder g, Node self) {
            return self.operand(0);
        }
    },
    /** {@code a < b}; false where either is NaN. */
    LT("<", MASK, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a < b ? 1 : 0;
        }
    },
    /** {@code a <= b}; false where either is NaN. */
    LE("<=", MASK, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a <= b ? 1 : 0;
        }
    },
    /** {@code a == b}; false where either is NaN. */
    EQ("==", MASK, REAL, REAL) {
        @Override
        double value(double a, double b, double c) {
            return a == b ? 1 : 0;
        }
    },
    /** Both. */
    AND("and", MASK, MASK, MASK) {
        @Override
        double value(double a, double b, double c) {
            return a != 0 && b != 0 ? 1 : 0;
        }
    },
    /** Either. */
    OR("or", MASK, MASK, MASK) {
        @Override
        double value(double a, double b, double c) {
            return a != 0 || b != 0 ? 1 : 0;
        }
    },
    /** Neither true. */
    NOT("not", MASK, MASK) {
        @Override
        double value(double a, double b, double c) {
            return a != 0 ? 0 : 1;
        }
    };

    private final String symbol;
    private final Type result;
    private final Type[] operands;

    Op(String symbol, Type result, Type... operands) {
        this.symbol = symbol;
        this.result = result;
        this.operands = operands;
    }

    /**
     * How the operation is printed.
     *
     * @return an operator such as {@code +} or a function name such as {@code sin}
     */
    public String symbol() {
        return symbol;
    }

    /**
     * The type of the result.
     *
     * @return real or mask
     */
    public Type result() {
        return result;
    }

    /**
     * The number of operands.
     *
     * @return 0 to 3
     */
    public int arity() {
        return operands.length;
    }

    /**
     * The type of an operand.
     *
     * @param i from 0 to {@code arity() - 1}
     * @return real or mask
     */
    public Type operand(int i) {
        return operands[i];
    }

    /**
     * Whether the first two operands may change places without changing a bit of value or derivative. Not so for min and
     * max: their derivative at a tie goes to the first.
     */
    boolean commutes() {
        return switch (this) {
            case ADD, MUL, FMA, EQ, AND, OR -> true;
            default -> false;
        };
    }

    /** The value; operands that the operation does not have are ignored. */
    abstract double value(double a, double b, double c);

    /**
     * The partial derivative of {@code self} with respect to an operand, as a graph; a constant 0 where it vanishes. Not
     * for operations that choose.
     */
    Node partial(GraphBuilder g, Node self, int operand) {
        return g.constant(0);
    }

    /**
     * A factor that {@link #partial} leaves out of every partial derivative, because it is better multiplied with what comes of
     * them; null where there is none.
     */
    Node partialFactor(GraphBuilder g, Node self) {
        return null;
    }

    /**
     * For an operation whose value is one of its last two operands: the mask under which it is the first of these. Null for
     * every other operation.
     */
    Node choosesFirst(GraphBuilder g, Node self) {
        return null;
    }

    /**
     * The mask under which the derivative is what the partial derivatives say; elsewhere it is zero, whatever they are. Null
     * where that is everywhere.
     */
    Node countsWhere(GraphBuilder g, Node self) {
        return null;
    }

    private static Node zeroWhere(GraphBuilder g, Node mask, Node slope) {
        return g.select(mask, g.constant(0), slope);
    }

    /** {@code sign / sqrt(1 - x^2)}, zero at the ends. */
    private static Node arcSlope(GraphBuilder g, Node x, double sign) {
        Node root = g.sqrt(g.mul(g.sub(g.constant(1), x), g.add(g.constant(1), x)));
        return zeroWhere(g, g.eq(root, g.constant(0)), g.div(g.constant(sign), root));
    }
}
