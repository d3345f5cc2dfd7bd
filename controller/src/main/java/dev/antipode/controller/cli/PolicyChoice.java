package dev.antipode.controller.cli;

import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.policy.PolicyDesign;

/** Reads {@code --policy}: what {@link PolicyDesign#parse} knows, and control laws of the user's own by their class. */
final class PolicyChoice {
    private static final String LAW = "law:";

    private PolicyChoice() {}

    static PolicyDesign design(String text, ClassLoader loader) {
        if (!text.startsWith(LAW)) {
            return PolicyDesign.parse(text);
        }
        String name = text.substring(LAW.length());
        Object law;
        try {
            var constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            law = constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw new RequestException("there is no control law '" + name + "'; name a class on --classpath");
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new RequestException("control law " + name
                    + " could not be made; give it a constructor without parameters that succeeds");
        }
        if (law instanceof ControlLaw<?, ?, ?, ?> found) {
            return task -> LawPolicy.of(found, task);
        }
        throw new RequestException(
                "class " + name + " is no control law; it must implement " + ControlLaw.class.getName());
    }
}
