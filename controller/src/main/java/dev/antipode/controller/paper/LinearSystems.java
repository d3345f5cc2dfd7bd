package dev.antipode.controller.paper;

/**
 * The matrices of the paper's appendix whose products are understood: the heat equation, drift with diffusion, and Gaussian matrices. All
 * are row-major and square.
 */
public final class LinearSystems {
    private static final double EULER = 0.5772156649015329;

    private LinearSystems() {}

    /**
     * One explicit step of the heat equation on a rod of so many cells whose ends are held at 0.
     *
     * @param cells n, at least 2: n - 1 values between them
     * @param ratio r = alpha dt / dx^2; below 0.5 no entry is negative
     * @return {@code u_i + r (u_{i-1} - 2 u_i + u_{i+1})}
     */
    public static double[] heat(int cells, double ratio) {
        return driftAndDiffusion(cells, ratio, 0);
    }

    /**
     * The spectral radius of {@link #heat}.
     *
     * @param cells n
     * @param ratio r, at most 0.5
     * @return {@code 1 - 4 r sin^2(pi / (2 n))}
     */
    public static double heatRadius(int cells, double ratio) {
        double sine = StrictMath.sin(Math.PI / (2 * cells));
        return 1 - 4 * ratio * sine * sine;
    }

    /**
     * One explicit step of diffusion with a drift, against which differences are taken.
     *
     * @param cells n, at least 2
     * @param ratio r = alpha dt / dx^2
     * @param drift c = beta dt / dx
     * @return {@code u_i + r (u_{i-1} - 2 u_i + u_{i+1}) - c (u_i - u_{i-1})}
     * @throws IllegalArgumentException if {@code 1 - 2 r - c} is negative: the scheme is then unstable
     */
    public static double[] driftAndDiffusion(int cells, double ratio, double drift) {
        double stays = 1 - 2 * ratio - drift;
        if (cells < 2 || !(ratio >= 0) || !(drift >= 0) || !(stays >= 0)) {
            throw new IllegalArgumentException("with " + cells + " cells, ratio " + ratio + " and drift " + drift
                    + " there are less than 2 cells or 1 - 2 ratio - drift = " + stays
                    + " is negative; take a shorter time step");
        }
        int size = cells - 1;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = stays;
            if (i > 0) {
                matrix[i * size + i - 1] = ratio + drift;
            }
            if (i + 1 < size) {
                matrix[i * size + i + 1] = ratio;
            }
        }
        return matrix;
    }

    /**
     * The spectral radius of {@link #driftAndDiffusion}: a tridiagonal Toeplitz matrix is similar to a symmetric one.
     *
     * @param cells n
     * @param ratio r
     * @param drift c
     * @return {@code 1 - 2 r - c + 2 sqrt(r (r + c)) cos(pi / n)}
     */
    public static double driftRadius(int cells, double ratio, double drift) {
        return 1 - 2 * ratio - drift + 2 * Math.sqrt(ratio * (ratio + drift)) * StrictMath.cos(Math.PI / cells);
    }

    /**
     * A Lyapunov exponent of products of matrices with independent normal entries, exactly.
     *
     * @param size n
     * @param index from 1 for the largest to n
     * @param deviation s of the entries
     * @return {@code (ln(2 s^2) + digamma((n - i + 1) / 2)) / 2}, a step
     */
    public static double gaussianExponent(int size, int index, double deviation) {
        return 0.5 * (StrictMath.log(2 * deviation * deviation) + digammaOfHalf(size - index + 1));
    }

    /** digamma(1/2) = -euler - 2 ln 2, digamma(1) = -euler, digamma(x + 1) = digamma(x) + 1/x. */
    private static double digammaOfHalf(int twice) {
        boolean odd = twice % 2 == 1;
        double value = odd ? -EULER - 2 * StrictMath.log(2) : -EULER;
        for (double x = odd ? 0.5 : 1; x < twice / 2.0; x++) {
            value += 1 / x;
        }
        return value;
    }
}
