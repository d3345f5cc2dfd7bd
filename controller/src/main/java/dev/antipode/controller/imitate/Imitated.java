package dev.antipode.controller.imitate;

import dev.antipode.core.memory.MemoryPlan;

/**
 * What a policy has learnt from an expert.
 *
 * @param parameters of the policy; belong to the record, not to be modified
 * @param errorBefore the root mean square of the policy's command error in halves of the inputs' ranges, with its initial parameters,
 *     along validation episodes that the expert commanded
 * @param errorAfter the same with these parameters
 * @param updates how often the parameters were changed
 * @param seconds how long it took
 * @param memory every consumer of the off-heap memory that it took
 */
public record Imitated(
        double[] parameters, double errorBefore, double errorAfter, int updates, double seconds, MemoryPlan memory) {}
