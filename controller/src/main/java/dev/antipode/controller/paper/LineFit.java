package dev.antipode.controller.paper;

/**
 * A straight line by least squares.
 *
 * @param slope of the line
 * @param intercept its height at 0
 */
record LineFit(double slope, double intercept) {
    /** Through all points whose height is finite; NaN where there are fewer than two. */
    static LineFit of(double[] x, double[] y) {
        double count = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(y[i])) {
                count++;
                sumX += x[i];
                sumY += y[i];
            }
        }
        double meanX = sumX / count;
        double meanY = sumY / count;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(y[i])) {
                squares += (x[i] - meanX) * (x[i] - meanX);
                products += (x[i] - meanX) * (y[i] - meanY);
            }
        }
        double slope = products / squares;
        return new LineFit(slope, meanY - slope * meanX);
    }

    double at(double x) {
        return intercept + slope * x;
    }
}
