package dev.antipode.profiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The option file that {@code java @file} reads; the build writes one beside each profile, for the launcher. */
public final class JvmOptionFile {
    private JvmOptionFile() {}

    /**
     * The options of a profile in the syntax of a {@code java} argument file. A comment names the CPUs that training keeps
     * to, where the profile does: the launcher, which reads no YAML, goes by it.
     *
     * @param profile a device profile
     * @return the text of the file, one option a line, ending in a line feed
     */
    public static String text(DeviceProfile profile) {
        StringBuilder text = new StringBuilder("# JVM options of the profile ")
                .append(profile.id())
                .append(", read by java as an @file.\n");
        List<Integer> cpus = profile.training().cpus();
        if (!cpus.isEmpty()) {
            text.append("# Training keeps to the CPUs ")
                    .append(cpus.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .append(".\n");
        }
        profile.jvmOptions().forEach(option -> text.append(quoted(option)).append('\n'));
        return text.toString();
    }

    /** As it stands where nothing in it means something in such a file (The java Command, "java Command-Line Argument Files"). */
    private static String quoted(String option) {
        return option.matches("[^\"'#\\\\]+")
                ? option
                : '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * The option file beside a profile.
     *
     * @param profile a file named {@code <id>.yaml}
     * @return {@code <id>.jvmopts} in the same folder
     */
    public static Path beside(Path profile) {
        return profile.resolveSibling(profile.getFileName().toString().replaceFirst("\\.yaml$", "") + ".jvmopts");
    }

    /**
     * Writes the options of a profile, unless the file holds them already.
     *
     * @param profile a device profile
     * @param file where they go, usually {@link #beside} the profile
     * @return whether it was written
     * @throws IOException if it cannot be read or written
     */
    public static boolean write(DeviceProfile profile, Path file) throws IOException {
        byte[] text = text(profile).getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), text)) {
            return false;
        }
        Files.write(file, text);
        return true;
    }

    /**
     * Writes the option file of every profile in a folder; one that is right already is left as it is, so that it does
     * not look newer than it is. The build calls this.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> profiles = Files.newDirectoryStream(Path.of(arguments[0]), "*.yaml")) {
            for (Path profile : profiles) {
                write(Profiles.read(profile), beside(profile));
            }
        }
    }
}
