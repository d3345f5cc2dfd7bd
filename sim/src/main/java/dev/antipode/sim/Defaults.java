package dev.antipode.sim;

/** What {@link Task} does where a method is not overridden; the engine asks {@link TaskModel} for the same values. */
final class Defaults {
    private Defaults() {}

    static <P extends Record> P parametersOf(Task<?, ?, P, ?, ?> task) {
        throw new UnsupportedOperationException(
                task.getClass().getName() + " uses default parameters; ask a TaskModel for them");
    }

    @SuppressWarnings("unchecked")
    static <R extends Record> R noReference() {
        return (R) new None();
    }
}
