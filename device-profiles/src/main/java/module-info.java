/** What a device has: vector width, cores, caches, memory budget and JVM options, read from a profile or detected. */
module dev.antipode.profiles {
    requires transitive org.snakeyaml.engine;
    requires jdk.management;

    exports dev.antipode.profiles;
}
