package dev.antipode.controller.inspect;

/**
 * How much perturbations have grown after so many steps: root mean square over start times, trajectories and directions, in units
 * of half the declared ranges. Trajectories that are lost have no part in it from then on.
 *
 * @param logAmplification natural logarithm for each horizon from 0; NaN where no trajectory lasted so long
 * @param starts how many times the measurement was started along each trajectory
 * @param trajectories how many were followed
 * @param lost how many of them failed or became non-finite
 * @param firstLost the step in which the first of them was lost, or -1
 */
public record Growth(double[] logAmplification, int starts, int trajectories, int lost, int firstLost) {
    /**
     * The longest horizon at which growth was measured.
     *
     * @return steps, from 0
     */
    public int measured() {
        int longest = 0;
        while (longest + 1 < logAmplification.length && !Double.isNaN(logAmplification[longest + 1])) {
            longest++;
        }
        return longest;
    }

    /**
     * The growth a step over the longest horizon that was measured.
     *
     * @return a factor, above 1 where perturbations grow; NaN where nothing was measured
     */
    public double perStep() {
        int h = measured();
        return h == 0 ? Double.NaN : StrictMath.exp(logAmplification[h] / h);
    }
}
