/** Plants, tasks and how they are run. */
module dev.antipode.sim {
    requires transitive dev.antipode.core;

    exports dev.antipode.sim;
    exports dev.antipode.sim.particles;
    exports dev.antipode.sim.plants;
    exports dev.antipode.sim.rigid;
    exports dev.antipode.sim.tasks;

    // Lifting reads the fields of a plant or task.
    opens dev.antipode.sim.plants to
            dev.antipode.core;
    opens dev.antipode.sim.rigid to
            dev.antipode.core;
    opens dev.antipode.sim.tasks to
            dev.antipode.core;

    uses dev.antipode.sim.PlantProvider;
    uses dev.antipode.sim.TaskProvider;

    provides dev.antipode.sim.PlantProvider with
            dev.antipode.sim.plants.BuiltInPlants;
    provides dev.antipode.sim.TaskProvider with
            dev.antipode.sim.tasks.BuiltInTasks;
}
