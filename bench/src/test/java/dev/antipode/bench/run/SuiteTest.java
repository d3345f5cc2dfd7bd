package dev.antipode.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Suites find their benchmarks, and no benchmark is without a suite. */
class SuiteTest {
    private static List<String> benchmarks() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void findsItsBenchmarks(Suite suite) {
        assertThat(benchmarks()).anyMatch(Pattern.compile(suite.include()).asPredicate());
    }

    @Test
    void noBenchmarkIsWithoutASuite() {
        Stream<Pattern> patterns = Arrays.stream(Suite.values()).map(suite -> Pattern.compile(suite.include()));
        List<Pattern> all = patterns.toList();
        assertThat(benchmarks())
                .hasSizeGreaterThanOrEqualTo(Suite.values().length)
                .allMatch(name ->
                        all.stream().anyMatch(pattern -> pattern.matcher(name).find()));
    }
}
