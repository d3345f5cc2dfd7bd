package dev.antipode.controller.imitate;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.Schedule;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.DcMotorPosition;
import java.lang.management.ManagementFactory;

/** Collects episodes and takes steps of the regression until this thread has allocated nothing for many of them, and says so. */
final class ImitationAllocationMain {
    private static final int QUIET = 40;
    private static final int MOST = 20_000;

    private ImitationAllocationMain() {}

    public static void main(String[] arguments) {
        TaskModel task = TaskModel.of("dc-motor", new DcMotorPosition());
        TrainablePolicy policy = PolicyDesign.parse(arguments[0]).forTask(task);
        FixedLaw law = FixedLaw.of(new DcMotorPid(), new double[] {3, 1, 0.2}, task);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ImitationSettings settings = new ImitationSettings(1, Precision.F32, 2, 16, 1, new Schedule.Constant(0.001));
        try (Imitation imitation = new Imitation(task, policy, law, settings, ExecutionSettings.defaults())) {
            imitation.begin(policy.initialParameters(1));
            int quiet = 0;
            int rounds = 0;
            while (quiet < QUIET && rounds < MOST) {
                long before = threads.getCurrentThreadAllocatedBytes();
                imitation.collect(0);
                imitation.collect(1);
                imitation.update(0);
                imitation.update(1);
                quiet = threads.getCurrentThreadAllocatedBytes() == before ? quiet + 1 : 0;
                rounds++;
            }
            if (quiet == QUIET) {
                System.out.println("quiet after round " + rounds);
            }
        }
    }
}
