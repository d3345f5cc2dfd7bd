package dev.antipode.controller.cli;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The class loader of the users' jars: plain ones as a class path, modular ones as a layer above it. */
final class UserJars {
    private UserJars() {}

    /** The loader of {@code classpath}; that of Antipode itself where there is none. */
    static ClassLoader loader(String classpath) {
        ClassLoader own = UserJars.class.getClassLoader();
        if (classpath == null || classpath.isBlank()) {
            return own;
        }
        List<URL> plain = new ArrayList<>();
        List<Path> modular = new ArrayList<>();
        for (String entry : classpath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (!Files.isReadable(path)) {
                throw new RequestException(
                        "--classpath names " + entry + ", which cannot be read; give existing jars or "
                                + "class folders, separated by '" + File.pathSeparator + "'");
            }
            if (isModule(path)) {
                modular.add(path);
            } else {
                plain.add(url(path));
            }
        }
        ClassLoader loader = plain.isEmpty() ? own : new URLClassLoader(plain.toArray(URL[]::new), own);
        return modular.isEmpty() ? loader : layer(modular, loader);
    }

    /** The same entries by their whole paths, for a file that is read from another folder. */
    static String absolute(String classpath) {
        return classpath == null || classpath.isBlank()
                ? null
                : Arrays.stream(classpath.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isModule(Path path) {
        try {
            return ModuleFinder.of(path).findAll().stream()
                    .anyMatch(module -> !module.descriptor().isAutomatic());
        } catch (FindException e) {
            throw new RequestException("--classpath names " + path + ", which is no jar: " + Failures.oneLine(e));
        }
    }

    private static ClassLoader layer(List<Path> modular, ClassLoader parent) {
        ModuleFinder finder = ModuleFinder.of(modular.toArray(Path[]::new));
        Set<String> names = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(descriptor -> descriptor.name())
                .collect(Collectors.toSet());
        try {
            ModuleLayer boot = ModuleLayer.boot();
            Configuration configuration = boot.configuration().resolveAndBind(finder, ModuleFinder.of(), names);
            return boot.defineModulesWithOneLoader(configuration, parent)
                    .findLoader(names.iterator().next());
        } catch (FindException | ResolutionException e) {
            throw new RequestException("--classpath cannot be loaded: " + Failures.oneLine(e));
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new RequestException("--classpath names " + path + ", which is no file");
        }
    }
}
