package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import java.lang.foreign.MemorySegment;

/**
 * A population's fitness, candidate {@code 2 p} and {@code 2 p + 1} being pair {@code p}.
 *
 * @param costs mean cost of each candidate's episodes
 * @param weights what each candidate counts in the estimate
 * @param order scratch for an order of the candidates
 */
record Fitness(F64Array costs, F64Array weights, I32Array order) {
    /** The memory of a population's fitness. */
    static final class Plan {
        private final int population;
        private long costs;
        private long weights;
        private long order;

        Plan(int population) {
            this.population = population;
        }

        void add(MemoryPlan.Builder plan) {
            costs = plan.add("fitness", population + " candidates x F64", F64Array.bytes(population));
            weights = plan.add("fitness weights", population + " candidates x F64", F64Array.bytes(population));
            order = plan.add("fitness order", population + " candidates x I32", I32Array.bytes(population));
        }

        Fitness make(MemorySegment block) {
            return new Fitness(
                    new F64Array(block, costs, population),
                    new F64Array(block, weights, population),
                    new I32Array(block, order, population));
        }
    }
}
