package dev.antipode.core.kernel;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * A {@link KernelArchive} as a jar: its manifest says what it was made for, an index lists the kernels, and their class
 * files lie beside it. The bytes depend on the contents alone.
 */
public final class KernelArchiveFile {
    private static final String INDEX = "kernels/index";
    /** A class file has methods of at most 64 KiB and few of them; the index has a line a kernel. */
    private static final int MOST_ENTRY_BYTES = 16 << 20;

    private static final List<String> SCALAR_CODE = List.of(KernelArchive.SCALAR, KernelArchive.STARTER);

    private KernelArchiveFile() {}

    /**
     * Writes an archive.
     *
     * @param archive what was recorded
     * @param madeFor attributes of the manifest, by name
     * @param out where to; not closed
     * @throws IOException if it cannot be written
     */
    public static void write(KernelArchive archive, Map<String, String> madeFor, OutputStream out) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        madeFor.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        JarOutputStream jar = new JarOutputStream(out);
        jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
        manifest.write(jar);
        jar.putNextEntry(entry(INDEX));
        DataOutputStream index = new DataOutputStream(jar);
        index.writeInt(archive.entries().size());
        for (Map.Entry<String, KernelArchive.Entry> kernel : archive.entries().entrySet()) {
            KernelFacts facts = kernel.getValue().facts();
            index.writeUTF(kernel.getKey());
            index.writeInt(facts.slots());
            index.writeInt(facts.operations());
            index.writeInt(facts.rows());
            index.writeInt(facts.chunks());
            index.writeBoolean(facts.masks());
            index.writeInt(kernel.getValue().classes().size());
            for (Map.Entry<String, List<byte[]>> code :
                    kernel.getValue().classes().entrySet()) {
                index.writeUTF(code.getKey());
                index.writeInt(code.getValue().size());
            }
        }
        index.flush();
        int number = 0;
        for (KernelArchive.Entry kernel : archive.entries().values()) {
            for (Map.Entry<String, List<byte[]>> code : kernel.classes().entrySet()) {
                for (int part = 0; part < code.getValue().size(); part++) {
                    jar.putNextEntry(entry(name(number, code.getKey(), part)));
                    jar.write(code.getValue().get(part));
                }
            }
            number++;
        }
        jar.finish();
    }

    /**
     * What an archive was made for.
     *
     * @param file a jar
     * @return the attributes of its manifest, by name; empty where it has no kernels
     * @throws IOException if it is no jar or cannot be read
     */
    public static Map<String, String> madeFor(Path file) throws IOException {
        try (JarFile jar = open(file)) {
            Map<String, String> attributes = new LinkedHashMap<>();
            if (jar.getManifest() != null && jar.getEntry(INDEX) != null) {
                jar.getManifest()
                        .getMainAttributes()
                        .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
            }
            return attributes;
        } catch (EOFException e) {
            throw new IOException(JarFile.MANIFEST_NAME + " ends too early", e);
        }
    }

    /**
     * Reads an archive, to serve. Whether it fits is for the caller to judge, by {@link #madeFor}.
     *
     * @param file a jar that {@link #write} made
     * @return the archive
     * @throws IOException if it cannot be read, is cut short or altered
     */
    public static KernelArchive read(Path file) throws IOException {
        try (JarFile jar = open(file)) {
            DataInputStream index = new DataInputStream(new ByteArrayInputStream(bytes(jar, INDEX)));
            Map<String, KernelArchive.Entry> entries = new LinkedHashMap<>();
            int kernels = index.readInt();
            for (int number = 0; number < kernels; number++) {
                String key = index.readUTF();
                KernelFacts facts = new KernelFacts(
                        index.readInt(), index.readInt(), index.readInt(), index.readInt(), index.readBoolean());
                Map<String, List<byte[]>> classes = new LinkedHashMap<>();
                for (int codes = index.readInt(); codes > 0; codes--) {
                    String code = index.readUTF();
                    int parts = index.readInt();
                    List<byte[]> files = new ArrayList<>();
                    for (int part = 0; part < parts; part++) {
                        files.add(bytes(jar, name(number, code, part)));
                    }
                    classes.put(code, files);
                }
                if (!classes.keySet().containsAll(SCALAR_CODE)) {
                    throw new IOException(
                            "kernel " + number + " lacks scalar code, as of an earlier version; make it anew");
                }
                entries.put(key, new KernelArchive.Entry(facts, classes));
            }
            return KernelArchive.of(entries);
        } catch (EOFException e) {
            throw new IOException(INDEX + " ends too early", e);
        }
    }

    /** Signatures are none of its business: a damaged one would be refused by a runtime exception. */
    private static JarFile open(Path file) throws IOException {
        return new JarFile(file.toFile(), false);
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            throw new IOException("it lacks " + name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_ENTRY_BYTES);
            if (in.read() >= 0) {
                throw new IOException(name + " unpacks to more than " + MOST_ENTRY_BYTES + " bytes");
            }
            CRC32 sum = new CRC32();
            sum.update(bytes);
            if (sum.getValue() != entry.getCrc()) {
                throw new IOException(name + " is damaged");
            }
            return bytes;
        }
    }

    private static String name(int kernel, String code, int part) {
        return "kernels/" + kernel + "/" + code + "-" + part + ".class";
    }

    private static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTime(315_619_200_000L); // 1980-01-02, the first whole day that a zip file can hold
        return entry;
    }
}
