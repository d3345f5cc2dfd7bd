package dev.antipode.controller.cli;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.ProfileException;
import dev.antipode.profiles.Profiles;
import java.nio.file.Path;

/** The device profile that a command goes by. */
final class Host {
    private Host() {}

    static DeviceProfile profile(CommonOptions common) {
        if (common.profile == null) {
            return HostDetection.detect();
        }
        return named(common.profile);
    }

    /** A shipped profile by its name, or a file. */
    static DeviceProfile named(String name) {
        try {
            return name.contains("/") ? Profiles.read(Path.of(name)) : Profiles.named(name);
        } catch (ProfileException e) {
            throw new RequestException(e.getMessage());
        }
    }

    static Arithmetic arithmetic(DeviceProfile profile) {
        return profile.fma() ? Arithmetic.FUSED : Arithmetic.UNFUSED;
    }
}
