package dev.antipode.core.memory;

/** Thrown before anything is allocated when a {@link MemoryPlan} needs more than the budget permits. */
public final class BudgetExceededException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message the needed and permitted bytes, the largest consumers and the remedy
     */
    public BudgetExceededException(String message) {
        super(message);
    }
}
