package org.example.tank;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.TrainingResult;

/** Trains the controller from within a program: the embedding API in ten lines. */
public final class TrainInProcess {
    private TrainInProcess() {}

    public static void main(String[] arguments) {
        TrainingOptions options = TrainingOptions.of(new HoldLevel()).withSeed(7)
                .withLearning(learning -> learning.withGenerations(40));
        TrainingResult result = Antipode.train(options, report -> System.err.println(report.centreCost()));
        System.out.println("success " + result.evaluate(500).success());
    }
}
