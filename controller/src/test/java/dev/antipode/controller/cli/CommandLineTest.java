package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Wrong requests and what every command has in common. */
class CommandLineTest {
    @Test
    void withoutACommandTheUsageIsShown() {
        CommandLineRun run = CommandLineRun.of();
        run.refused(2, "no command was given");
        assertThat(run.err()).contains("Usage: antipode", "simulate", "tasks", "lift");
    }

    @Test
    void anUnknownCommandIsNamed() {
        CommandLineRun.of("simulat", "lorenz").refused(2, "simulat", "did you mean", "simulate");
    }

    @Test
    void anUnknownOptionIsNamed() {
        CommandLineRun.of("tasks", "--jsno").refused(2, "--jsno", "antipode tasks --help");
    }

    @Test
    void aMissingNameIsNamed() {
        CommandLineRun.of("lift").refused(2, "NAME");
    }

    @Test
    void aValueOfTheWrongKindIsNamed() {
        CommandLineRun.of("tasks", "--seed", "one").refused(2, "--seed", "one");
        CommandLineRun.of("simulate", "lorenz", "--steps", "1.5").refused(2, "--steps", "1.5");
        CommandLineRun.of("simulate", "lorenz", "--steps", "5", "--precision", "F16")
                .refused(2, "F16", "F32");
    }

    @Test
    void helpIsOnStandardOutput() {
        CommandLineRun run = CommandLineRun.of("simulate", "--help").done();
        assertThat(run.out())
                .contains("--initial", "--inputs", "--steps", "--dt", "--integrator", "--precision", "--out");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theVersionIsFilledIn() {
        assertThat(CommandLineRun.of("--version").done().out()).matches("antipode \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void anUnknownProfileIsNamed() {
        CommandLineRun.of("simulate", "lorenz", "--steps", "5", "--profile", "toaster")
                .refused(2, "toaster", "generic");
    }

    @Test
    void jarsThatAreNotThereAreNamed() {
        CommandLineRun.of("tasks", "--classpath", "absent.jar").refused(2, "absent.jar", "cannot be read");
    }

    @Test
    void debugShowsTheStackTrace() {
        CommandLineRun run = CommandLineRun.of("lift", "nothing", "--debug");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("antipode: there is no plant 'nothing'", "\tat ");
    }

    @Test
    void byteSizesAreReadAsPeopleWriteThem() {
        ByteSize size = new ByteSize();
        assertThat(size.convert("64MiB")).isEqualTo(67_108_864);
        assertThat(size.convert("1.5 gb")).isEqualTo(1_500_000_000);
        assertThat(size.convert("1048576")).isEqualTo(1_048_576);
        for (String wrong : new String[] {"", "MiB", "-1", "64 Mio", "1e9", "0"}) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> size.convert(wrong))
                    .hasMessageContaining("'" + wrong + "' is not a number of bytes");
        }
    }
}
