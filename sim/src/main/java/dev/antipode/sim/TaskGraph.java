package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import java.util.List;

/**
 * One lifted method of a task. Its inputs are those that the task's documentation lists, then its draws.
 *
 * @param graph contracted
 * @param normal for each draw, whether it is standard normal; else it is uniform in (0, 1)
 */
record TaskGraph(Graph graph, List<Boolean> normal) {}
