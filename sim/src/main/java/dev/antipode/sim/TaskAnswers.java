package dev.antipode.sim;

import java.util.function.Supplier;

/** Asks a task for what is not lifted but called, such as its plant; what throws or gives nothing is refused by name. */
final class TaskAnswers {
    private final String name;
    private final Task<?, ?, ?, ?, ?> task;

    TaskAnswers(String name, Task<?, ?, ?, ?, ?> task) {
        this.name = name;
        this.task = task;
    }

    Plant<?, ?, ?> plant() {
        return of("plant", task::plant);
    }

    Timing timing() {
        return of("timing", task::timing);
    }

    double failureCost() {
        return of("failureCost", task::failureCost);
    }

    double holdSeconds() {
        return of("holdSeconds", task::holdSeconds);
    }

    private <T> T of(String method, Supplier<T> call) {
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    called(method) + " throws " + e + "; it must work wherever the task is made", e);
        }
        if (answer == null) {
            throw new IllegalArgumentException(called(method) + " returns null; return what its type says");
        }
        return answer;
    }

    private String called(String method) {
        return "task '" + name + "': " + task.getClass().getName() + "." + method + "()";
    }
}
