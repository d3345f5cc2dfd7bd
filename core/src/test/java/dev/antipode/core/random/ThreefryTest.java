package dev.antipode.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class ThreefryTest {
    private static final String KNOWN_ANSWERS = "threefry4x32-known-answers.csv";

    @Test
    void givesThePublishedAnswers() throws IOException {
        int checked = 0;
        for (String line : knownAnswers()) {
            String[] fields = line.split(",");
            if (Integer.parseInt(fields[1]) == Threefry.ROUNDS) {
                int[] c = words(fields[2]);
                int[] k = words(fields[3]);
                assertThat(block(c, k)).as(line).isEqualTo(words(fields[4]));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(3);
    }

    @Test
    void oneBitOfInputChangesHalfTheOutput() {
        int[] base = {0x01234567, 0x89abcdef, 0, 17, 1, 0, 4, 0};
        int[] before = block(Arrays.copyOfRange(base, 0, 4), Arrays.copyOfRange(base, 4, 8));
        long flips = 0;
        for (int bit = 0; bit < 256; bit++) {
            int[] changed = base.clone();
            changed[bit / 32] ^= 1 << bit % 32;
            int[] after = block(Arrays.copyOfRange(changed, 0, 4), Arrays.copyOfRange(changed, 4, 8));
            int differing = 0;
            for (int word = 0; word < 4; word++) {
                differing += Integer.bitCount(before[word] ^ after[word]);
            }
            // 128 fair coins: mean 64, standard deviation 5.66; six of them for the extreme of 256 trials.
            assertThat(differing).as("input bit " + bit).isBetween(30, 98);
            flips += differing;
        }
        // 256 * 128 fair coins have a standard deviation of 90.5.
        assertThat((double) flips).isCloseTo(256 * 64.0, within(5 * 90.5));
    }

    @Test
    void purposesNeverShareAKey() {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> blocks = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            assertThat(ids.add(purpose.id())).as(purpose.name()).isTrue();
            for (int generation = 0; generation < 3; generation++) {
                for (int component = 0; component < 3; component++) {
                    StreamKey key = new StreamKey(1L << 40 | 7, purpose, generation);
                    int[] out = block(
                            new int[] {0, component, 0, 0},
                            new int[] {key.word0(), key.word1(), key.word2(), key.word3()});
                    assertThat(blocks.add(List.of(out[0], out[1], out[2], out[3])))
                            .as(key + " " + component)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theThreeSetsOfEpisodesAreDisjoint() {
        Set<Purpose> seen = new HashSet<>();
        for (EpisodeSet set : EpisodeSet.values()) {
            for (Purpose purpose : List.of(set.initialState(), set.parameters(), set.reference(), set.sensorNoise())) {
                assertThat(seen.add(purpose)).as(set + " " + purpose).isTrue();
                assertThat(purpose.name()).startsWith(set.name());
            }
        }
    }

    private static int[] block(int[] c, int[] k) {
        int[] out = new int[4];
        Threefry.block(c[0], c[1], c[2], c[3], k[0], k[1], k[2], k[3], out);
        return out;
    }

    private static int[] words(String hexadecimal) {
        return Arrays.stream(hexadecimal.split(" "))
                .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                .toArray();
    }

    private static List<String> knownAnswers() throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(ThreefryTest.class.getResourceAsStream(KNOWN_ANSWERS), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("threefry4x32,"))
                    .toList();
        }
    }
}
