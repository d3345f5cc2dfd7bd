package dev.antipode.core.lift;

import java.util.Random;

/** Writes random methods of what the lifter supports: conditions, loops, early returns, booleans, arrays, records. */
final class RandomPrograms {
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int loops;
    private int depth;

    private RandomPrograms(long seed) {
        this.random = new Random(seed);
    }

    /** A class {@code p.Program} with static methods {@code f0} and so on, of three doubles. */
    static String source(long seed, int methods) {
        StringBuilder source = new StringBuilder("package p;\npublic final class Program {\n");
        source.append("  record R(double x, double y) { R turn(double s) { return new R(y, s > 1 ? x : -x); } }\n");
        for (int i = 0; i < methods; i++) {
            source.append("  public static double f").append(i).append("(double a, double b, double c) {\n");
            source.append(new RandomPrograms(seed * 1000 + i).body()).append("  }\n");
        }
        return source.append("}\n").toString();
    }

    private String body() {
        text.append("double d = a; double e = 1; boolean p = a < b; boolean q = true;\n");
        text.append("double[] v = {b, 2, 3}; double[] w = new double[3]; R r = new R(a, 1); R s = r;\n");
        for (int i = 0; i < 6; i++) {
            statement();
        }
        text.append("return d + 2 * e + (p ? 4.0 : 0) + (q ? 8.0 : 0) + v[0] * v[1] - v[2] + w[0] + w[1] - w[2]");
        text.append(" + r.x() - 3 * r.y() + s.x() * s.y();\n");
        return text.toString();
    }

    private void statement() {
        depth++;
        switch (random.nextInt(depth > 3 ? 6 : 12)) {
            case 0, 1 ->
                text.append(pick("d", "e"))
                        .append(pick(" = ", " += ", " -= "))
                        .append(real())
                        .append(";\n");
            case 2 ->
                text.append(pick("p", "q"))
                        .append(pick(" = ", " ^= ", " |= ", " &= "))
                        .append(truth())
                        .append(";\n");
            case 3 ->
                text.append(element())
                        .append(pick(" = ", " += ", " *= "))
                        .append(real())
                        .append(";\n");
            case 4 ->
                text.append(pick("r = ", "s = "))
                        .append(pick("r", "s", "new R(" + real() + ", d)", "r.turn(" + real() + ")", "s.turn(e)"))
                        .append(";\n");
            case 5 ->
                text.append("e = ")
                        .append(truth())
                        .append(" ? d : ")
                        .append(real())
                        .append(";\n");
            case 6, 7, 8 -> condition();
            case 9 ->
                text.append("if (")
                        .append(truth())
                        .append(") { ")
                        .append(leave())
                        .append(" }\n");
            default -> loop();
        }
        depth--;
    }

    private String leave() {
        if (loops > 0 && random.nextInt(3) > 0) {
            return pick("break;", "continue;");
        }
        return "return " + real() + ";";
    }

    private void condition() {
        text.append("if (").append(truth()).append(") {\n");
        block();
        if (random.nextBoolean()) {
            text.append("} else {\n");
            block();
        }
        text.append("}\n");
    }

    private void block() {
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            statement();
        }
    }

    private void loop() {
        if (loops == 2) {
            condition();
            return;
        }
        String i = "i" + loops++;
        text.append("for (int ")
                .append(i)
                .append(" = 0; ")
                .append(i)
                .append(" < 3; ")
                .append(i)
                .append("++) {\n");
        text.append(random.nextBoolean() ? "v" : "w").append("[").append(i).append("] += d;\n");
        block();
        if (random.nextBoolean()) {
            text.append("switch (")
                    .append(i)
                    .append(") { case 1: e -= 1; break; case 2: d += 0.5; default: e *= 2; }\n");
        }
        text.append("}\n");
        loops--;
    }

    private String element() {
        String index = loops > 0 && random.nextBoolean() ? "i" + random.nextInt(loops) : "" + random.nextInt(3);
        return pick("v", "w") + "[" + index + "]";
    }

    private String real() {
        return switch (random.nextInt(9)) {
            case 0 -> pick("a", "b", "c");
            case 1 -> pick("d", "e", "r.x()", "s.y()");
            case 2 -> element();
            case 3 -> pick("1", "-0.0", "0.5", "3");
            case 4 -> "Math." + pick("abs", "floor", "signum", "sqrt") + "(" + pick("a", "d", "b") + ")";
            case 5 -> "Math." + pick("min", "max") + "(" + pick("a", "e") + ", " + pick("b", "d") + ")";
            case 6 -> "(" + truth() + " ? " + pick("a", "d") + " : " + pick("c", "e") + ")";
            default -> "(" + pick("a", "d", "e", "c") + pick(" + ", " - ", " * ") + pick("b", "d", "r.x()", "1") + ")";
        };
    }

    private String truth() {
        return switch (random.nextInt(7)) {
            case 0 -> pick("p", "q", "!p", "p == q", "p != q");
            case 1 -> "(" + compare() + " && " + compare() + ")";
            case 2 -> "(" + compare() + " || " + pick("p", "!q") + ")";
            case 3 -> "(" + compare() + " && " + compare() + " || " + compare() + ")";
            case 4 -> "!(" + compare() + " || " + compare() + " && " + pick("p", "q") + ")";
            default -> compare();
        };
    }

    private String compare() {
        return pick("a", "b", "c", "d", "e", "r.y()")
                + pick(" < ", " <= ", " > ", " >= ", " == ", " != ")
                + pick("a", "b", "0", "1", "d", "v[1]");
    }

    private String pick(String... options) {
        return options[random.nextInt(options.length)];
    }
}
