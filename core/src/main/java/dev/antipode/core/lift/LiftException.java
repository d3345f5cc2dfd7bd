package dev.antipode.core.lift;

/**
 * A method that cannot be lifted. The message is one sentence: class, method, line (or bytecode index where the class
 * file has no line numbers), the reason, and what to write instead where there is something.
 */
public final class LiftException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String className;
    private final String methodName;
    private final int line;
    private final String reason;

    LiftException(String className, String methodName, int line, int bytecodeIndex, Refusal refusal) {
        super(
                className + "." + methodName + where(line, bytecodeIndex) + ": " + refusal.getMessage(),
                refusal.getCause());
        this.className = className;
        this.methodName = methodName;
        this.line = line;
        this.reason = refusal.reason();
    }

    private static String where(int line, int bytecodeIndex) {
        return line > 0 ? ", line " + line : bytecodeIndex >= 0 ? ", bytecode index " + bytecodeIndex : "";
    }

    /**
     * The class with the code that cannot be lifted.
     *
     * @return its binary name
     */
    public String className() {
        return className;
    }

    /**
     * The method with the code that cannot be lifted.
     *
     * @return its name
     */
    public String methodName() {
        return methodName;
    }

    /**
     * The source line.
     *
     * @return the line, or 0 where the class file has no line numbers or the method as a whole is refused
     */
    public int line() {
        return line;
    }

    /**
     * Why, without the place and the remedy.
     *
     * @return part of a sentence
     */
    public String reason() {
        return reason;
    }
}
