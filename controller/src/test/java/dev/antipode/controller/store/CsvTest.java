package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of numbers as text. */
@Tag("portable")
class CsvTest {
    @TempDir
    Path folder;

    @Test
    void everyDoubleComesBackWithItsBits() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter writer = new CsvWriter(bytes, List.of("disk[3].x", "body.position.y"));
        Random random = new Random(5);
        double[][] rows = new double[5000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {Double.longBitsToDouble(random.nextLong()), random.nextGaussian()};
        }
        rows[0] = new double[] {Double.NaN, Double.NEGATIVE_INFINITY};
        rows[1] = new double[] {-0.0, Double.MIN_VALUE};
        for (double[] row : rows) {
            writer.number(row[0]).number(row[1]).endRow();
        }
        Path file = folder.resolve("t.csv");
        Files.write(file, bytes.toByteArray());
        CsvTable table = CsvTable.read(file);
        assertThat(table.columns()).containsExactly("disk[3].x", "body.position.y");
        assertThat(table.rows()).hasSize(rows.length);
        for (int i = 0; i < rows.length; i++) {
            assertThat(table.rows().get(i)).isEqualTo(rows[i]);
        }
    }

    @Test
    void otherProgramsTablesAreRead() throws IOException {
        CsvTable table = read("\uFEFF\"step\", u\r\n0, 1e3\r\n\r\n2,.5\r\n");
        assertThat(table.columns()).containsExactly("step", "u");
        assertThat(table.rows().get(0)).containsExactly(0, 1000);
        assertThat(table.rows().get(1)).containsExactly(2, 0.5);
        assertThat(table.lines()).containsExactly(2, 4);
        assertThat(table.column("u")).isEqualTo(1);
        assertThat(table.column("v")).isEqualTo(-1);
    }

    @Test
    void whatIsNotANumberIsNamedWithItsPlace() {
        for (String cell : List.of("x", "", "1d", "0x1p3", "1.2.3", "1 2", "--1", "nan")) {
            assertThatThrownBy(() -> read("a,b\n1,2\n3," + cell + "\n"))
                    .isInstanceOf(RefusedFileException.class)
                    .hasMessageEndingWith("has '" + cell + "' in line 3, column 'b', where a number must be");
        }
    }

    @Test
    void unevenRowsEmptyFilesAndTwinColumnsAreRefused() {
        assertThatThrownBy(() -> read("a,b\n1\n")).hasMessageEndingWith("has 1 cells in line 2 but 2 columns");
        assertThatThrownBy(() -> read("\n")).hasMessageEndingWith("is empty; its first line must name the columns");
        assertThatThrownBy(() -> read("a,a\n")).hasMessageContaining("names a column twice");
        assertThatThrownBy(() -> CsvTable.read(folder)).hasMessageEndingWith("is a folder, not a CSV file");
        assertThatThrownBy(() -> CsvTable.read(folder.resolve("absent.csv")))
                .hasMessageEndingWith("cannot be read: no such file or folder");
    }

    private CsvTable read(String text) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, text);
        return CsvTable.read(file);
    }
}
