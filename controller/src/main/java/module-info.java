/** What is trained and what is deployed, and the {@code antipode} command. */
module dev.antipode.controller {
    requires transitive dev.antipode.sim;
    requires dev.antipode.profiles;
    requires info.picocli;
    requires com.fazecast.jSerialComm;
    requires HdrHistogram;
    requires java.management;
    requires java.xml;
    requires jdk.jfr;
    requires jdk.management;
    requires org.snakeyaml.engine;
    requires me.tongfei.progressbar;
    requires tools.jackson.databind;

    exports dev.antipode.controller;
    exports dev.antipode.controller.baseline;
    exports dev.antipode.controller.hil;
    exports dev.antipode.controller.hil.ardupilot;
    exports dev.antipode.controller.hil.fault;
    exports dev.antipode.controller.hil.fmi;
    exports dev.antipode.controller.hil.plan;
    exports dev.antipode.controller.hil.train;
    exports dev.antipode.controller.hil.wire;
    exports dev.antipode.controller.identify;
    exports dev.antipode.controller.imitate;
    exports dev.antipode.controller.compare;
    exports dev.antipode.controller.inspect;
    exports dev.antipode.controller.law;
    exports dev.antipode.controller.loop;
    exports dev.antipode.controller.paper;
    exports dev.antipode.controller.policy;
    exports dev.antipode.controller.report;
    exports dev.antipode.controller.store;
    exports dev.antipode.controller.train;
    exports dev.antipode.controller.tune;

    uses dev.antipode.controller.hil.LinkProvider;
    uses dev.antipode.controller.hil.fault.FaultKind;

    provides dev.antipode.controller.hil.LinkProvider with
            dev.antipode.controller.hil.TaskLinkProvider,
            dev.antipode.controller.hil.fmi.FmuLinkProvider,
            dev.antipode.controller.hil.wire.SerialLinkProvider,
            dev.antipode.controller.hil.wire.UdpLinkProvider;

    // Lifting reads the fields of a control law, and of the paper's tasks.
    opens dev.antipode.controller.law to
            dev.antipode.core;
    opens dev.antipode.controller.paper to
            dev.antipode.core;
    opens dev.antipode.controller.cli to
            info.picocli;
}
