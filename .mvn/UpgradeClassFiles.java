import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Gives the class files of old jars stack maps and the version of Java 8, so that an archive of classes (CDS, or the
 * ahead-of-time cache of JEP 483) can hold them: it refuses those older than Java 6, and reading and verifying these at every
 * start takes longer than all others together. What the code does stays the same. Usage: {@code java UpgradeClassFiles.java FOLDER},
 * for the copies of jars in that folder.
 */
final class UpgradeClassFiles {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final String MODULE = "module-info.class";

    private UpgradeClassFiles() {}

    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                byte[] upgraded = upgraded(jar);
                if (upgraded.length > 0) {
                    Files.write(jar, upgraded);
                }
            }
        }
    }

    /** A jar with new class files; empty where none of them is old. */
    private static byte[] upgraded(Path path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean old = false;
        try (JarFile in = new JarFile(path.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {path.toUri().toURL()});
                JarOutputStream out = new JarOutputStream(bytes)) {
            ClassFile tool = ClassFile.of(
                    ConstantPoolSharingOption.NEW_POOL,
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (JarEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith(MODULE)) {
                    ClassModel model = tool.parse(content);
                    if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
                        content = upgraded(tool, model);
                        old = true;
                    }
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(content);
            }
        }
        return old ? bytes.toByteArray() : new byte[0];
    }

    private static byte[] upgraded(ClassFile tool, ClassModel model) {
        // Only code that is written anew gets stack maps.
        ClassTransform anew = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        ClassTransform version = ClassTransform.endHandler(all -> all.withVersion(ClassFile.JAVA_8_VERSION, 0));
        return tool.transformClass(model, anew.andThen(version));
    }
}
