package dev.antipode.controller.train;

/** Heap sort of indices by value, then by index: in place, without allocation, the same order on every machine. */
final class IndexSort {
    private IndexSort() {}

    static void sort(I32Array order, int count, F64Array values) {
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(order, root, count, values);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(order, 0, end);
            sink(order, 0, end, values);
        }
    }

    private static void sink(I32Array order, int root, int end, F64Array values) {
        int parent = root;
        while (2 * parent + 1 < end) {
            int child = 2 * parent + 1;
            if (child + 1 < end && before(values, order.get(child), order.get(child + 1))) {
                child++;
            }
            if (!before(values, order.get(parent), order.get(child))) {
                return;
            }
            swap(order, parent, child);
            parent = child;
        }
    }

    private static boolean before(F64Array values, int a, int b) {
        double x = values.get(a);
        double y = values.get(b);
        return x < y || (x == y && a < b);
    }

    private static void swap(I32Array order, int i, int j) {
        int kept = order.get(i);
        order.set(i, order.get(j));
        order.set(j, kept);
    }
}
