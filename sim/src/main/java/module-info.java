/** Plants, tasks and how they are run. */
module dev.antipode.sim {
    requires transitive dev.antipode.core;

    exports dev.antipode.sim;
}
