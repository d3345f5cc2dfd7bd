package dev.antipode.controller.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(names = "--json", description = "Print JSON on standard output, and nothing else there.")
    boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of every random number; same seed, same bits. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Device profile, by name or file. Default: the detected host.")
    String profile;

    @Option(
            names = "--classpath",
            paramLabel = "JARS",
            description = "Jars or class folders with plants and tasks of your own, separated like a Java class path.")
    String classpath;

    @Option(names = "--quiet", description = "No progress on standard error.")
    boolean quiet;

    @Option(names = "--debug", description = "Print the stack trace of a failure.")
    boolean debug;
}
