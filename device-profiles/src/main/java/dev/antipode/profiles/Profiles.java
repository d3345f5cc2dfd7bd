package dev.antipode.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The shipped device profiles, and the reader for others. */
public final class Profiles {
    private static final List<String> SHIPPED = List.of(
            "frc-systemcore",
            "generic-aarch64",
            "generic-x86_64-avx2",
            "generic-x86_64-avx512",
            "graviton3",
            "graviton4",
            "imx8m-plus",
            "intel-elkhart-lake",
            "intel-n100",
            "jetson-orin-nano",
            "raspberry-pi-4",
            "raspberry-pi-5",
            "raspberry-pi-zero-2-w",
            "rk3588",
            "ryzen-embedded-v2000");

    private Profiles() {}

    /**
     * The shipped profiles.
     *
     * @return their ids in alphabetical order
     */
    public static List<String> ids() {
        return SHIPPED;
    }

    /**
     * The shipped profile of this id.
     *
     * @param id one of {@link #ids()}
     * @return the profile
     * @throws ProfileException if there is no such profile; the message lists those that there are
     */
    public static DeviceProfile shipped(String id) {
        if (!SHIPPED.contains(id)) {
            throw new ProfileException("there is no device profile \"" + id + "\"; known are "
                    + String.join(", ", SHIPPED) + ", or give the path of a .yaml file");
        }
        String file = id + ".yaml";
        return checked(resource(file), file);
    }

    /**
     * Reads a profile file.
     *
     * @param file a YAML file named {@code <id>.yaml}
     * @return the profile
     * @throws ProfileException if the file cannot be read, or holds an unknown key, a wrong unit or type, or an
     *     impossible value; the message gives file and line
     */
    public static DeviceProfile read(Path file) {
        try {
            return checked(PlainYaml.text(file, "a profile"), file.toString());
        } catch (NoSuchFileException e) {
            throw new ProfileException("there is no profile file " + file, e);
        } catch (IllegalArgumentException e) {
            throw new ProfileException(e.getMessage(), e);
        } catch (IOException e) {
            throw new ProfileException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The profile that a user means: a shipped one by its id, or a file by a path that ends in {@code .yaml}.
     *
     * @param idOrFile an id or a path
     * @return the profile
     * @throws ProfileException if there is no such profile or it is refused
     */
    public static DeviceProfile named(String idOrFile) {
        return idOrFile.endsWith(".yaml") ? read(Path.of(idOrFile)) : shipped(idOrFile);
    }

    /**
     * The generic profile of an architecture, the source of what cannot be detected.
     *
     * @param architecture an instruction set
     * @return {@code generic-aarch64} for Arm, {@code generic-x86_64-avx2} otherwise
     */
    public static DeviceProfile generic(Architecture architecture) {
        return shipped(architecture == Architecture.AARCH64 ? "generic-aarch64" : "generic-x86_64-avx2");
    }

    /**
     * The published JSON Schema of profile files, for editors and other tools. It knows keys, types, units and what the
     * instruction set implies; sums and comparisons, such as a budget beyond the memory, only {@link #read} knows.
     *
     * @return the text of the schema
     */
    public static String schema() {
        return resource("profile.schema.json");
    }

    private static String resource(String file) {
        try (InputStream in = Profiles.class.getResourceAsStream("shipped/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProfileException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static DeviceProfile checked(String text, String file) {
        DeviceProfile profile = new RecordReader(file).read(text, DeviceProfile.class);
        if (!Path.of(file).endsWith(profile.id() + ".yaml")) {
            throw new ProfileException(
                    file + ": id is \"" + profile.id() + "\", so the file must be called " + profile.id() + ".yaml");
        }
        return profile;
    }
}
