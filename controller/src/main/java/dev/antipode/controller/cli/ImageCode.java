package dev.antipode.controller.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The code that this program runs from, and the users', as a folder of jars. A cache of classes takes no class folders. */
final class ImageCode {
    private final Path folder;

    ImageCode(Path folder) {
        this.folder = folder;
    }

    /** Copies everything; returns the jars' names in the order of the class path. */
    List<String> copy(String classpath) throws IOException {
        Files.createDirectories(folder);
        List<Path> code = new ArrayList<>(own());
        if (classpath != null && !classpath.isBlank()) {
            entries(classpath).forEach(code::add);
        }
        List<String> names = new ArrayList<>();
        for (Path path : code) {
            names.add(copy(path, names.size()));
        }
        return names;
    }

    /** The modules of the program that are not the JDK's, or its class path. */
    private static List<Path> own() {
        if (!ImageCode.class.getModule().isNamed()) {
            return entries(System.getProperty("java.class.path")).toList();
        }
        return ModuleLayer.boot().configuration().modules().stream()
                .flatMap(module -> module.reference().location().stream())
                .filter(location -> location.getScheme().equals("file"))
                .map(Path::of)
                .sorted()
                .toList();
    }

    private static Stream<Path> entries(String classpath) {
        return Arrays.stream(classpath.split(File.pathSeparator)).map(Path::of).filter(Files::exists);
    }

    /** Numbered, for two jars may have one name. */
    private String copy(Path path, int number) throws IOException {
        String name = String.format("%02d-%s", number, path.getFileName());
        if (Files.isRegularFile(path)) {
            Files.copy(path, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            return name;
        }
        String packed = name + ".jar";
        try (OutputStream out = Files.newOutputStream(folder.resolve(packed));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new ZipEntry(path.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
            }
        }
        return packed;
    }
}
