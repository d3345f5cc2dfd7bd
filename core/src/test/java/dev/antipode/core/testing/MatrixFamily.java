package dev.antipode.core.testing;

import java.util.Random;

/** Random square matrices of different kinds, easy and hard for eigenvalue computations. All row-major. */
public enum MatrixFamily {
    /** Independent normal entries of variance 1/n: complex pairs of moduli close to each other. */
    GAUSSIAN {
        @Override
        double[] entries(Random random, int n) {
            return normals(random, n, 1 / Math.sqrt(n));
        }
    },
    SYMMETRIC {
        @Override
        double[] entries(Random random, int n) {
            double[] a = normals(random, n, 1);
            double[] b = transposed(a, n);
            for (int i = 0; i < a.length; i++) {
                a[i] += b[i];
            }
            return a;
        }
    },
    /** All eigenvalues on the unit circle. */
    ORTHOGONAL {
        @Override
        double[] entries(Random random, int n) {
            return rotation(random, n);
        }
    },
    /** Complex pairs of known moduli, in rotated coordinates. */
    PAIRS {
        @Override
        double[] entries(Random random, int n) {
            double[] a = new double[n * n];
            a[n * n - 1] = 0.3;
            for (int i = 0; i + 1 < n; i += 2) {
                double modulus = 0.2 + random.nextDouble();
                double angle = Math.PI * random.nextDouble();
                a[i * n + i] = modulus * Math.cos(angle);
                a[(i + 1) * n + i + 1] = a[i * n + i];
                a[(i + 1) * n + i] = modulus * Math.sin(angle);
                a[i * n + i + 1] = -a[(i + 1) * n + i];
            }
            double[] q = rotation(random, n);
            return product(product(q, a, n), transposed(q, n), n);
        }
    },
    /** One Jordan block and a little noise, which spreads its eigenvalues over a circle. */
    JORDAN_WITH_NOISE {
        @Override
        double[] entries(Random random, int n) {
            double eigenvalue = 2 * random.nextDouble() - 1;
            double[] a = normals(random, n, Math.pow(10, -1 - random.nextInt(6)));
            for (int i = 0; i < n; i++) {
                a[i * n + i] += eigenvalue;
                if (i + 1 < n) {
                    a[i * n + i + 1] += 1;
                }
            }
            return a;
        }
    },
    /**
     * Upper triangular with entries up to a million times the eigenvalues: as far from normal as it gets, while the
     * components of the eigenvectors stay within the range of doubles.
     */
    TRIANGULAR {
        @Override
        double[] entries(Random random, int n) {
            double[] a = normals(random, n, Math.pow(10, Math.min(random.nextInt(7), 150.0 / n)));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i * n + j] = i == j ? 2 * random.nextDouble() - 1 : 0;
                }
            }
            return a;
        }
    },
    /** A Gaussian matrix in mixed units, between a millionth and a million. */
    GRADED {
        @Override
        double[] entries(Random random, int n) {
            double[] a = normals(random, n, 1);
            double[] units = units(random, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a[i * n + j] *= units[i] / units[j];
                }
            }
            return a;
        }
    },
    /** Many eigenvalues of modulus one, some of them multiple. */
    PERMUTATION {
        @Override
        double[] entries(Random random, int n) {
            int[] order = new int[n];
            for (int i = 0; i < n; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            double[] a = new double[n * n];
            for (int i = 0; i < n; i++) {
                a[i * n + order[i]] = 1;
            }
            return a;
        }
    },
    LOW_RANK {
        @Override
        double[] entries(Random random, int n) {
            double[] a = new double[n * n];
            for (int rank = 0; rank < Math.max(1, n / 8); rank++) {
                double[] u = vector(random, n);
                double[] v = vector(random, n);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        a[i * n + j] += u[i] * v[j];
                    }
                }
            }
            return a;
        }
    },
    /** One explicit step of coupled, slightly damped oscillators: every eigenvalue near one. */
    MECHANICAL {
        @Override
        double[] entries(Random random, int n) {
            int half = n / 2;
            double step = 0.01;
            double[] root = normals(random, half, 1);
            double[] stiffness = product(root, transposed(root, half), half);
            double[] a = new double[n * n];
            a[n * n - 1] = 0.5;
            for (int i = 0; i < half; i++) {
                a[i * n + i] = 1;
                a[i * n + half + i] = step;
                a[(half + i) * n + half + i] = 1 - 0.1 * step;
                for (int j = 0; j < half; j++) {
                    a[(half + i) * n + j] -= step * stiffness[i * half + j];
                }
            }
            return a;
        }
    };

    abstract double[] entries(Random random, int n);

    /** A matrix that depends on the arguments alone. */
    public double[] matrix(int n, int seed) {
        return entries(new Random(1_000_003L * seed + n), n);
    }

    /** The size of matrix {@code seed} of a series from 2 to 64: the small ones first, then all sizes mixed. */
    public static int size(int seed) {
        return seed < 12 ? seed + 2 : 2 + Math.floorMod(seed * 37, 63);
    }

    /** Its eigenvalues by the other implementation, or from how it was made where that is more exact. */
    public double[][] eigenvalues(int n, int seed) {
        double[] a = matrix(n, seed);
        if (this == TRIANGULAR) {
            double[][] diagonal = new double[n][2];
            for (int i = 0; i < n; i++) {
                diagonal[i][0] = a[i * n + i];
            }
            return diagonal;
        }
        if (this == GRADED) {
            // In equal units, which have the same eigenvalues.
            a = normals(new Random(1_000_003L * seed + n), n, 1);
        }
        return Reference.eigenvalues(a, n);
    }

    /** The size of the matrix that {@link #eigenvalues} were computed from. */
    public double referenceNorm(int n, int seed) {
        return this == GRADED ? n : Reference.singularValues(matrix(n, seed), n)[0];
    }

    /** One explicit step of the heat equation between fixed ends: the cells' inner nodes, {@code cells - 1} of them. */
    public static double[] heat(int cells, double r) {
        int n = cells - 1;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 1 - 2 * r;
            if (i > 0) {
                a[i * n + i - 1] = r;
                a[(i - 1) * n + i] = r;
            }
        }
        return a;
    }

    static double[] product(double[] a, double[] b, int n) {
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += a[i * n + k] * b[k * n + j];
                }
            }
        }
        return c;
    }

    static double[] transposed(double[] a, int n) {
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                c[j * n + i] = a[i * n + j];
            }
        }
        return c;
    }

    /** A product of as many plane rotations as there are planes. */
    static double[] rotation(Random random, int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 1;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double angle = 2 * Math.PI * random.nextDouble();
                double c = Math.cos(angle);
                double s = Math.sin(angle);
                for (int k = 0; k < n; k++) {
                    double x = a[i * n + k];
                    double y = a[j * n + k];
                    a[i * n + k] = c * x - s * y;
                    a[j * n + k] = s * x + c * y;
                }
            }
        }
        return a;
    }

    private static double[] normals(Random random, int n, double deviation) {
        double[] a = new double[n * n];
        for (int i = 0; i < a.length; i++) {
            a[i] = deviation * random.nextGaussian();
        }
        return a;
    }

    private static double[] vector(Random random, int n) {
        double[] a = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = random.nextGaussian();
        }
        return a;
    }

    private static double[] units(Random random, int n) {
        double[] a = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = Math.pow(10, random.nextInt(13) - 6);
        }
        return a;
    }
}
