package dev.antipode.controller.cli;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Collections of the JVM's heap.
 *
 * @param count how many
 * @param millis how long they took
 */
record GarbageCollections(long count, long millis) {
    static GarbageCollections now() {
        long count = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        return new GarbageCollections(count, millis);
    }

    GarbageCollections since(GarbageCollections earlier) {
        return new GarbageCollections(count - earlier.count, millis - earlier.millis);
    }
}
