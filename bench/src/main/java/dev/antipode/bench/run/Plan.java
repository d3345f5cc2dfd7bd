package dev.antipode.bench.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a run will measure, before it does. */
final class Plan {
    private Plan() {}

    /**
     * The results that suites will give, by what JMH has on its list.
     *
     * @param effort where it names the value of a parameter, the others are not run
     */
    static List<ResultKey> of(List<Suite> suites, Effort effort) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<ResultKey> keys = new ArrayList<>();
        for (Suite suite : suites) {
            for (BenchmarkListEntry entry :
                    BenchmarkList.defaultList().find(silent, List.of(suite.include()), List.of())) {
                String unit = TimeValue.tuToString(entry.getTimeUnit().orElse(TimeUnit.SECONDS)) + "/op";
                names(entry, effort).forEach(name -> keys.add(new ResultKey(suite.label(), name, unit)));
            }
        }
        return keys;
    }

    /** The method with every combination of its parameters, which JMH sorts. */
    private static List<String> names(BenchmarkListEntry entry, Effort effort) {
        String method = entry.getUsername();
        List<String> names = List.of(method.substring(method.lastIndexOf('.') + 1));
        Map<String, String[]> parameters = new TreeMap<>(entry.getParams().orElse(Map.of()));
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String only = effort.parameters().get(parameter.getKey());
            List<String> values = only == null ? Arrays.asList(parameter.getValue()) : List.of(only);
            names = names.stream()
                    .flatMap(name -> values.stream().map(value -> name + " " + parameter.getKey() + "=" + value))
                    .toList();
        }
        return names;
    }
}
