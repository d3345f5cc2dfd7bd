package dev.antipode.controller.train;

/** How the candidates' costs become their weights in the gradient. Equal costs of all candidates give a gradient of exactly zero. */
public enum FitnessShaping {
    /**
     * The candidate's rank, from -0.5 for the lowest cost to 0.5 for the highest; candidates of equal cost get the
     * average of their ranks. Insensitive to the scale of the costs and to outliers.
     */
    CENTRED_RANK {
        @Override
        void shape(F64Array costs, int count, I32Array order, F64Array weights) {
            for (int i = 0; i < count; i++) {
                order.set(i, i);
            }
            IndexSort.sort(order, count, costs);
            int first = 0;
            while (first < count) {
                double cost = costs.get(order.get(first));
                int end = first + 1;
                while (end < count && costs.get(order.get(end)) == cost) {
                    end++;
                }
                // Twice the average rank less twice the middle one: exact, so the weights are symmetric to the bit.
                double twice = first + (end - 1) - (count - 1);
                double weight = count == 1 ? 0 : twice / (2.0 * (count - 1));
                for (int i = first; i < end; i++) {
                    weights.set(order.get(i), weight);
                }
                first = end;
            }
        }
    },
    /** The cost's distance from the population's mean in standard deviations. */
    STANDARDISED {
        @Override
        void shape(F64Array costs, int count, I32Array order, F64Array weights) {
            double mean = PairwiseSum.mean(costs, 0, count);
            double deviation = Math.sqrt(PairwiseSum.squares(costs, 0, count, mean) / count);
            boolean equal = true;
            for (int i = 1; i < count; i++) {
                equal &= costs.get(i) == costs.get(0);
            }
            for (int i = 0; i < count; i++) {
                weights.set(i, equal || !(deviation > 0) ? 0 : (costs.get(i) - mean) / deviation);
            }
        }
    },
    /** The cost itself: the estimate is then unbiased for the gradient of the smoothed cost. */
    NONE {
        @Override
        void shape(F64Array costs, int count, I32Array order, F64Array weights) {
            for (int i = 0; i < count; i++) {
                weights.set(i, costs.get(i));
            }
        }
    };

    /**
     * Computes the weights. Allocates nothing.
     *
     * @param costs finite numbers, not modified
     * @param count how many
     * @param order scratch for {@code count} integers
     * @param weights receives {@code count} weights; small for low costs
     */
    abstract void shape(F64Array costs, int count, I32Array order, F64Array weights);
}
