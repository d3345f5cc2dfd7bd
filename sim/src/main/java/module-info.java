/** Plants, tasks and how they are run. */
module dev.antipode.sim {
    requires transitive dev.antipode.core;

    exports dev.antipode.sim;
    exports dev.antipode.sim.plants;

    provides dev.antipode.sim.PlantProvider with
            dev.antipode.sim.plants.BuiltInPlants;
}
