package dev.antipode.bench.run;

/**
 * What two results must share to be compared.
 *
 * @param suite the suite
 * @param benchmark the method and the values of its parameters
 * @param unit such as {@code ns/op}
 */
record ResultKey(String suite, String benchmark, String unit) {
    @Override
    public String toString() {
        return suite + " " + benchmark + " in " + unit;
    }
}
