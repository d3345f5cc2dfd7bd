package dev.antipode.profiles;

import java.util.stream.Collectors;

/** The option file that {@code java @file} reads; one is shipped beside each profile, for the launcher. */
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
}
