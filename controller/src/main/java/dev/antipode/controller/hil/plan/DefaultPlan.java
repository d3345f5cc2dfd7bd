package dev.antipode.controller.hil.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The plan that is run where none is given: every kind of fault, with criteria that a sound controller keeps to. */
public final class DefaultPlan {
    /** How messages name it. */
    public static final String NAME = "default-plan.yaml";

    private DefaultPlan() {}

    /**
     * Its text, to start a plan of one's own from.
     *
     * @return YAML with comments
     */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(DefaultPlan.class.getResourceAsStream(NAME), NAME)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
