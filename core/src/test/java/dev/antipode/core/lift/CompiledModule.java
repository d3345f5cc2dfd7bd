package dev.antipode.core.lift;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;

/** A module compiled and loaded by a test. */
final class CompiledModule {
    private final ModuleLayer layer;

    private CompiledModule(ModuleLayer layer) {
        this.layer = layer;
    }

    /** Compiles sources by path, such as {@code module-info.java} or {@code p/A.java}, with javac's options. */
    static CompiledModule of(Path folder, String name, Map<String, String> sources, String... options)
            throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("the sources do not compile: " + sources);
        }
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(name));
        return new CompiledModule(boot.defineModulesWithOneLoader(configuration, null));
    }

    Class<?> type(String name) throws ClassNotFoundException {
        String module = layer.modules().iterator().next().getName();
        return layer.findLoader(module).loadClass(name);
    }
}
