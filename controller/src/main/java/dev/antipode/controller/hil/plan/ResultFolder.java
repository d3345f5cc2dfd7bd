package dev.antipode.controller.hil.plan;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a result in all of its forms: plan, JSON, JUnit XML, histogram logs and page. */
public final class ResultFolder {
    private ResultFolder() {}

    /**
     * Writes into a folder.
     *
     * @param folder that exists
     * @param result of a plan
     * @param suite the name of the test suite in JUnit XML
     * @param page the page, with what was tested and where
     * @return what was written
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(Path folder, PlanResult result, String suite, ResultPage page) throws IOException {
        List<Path> written = new ArrayList<>();
        written.add(text(folder.resolve("plan.yaml"), result.plan().text()));
        Map<String, Object> whole = ResultJson.whole(result, page.configuration(), page.device(), page.jvm());
        written.add(text(folder.resolve("report.json"), Json.line(whole) + "\n"));
        written.add(text(folder.resolve("junit.xml"), JUnitReport.of(result, suite)));
        written.add(text(folder.resolve("report.html"), page.html()));
        for (CaseResult part : result.cases()) {
            if (part.run().isPresent()) {
                written.add(histograms(folder, part.plan(), part.run().get()));
            }
        }
        return written;
    }

    private static Path text(Path file, String content) throws IOException {
        AtomicFile.write(file, content.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static Path histograms(Path folder, PlanCase plan, CaseResult.Run run) throws IOException {
        String name = plan.name().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        Path path = folder.resolve(String.format(Locale.ROOT, "%02d-%.40s.hlog", plan.number(), name));
        try (AtomicFile file = AtomicFile.open(path);
                PrintStream out = new PrintStream(file, false, StandardCharsets.UTF_8)) {
            run.loop()
                    .times()
                    .writeLog(out, run.startMillis(), run.startMillis() + (long) (1000 * run.elapsedSeconds()));
            out.flush();
            file.commit();
        }
        return path;
    }
}
