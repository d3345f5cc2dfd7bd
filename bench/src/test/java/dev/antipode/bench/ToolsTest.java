package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a program of the system from serving is one sentence with a remedy. */
class ToolsTest {
    @TempDir
    Path folder;

    /** A program that stands in for gcc or node. */
    private String tool(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n" + script + "\n");
        assumeTrue(file.toFile().setExecutable(true), "no scripts on this system");
        return file.toString();
    }

    @Test
    void whyGccDoesNotServeIsSaid() throws IOException {
        assertThat(Compiler.missing("no-such-gcc"))
                .hasValueSatisfying(why -> assertThat(why).contains("not on the PATH", "apt-get install gcc"));
        assertThat(Compiler.missing(tool("echo broken wrapper; exit 1")))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("ended with 1: broken wrapper").doesNotContain("not on the PATH"));
        assertThat(Compiler.missing(tool("echo aarch64-linux-gnu")))
                .hasValueSatisfying(why -> assertThat(why).contains("aarch64-linux-gnu", "needs x86-64"));
        assertThat(Compiler.missing(tool("""
                [ "$1" = -dumpmachine ] && echo x86_64-linux-gnu && exit 0
                echo "probe.c: In file"; echo "probe.c:1:10: fatal error: math.h: No such file"; exit 1""")))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("math.h: No such file", "libc6-dev")
                        .hasLineCount(1));
    }

    @Test
    void aCompilerNeedNotTellItsVersion() throws IOException {
        assertThat(Compiler.version(tool("echo gcc 12.2; echo more"))).isEqualTo("gcc 12.2");
        assertThat(Compiler.version(tool("exit 3"))).endsWith("does not tell its version");
        assertThat(Compiler.version("no-such-gcc")).endsWith("does not tell its version");
    }

    @Test
    void ofATraceTheErrorIsToldAlone() {
        String trace = "file:///mujoco.js:1\nthrow x;\n\nTypeError: no such model\n    at main (mujoco.js:1:1)\n";
        assertThat(new Tool.Output(1, trace).error()).isEqualTo("TypeError: no such model");
        assertThat(new Tool.Output(1, "killed\n").error()).isEqualTo("killed");
        assertThat(new Tool.Output(7, "").error()).isEqualTo("it ended with 7");
    }

    @Test
    void anOldNodeIsSaidBeforeItFails() throws IOException {
        assertThat(MujocoScript.missingNode("no-such-node"))
                .hasValueSatisfying(why -> assertThat(why).contains("not on the PATH", "install Node 20"));
        assertThat(MujocoScript.missingNode(tool("echo v18.19.1")))
                .hasValueSatisfying(why -> assertThat(why).contains("is v18.19.1", "install Node 20"));
        assertThat(MujocoScript.missingNode(tool("exit 1")))
                .hasValueSatisfying(why -> assertThat(why).contains("does not tell its version"));
        assertThat(MujocoScript.missingNode(tool("echo v20.0.0"))).isEqualTo(Optional.empty());
        assertThat(MujocoScript.missingNode(tool("echo v22.11.0"))).isEmpty();
    }
}
