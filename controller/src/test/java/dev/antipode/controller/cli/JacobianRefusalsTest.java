package dev.antipode.controller.cli;

import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jacobian} cannot do ends in one sentence that names it. */
class JacobianRefusalsTest {
    @TempDir
    Path folder;

    static final class Unliftable implements Plant<BadTasks.State, None, None> {
        @Override
        public BadTasks.State next(BadTasks.State x, None u, None p) {
            return new BadTasks.State(x.x() * Math.random());
        }

        @Override
        public double period() {
            return 1;
        }
    }

    @Test
    void whatCannotBeLiftedIsNamed() {
        CommandLineRun.of("jacobian", Unliftable.class.getName())
                .refused(2, "JacobianRefusalsTest$Unliftable.next, line ", "java.lang.Math.random is called");
    }

    @Test
    void wrongRequestsAreNamed() throws IOException {
        CommandLineRun.of("jacobian").refused(2, "PLANT");
        CommandLineRun.of("jacobian", "lorentz").refused(2, "there is no plant 'lorentz'", "did you mean 'lorenz'");
        CommandLineRun.of("jacobian", "henon", "--continuous")
                .refused(2, "'henon' is written in discrete time with a period of 1.0 s", "has no derivative");
        CommandLineRun.of("jacobian", "lorenz", "--continuous", "--dt", 0.1)
                .refused(2, "--continuous", "has no step and takes no --dt");
        CommandLineRun.of("jacobian", "lorenz", "--continuous", "--integrator", "rk4")
                .refused(2, "takes no --integrator");
        CommandLineRun.of("jacobian", "henon", "--dt", 1).refused(2, "discrete time", "takes no --dt");
        CommandLineRun.of("jacobian", "henon", "--integrator", "rk4")
                .refused(2, "discrete time", "takes no --integrator");
        CommandLineRun.of("jacobian", "lorenz", "--dt", -1).refused(2, "step -1.0 s must be above 0");
        CommandLineRun.of("jacobian", "lorenz", "--integrator", "rk5").refused(2, "there is no integrator 'rk5'");
        CommandLineRun.of("jacobian", "lorenz", "--integrator", "semi-implicit-euler")
                .refused(2, "semi-implicit Euler needs a state whose derivative is another state");
        CommandLineRun.of("jacobian", "lorenz", "--parameter", "q=1").refused(2, "has no parameter 'q'", "rho");
        CommandLineRun.of("jacobian", "lorenz", "--parameter", "rho=NaN")
                .refused(2, "parameter 'rho' cannot be NaN; give a finite number");
        CommandLineRun.of("jacobian", "lorenz", "--precision", "F16").refused(2, "F16", "F32, F64");
        CommandLineRun.of("jacobian", "lorenz", "--out", folder.resolve("absent/out.csv"))
                .refused(2, "there is no folder", "make it first");
        Path points = Files.writeString(folder.resolve("points.csv"), "x,y,z\n1,2,3\n");
        CommandLineRun.of("jacobian", "lorenz", "--at", points, "--out", points)
                .refused(2, points + " is read by the same command; name another file for --out");
    }

    @Test
    void wrongFilesAreNamed() throws IOException {
        refusedAt("x,y\n1,2\n", "a.csv has no column 'z'; it needs [x, y, z]");
        refusedAt("x,y,z,w\n1,2,3,4\n", "a.csv has the unknown columns [w]");
        refusedAt("x,y,z\n", "a.csv has no row; each row is a state");
        refusedAt("", "a.csv is empty");
        refusedAt("x,y,z\n1,2,3\n4,5\n", "a.csv has 2 cells in line 3 but 3 columns");
        refusedAt("x,y,z\n1,2,3\n4,5,NaN\n", "a.csv has NaN in line 3, column 'z', where a finite number must be");
        refusedAt("x,y,z\n\n-Infinity,5,1\n", "a.csv has -Infinity in line 3, column 'x'");
        refusedAt("x,y,z\n1,1e999,3\n", "a.csv has Infinity in line 2, column 'y'");
        refusedAt("x,y,z\n1,two,3\n", "a.csv has 'two' in line 2, column 'y', where a number must be");
        CommandLineRun.of("jacobian", "lorenz", "--at", folder.resolve("absent.csv"))
                .refused(2, "absent.csv cannot be read: no such file or folder");
        refusedInputs("throttle\n1\n", "has no column 'step'");
        refusedInputs("step,brake\n0,1\n", "has no column 'throttle'");
        refusedInputs("step,throttle\n0,1\n0,2\n", "gives step 0 a second time in line 3");
        refusedInputs("step,throttle\n0.5,1\n", "has step 0.5 in line 2");
        refusedInputs("step,throttle\n0,NaN\n", "has NaN in line 2, column 'throttle'");
        refusedInputs(
                "episode,step,throttle\n1,0,1\n",
                "gives inputs of episode 1 but there is 1 point; episodes count from 0");
    }

    private void refusedAt(String text, String message) throws IOException {
        CommandLineRun.of("jacobian", "lorenz", "--at", file("a.csv", text)).refused(2, message);
    }

    private void refusedInputs(String text, String message) throws IOException {
        CommandLineRun.of("jacobian", "mountain-car", "--inputs", file("a.csv", text))
                .refused(2, "a.csv", message);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
