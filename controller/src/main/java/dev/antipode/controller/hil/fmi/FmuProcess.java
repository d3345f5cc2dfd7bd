package dev.antipode.controller.hil.fmi;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The child process of an isolated FMU, and what became of it. */
final class FmuProcess implements AutoCloseable {
    private static final int KEPT_LINES = 64;
    private static final long DYING_SECONDS = 10;
    private static final String FATAL = "# A fatal error has been detected";
    private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+) ");
    private static final Pattern FRAME = Pattern.compile("# C\\s+\\[([^]]+)\\](\\s+(\\w+))?.*");

    private final Process process;
    private final Thread listener;
    private final Deque<String> lines = new ArrayDeque<>();
    private volatile boolean gone;

    FmuProcess(Path folder, Path library, Path mailbox, FmuPlan plan) throws IOException {
        this.process = new ProcessBuilder(command(folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        this.listener = Thread.ofPlatform().daemon().name("antipode-fmu").start(this::listen);
        try {
            // Stays open: the child ends when it is closed, by us or by our own end.
            FmuHost.tell(new DataOutputStream(process.getOutputStream()), folder, library, mailbox, plan);
        } catch (IOException e) {
            // It has ended already: what it said tells more than the pipe.
            process.destroy();
        }
    }

    /** The java of this process, with the classes of this process. */
    private static List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log")));
        Module module = FmuHost.class.getModule();
        if (module.isNamed()) {
            command.add("--enable-native-access=" + module.getName());
            String modules = System.getProperty("jdk.module.path");
            if (modules != null) {
                command.addAll(List.of("--module-path", absolute(modules)));
            }
            command.addAll(List.of("--module", module.getName() + "/" + FmuHost.class.getName()));
        } else {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), FmuHost.class.getName()));
        }
        return command;
    }

    /** A path of classes, as it is found from the folder of the FMU, where the process works. */
    static String absolute(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void listen() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    if (lines.size() == KEPT_LINES) {
                        lines.removeFirst();
                    }
                    lines.addLast(line);
                }
                // Its death takes a while, in which nothing more comes from it.
                gone |= line.startsWith(FATAL);
            }
        } catch (IOException | UncheckedIOException e) {
            // The pipe is gone, and the process with it.
        }
        gone = true;
    }

    /** Whether it has ended, or is ending; to be asked in the loop. */
    boolean gone() {
        return gone;
    }

    /** Why it has ended, as one sentence. */
    String ending() {
        int code;
        try {
            listener.join(TimeUnit.SECONDS.toMillis(DYING_SECONDS));
            code = process.waitFor(DYING_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = -1;
        }
        List<String> said = said();
        String signal = first(said, SIGNAL, 1);
        if (!signal.isEmpty()) {
            String where = first(said, FRAME, 1);
            String function = first(said, FRAME, 3);
            return "the FMU's code crashed by " + signal + (where.isEmpty() ? "" : " in " + where)
                    + (function.isEmpty() ? "" : " (" + function + ")") + ", in its own process, which has ended";
        }
        return "the FMU's process ended by itself with exit code " + code + lastWords();
    }

    private List<String> said() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The last line of what it has said so far, to be put behind other words; empty where it has said nothing. */
    String lastWords() {
        List<String> said = said();
        return said.isEmpty()
                ? ""
                : "; the last that it said: " + said.getLast().strip();
    }

    private static String first(List<String> lines, Pattern pattern, int group) {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.lookingAt() && matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }

    /** The process's number. */
    long pid() {
        return process.pid();
    }

    /** Ends it, whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(DYING_SECONDS, TimeUnit.SECONDS);
            listener.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
