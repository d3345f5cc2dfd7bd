package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTableTest {
    private static final List<String> COLUMNS = List.of("generation", "cost");

    @TempDir
    Path folder;

    /** Half a line, lines of other forms and lines that are no text are dropped; so is what comes after where a run goes on. */
    @Test
    void whatIsNoLineOfTheTableIsDropped() throws IOException {
        Path file = folder.resolve("table.csv");
        byte[] text =
                "generation,cost\n0,1.5\n1,?\n1,2,3\n-1,0\nx,1\n1,2.5\n2,3.5\n3,".getBytes(StandardCharsets.US_ASCII);
        text[new String(text, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xFF;
        Files.write(file, text);
        List<List<String>> rows = GenerationTable.read(file, COLUMNS);
        assertThat(rows).extracting(List::getFirst).containsExactly("0", "1", "1", "2");
        assertThat(rows).contains(List.of("0", "1.5"), List.of("1", "2.5"), List.of("2", "3.5"));
        try (GenerationTable table = GenerationTable.open(file, COLUMNS, 2)) {
            table.row().integer(2).number(9).endRow();
        }
        assertThat(GenerationTable.read(file, COLUMNS))
                .extracting(List::getFirst)
                .containsExactly("0", "1", "1", "2");
        assertThat(GenerationTable.read(file, COLUMNS).getLast()).isEqualTo(List.of("2", "9.0"));
        try (GenerationTable table = GenerationTable.open(file, COLUMNS, 0)) {
            assertThat(table.row()).isNotNull();
        }
        assertThat(Files.readString(file)).isEqualTo("generation,cost\n");
    }
}
