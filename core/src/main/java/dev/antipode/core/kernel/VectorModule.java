package dev.antipode.core.kernel;

import java.lang.module.ModuleFinder;
import java.util.Optional;

/**
 * The JDK's Vector API. It is in the JVM from its start where that was asked for by {@code --add-modules}; but a JVM with an
 * incubator module in its graph keeps neither that graph nor linked classes in an ahead-of-time cache, and starts twice as
 * slowly. So it may also be added once SIMD code is wanted, as the JDK adds modules of its own: by a class that is open to whoever
 * is started with {@value #ADDED_LATER}, on the class path {@code =ALL-UNNAMED} at the end.
 */
final class VectorModule {
    static final String NAME = "jdk.incubator.vector";

    /** The option that lets this class add the module. */
    static final String ADDED_LATER = "--add-exports=java.base/jdk.internal.module=dev.antipode.core";

    /** With the value {@code none}, the module is never added: what makes an ahead-of-time cache must not have met it. */
    static final String PROPERTY = "antipode.vectors";

    private static final String LOADING_PACKAGE = "jdk.internal.module";
    private static final String LOADING_CLASS = LOADING_PACKAGE + ".Modules";

    /** Added at the first need, by whichever thread that is. */
    private static final class Added {
        static final Optional<Module> MODULE = add();

        private static Optional<Module> add() {
            try {
                return Optional.of((Module) Class.forName(LOADING_CLASS)
                        .getMethod("loadModule", String.class)
                        .invoke(null, NAME));
            } catch (ReflectiveOperationException | LinkageError e) {
                System.getLogger(VectorModule.class.getName())
                        .log(System.Logger.Level.WARNING, "This JDK does not let " + NAME + " be added later", e);
                return Optional.empty();
            }
        }
    }

    private VectorModule() {}

    /** Whether {@link #get} has a module to give or to add; takes no time. */
    static boolean available() {
        return resolved().isPresent() || mayBeAdded();
    }

    /** The module, added to the JVM by the first call if need be; empty where it cannot be had. */
    static Optional<Module> get() {
        Optional<Module> resolved = resolved();
        return resolved.isPresent() || !mayBeAdded() ? resolved : Added.MODULE;
    }

    private static Optional<Module> resolved() {
        return ModuleLayer.boot().findModule(NAME);
    }

    private static boolean mayBeAdded() {
        return Object.class.getModule().isExported(LOADING_PACKAGE, VectorModule.class.getModule())
                && !System.getProperty(PROPERTY, "").equals("none")
                && ModuleFinder.ofSystem().find(NAME).isPresent();
    }
}
