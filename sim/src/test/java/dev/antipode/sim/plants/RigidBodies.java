package dev.antipode.sim.plants;

/**
 * Accelerations of planar rigid bodies by d'Alembert's principle: the mass matrix is the sum of J'mJ over the bodies, the
 * right side the generalised forces less J'm(dJ/dt q'), solved by Gaussian elimination. Written apart from the plants'
 * closed formulas, to check them.
 */
final class RigidBodies {
    private final double[][] mass;
    private final double[] force;

    RigidBodies(double... generalisedForce) {
        force = generalisedForce.clone();
        mass = new double[force.length][force.length];
    }

    /**
     * Adds a body.
     *
     * @param m mass
     * @param inertia about its centre
     * @param jx derivative of its horizontal position by the coordinates
     * @param jy derivative of its height by the coordinates
     * @param jr derivative of its rotation by the coordinates
     * @param biasX horizontal acceleration where the coordinates do not accelerate
     * @param biasY vertical acceleration where the coordinates do not accelerate
     * @param gravity downwards
     */
    void add(
            double m,
            double inertia,
            double[] jx,
            double[] jy,
            double[] jr,
            double biasX,
            double biasY,
            double gravity) {
        for (int i = 0; i < force.length; i++) {
            for (int k = 0; k < force.length; k++) {
                mass[i][k] += m * (jx[i] * jx[k] + jy[i] * jy[k]) + inertia * jr[i] * jr[k];
            }
            force[i] -= m * (jx[i] * biasX + jy[i] * (biasY + gravity));
        }
    }

    double[] accelerations() {
        return solve(mass, force);
    }

    /** Gaussian elimination with partial pivoting. */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = java.util.Arrays.copyOf(matrix[i], n + 1);
            a[i][n] = right[i];
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    double factor = a[row][column] / a[column][column];
                    for (int k = column; k <= n; k++) {
                        a[row][k] -= factor * a[column][k];
                    }
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = a[i][n] / a[i][i];
        }
        return solution;
    }
}
