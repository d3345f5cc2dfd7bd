package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a program from measuring is a sentence, never a stack trace. */
class MeasuringTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int code(Measuring.Work work) {
        return Measuring.code("guard", work, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A JVM that dies of an exception, as one that measures may. */
    public static final class Dying {
        private Dying() {}

        /** @param arguments none */
        public static void main(String[] arguments) {
            System.out.println("half a table");
            throw new IllegalStateException("no such luck");
        }
    }

    @Test
    void aMeasuringJvmThatDiesIsToldWithItsCodeAndWhereItsWordsAre() throws IOException {
        assertThat(code(() -> MeasuringJvm.run(Dying.class, List.of()))).isEqualTo(1);
        assertThat(told())
                .startsWith("bench/run guard: the measuring JVM of Dying ended with exit code 1; what it said is in ")
                .contains(" and begins 'Exception in thread \"main\" java.lang.IllegalStateException: no such luck'")
                .hasLineCount(1)
                .doesNotContain("\tat ");
        Path log = Path.of(told().replaceFirst("(?s).* is in (\\S+) and.*", "$1"));
        assertThat(log).content().contains("\tat ", "half a table");
        Files.delete(log);
    }

    @Test
    void anOptionThatTheJvmDoesNotKnowIsToldInItsOwnWords() throws IOException {
        assertThat(code(() -> MeasuringJvm.run(Dying.class, List.of("-XX:NoSuchThing"))))
                .isEqualTo(1);
        assertThat(told()).contains("NoSuchThing").hasLineCount(1);
        Files.delete(Path.of(told().replaceFirst("(?s).* is in (\\S+) and.*", "$1")));
    }

    @Test
    void theUsersOptionsComeLast() {
        List<String> command = MeasuringJvm.command(Dying.class, List.of("-Xmx1g"), "-Xmx2g -XX:+UseParallelGC", "7");
        assertThat(command).containsSubsequence("-Xmx1g", "-Xmx2g", "-XX:+UseParallelGC", "-cp");
        assertThat(command).endsWith(Dying.class.getName(), "7");
        assertThat(MeasuringJvm.command(Dying.class, List.of(), "")).doesNotContain("");
    }

    @Test
    void aNumberThatIsNoneIsAWrongRequest() {
        assertThat(Measuring.count(new String[] {"3"}, 0, "JVMs", 5)).isEqualTo(3);
        assertThat(Measuring.count(new String[] {"3"}, 1, "rounds", 25)).isEqualTo(25);
        for (String word : List.of("many", "0", "-1")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> Measuring.count(new String[] {word}, 0, "JVMs", 5))
                    .withMessage("'" + word + "' is no number of JVMs: give one above 0, such as 5");
        }
        assertThat(code(() -> Measuring.count(new String[] {"x"}, 0, "JVMs", 5)))
                .isEqualTo(2);
        assertThat(told()).startsWith("bench/run guard: 'x' is no number").hasLineCount(1);
    }
}
