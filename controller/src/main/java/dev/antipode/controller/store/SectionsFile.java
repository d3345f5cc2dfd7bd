package dev.antipode.controller.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A configuration in YAML: names and values under a few headings. */
public final class SectionsFile {
    private SectionsFile() {}

    /**
     * Writes a file, whole or not at all.
     *
     * @param file where
     * @param sections a map of names to values under each heading
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Map<String, Map<String, String>> sections) throws IOException {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(Integer.MAX_VALUE)
                .build();
        String text = new Dump(settings).dumpToString(sections);
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @param file where
     * @param what it is, for messages, such as {@code "a run"}
     * @return a map of names to values under each heading
     * @throws RefusedFileException if it is no such file
     */
    public static Map<String, Map<String, String>> read(Path file, String what) throws RefusedFileException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new RefusedFileException(file, "cannot be read as YAML");
        }
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        try {
            YamlMap all = YamlMap.read(file.getFileName().toString(), text, "a configuration of " + what);
            for (String heading : all.keys()) {
                YamlMap section = all.map(heading).orElseThrow();
                Map<String, String> values = new LinkedHashMap<>();
                section.keys()
                        .forEach(name -> values.put(name, section.text(name).orElseThrow()));
                sections.put(heading, values);
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedFileException(file, "cannot be read as YAML: " + e.getMessage());
        }
        return sections;
    }
}
