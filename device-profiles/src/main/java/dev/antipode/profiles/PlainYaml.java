package dev.antipode.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML as people write configurations in it: of bounded length and depth, without aliases, whatever the file holds. */
public final class PlainYaml {
    /** Longer than any file that a person writes. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_DEPTH = 20;

    private PlainYaml() {}

    /**
     * The text of a file, of which no more is read than a person writes.
     *
     * @param file in UTF-8
     * @param what it must be, for messages, such as {@code a test plan}
     * @return its content
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is longer, or not UTF-8, in a sentence with the file
     */
    public static String text(Path file, String what) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder; it must be " + what);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_CHARACTERS + 1);
        }
        if (bytes.length > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    file + " has more than the " + Quantity.BYTES.text(MOST_CHARACTERS) + " of " + what);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not text in UTF-8; it must be " + what, e);
        }
    }

    /**
     * Reads a text.
     *
     * @param file how messages name it
     * @param text its content
     * @param what it must be, for messages, such as {@code a test plan}
     * @return its root
     * @throws IllegalArgumentException if it is empty or no such YAML, in a sentence with file and line
     */
    public static Node read(String file, String text, String what) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    file + " has " + text.length() + " characters, more than the " + MOST_CHARACTERS + " of " + what);
        }
        Optional<Node> root;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            requirePlain(file, new ParserImpl(settings, new StreamReader(settings, text)));
            root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            throw new IllegalArgumentException(
                    file + line(e.getProblemMark()) + ": not valid YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + ": not valid YAML: " + e.getMessage(), e);
        }
        return root.orElseThrow(() -> new IllegalArgumentException(file + " is empty; it must be " + what));
    }

    /** The composer calls itself at each level, follows aliases, and trips over tags: none of it may be left to the file. */
    private static void requirePlain(String file, ParserImpl events) {
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            String problem = depth > MOST_DEPTH
                    ? "is nested deeper than " + MOST_DEPTH + " levels"
                    : event instanceof AliasEvent
                            ? "has an alias; write out what it stands for"
                            : tagged(event) ? "has a tag; leave it out" : "";
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(file + line(event.getStartMark()) + ": " + problem);
            }
        }
    }

    private static boolean tagged(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag().isPresent();
            case CollectionStartEvent collection -> collection.getTag().isPresent();
            default -> false;
        };
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(at -> ":" + (at.getLine() + 1)).orElse("");
    }
}
