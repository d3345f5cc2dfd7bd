package dev.antipode.profiles;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The option file that {@code java @file} reads; the build writes one beside each profile, for the launcher. */
public final class JvmOptionFile {
    private JvmOptionFile() {}

    /**
     * The options of a profile in the syntax of a {@code java} argument file.
     *
     * @param profile a device profile
     * @return the text of the file, one option a line, ending in a line feed
     */
    public static String text(DeviceProfile profile) {
        return profile.jvmOptions().stream()
                .map(option -> option + "\n")
                .collect(Collectors.joining(
                        "", "# JVM options of the profile " + profile.id() + ", read by java as an @file.\n", ""));
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
     * Writes the option file of every profile in a folder; one that is right already is left as it is, so that it does
     * not look newer than it is. The build calls this.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> profiles = Files.newDirectoryStream(Path.of(arguments[0]), "*.yaml")) {
            for (Path profile : profiles) {
                String text = text(Profiles.read(profile));
                Path file = beside(profile);
                if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                    Files.writeString(file, text);
                }
            }
        }
    }
}
