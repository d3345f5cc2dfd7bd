package dev.antipode.controller.paper;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.CsvWriter;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.store.SectionsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished figure on disk: what was measured in {@code figure-ID.yaml}, its curves in {@code figure-ID.csv}. The curves are written
 * first, so that a figure with a YAML file is whole.
 */
final class FigureFile {
    /** What the names of its files begin with. */
    static final String PREFIX = "figure-";

    private static final List<String> COLUMNS = List.of("panel", "curve", "x", "y", "log10y");
    private static final String PANEL = "panel ";
    private static final String CURVE = "curve ";
    private static final String FINDING = "finding ";

    private final Path folder;
    private final String id;

    FigureFile(Path folder, String id) {
        this.folder = folder;
        this.id = id;
    }

    Path yaml() {
        return folder.resolve(PREFIX + id + ".yaml");
    }

    /** Whether it was finished, with any settings. */
    boolean exists() {
        return Files.isRegularFile(yaml());
    }

    Path csv() {
        return folder.resolve(PREFIX + id + ".csv");
    }

    void write(FinishedFigure figure) throws IOException {
        writeCurves(figure.result().panels());
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> head = new LinkedHashMap<>();
        head.put("settings", figure.settings());
        head.put("seconds", Double.toString(figure.seconds()));
        head.put("measured", figure.result().measured());
        sections.put("figure", head);
        Map<String, String> notes = new LinkedHashMap<>();
        figure.result().notes().forEach(note -> notes.put("note " + notes.size(), note));
        sections.put("notes", notes);
        MemorySections.write(figure.memory(), sections);
        int number = 0;
        for (Finding finding : figure.result().findings()) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("expected", finding.expected());
            map.put("measured", finding.measured());
            map.put("agrees", Boolean.toString(finding.agrees()));
            sections.put(FINDING + number++, map);
        }
        for (Panel panel : figure.result().panels()) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("title", panel.title());
            map.put("xLabel", panel.xLabel());
            map.put("yLabel", panel.yLabel());
            map.put("xScale", panel.xScale().name());
            map.put("yScale", panel.yScale().name());
            for (int i = 0; i < panel.curves().size(); i++) {
                Curve curve = panel.curves().get(i);
                map.put(CURVE + i, curve.style() + (curve.points() ? " points " : " line ") + curve.name());
            }
            sections.put(PANEL + panel.id(), map);
        }
        SectionsFile.write(yaml(), sections);
    }

    private void writeCurves(List<Panel> panels) throws IOException {
        try (AtomicFile file = AtomicFile.open(csv())) {
            CsvWriter csv = new CsvWriter(file, COLUMNS);
            for (Panel panel : panels) {
                for (int c = 0; c < panel.curves().size(); c++) {
                    Curve curve = panel.curves().get(c);
                    // A dashed line needs no name in the key, but one in the file.
                    String name = curve.name().isEmpty() ? CURVE + c : curve.name();
                    for (int i = 0; i < curve.x().length; i++) {
                        double y = curve.y()[i];
                        csv.text(panel.id()).text(name).number(curve.x()[i]);
                        if (panel.yScale() == PanelScale.DECADES) {
                            csv.number(StrictMath.pow(10, y)).number(y);
                        } else {
                            csv.number(y).empty();
                        }
                        csv.endRow();
                    }
                }
            }
            file.commit();
        }
    }

    /** The figure if it was finished with these settings. */
    Optional<FinishedFigure> read(String settings) throws RefusedFileException {
        if (!exists()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> sections = SectionsFile.read(yaml(), "a figure");
        Map<String, String> head = sections.getOrDefault("figure", Map.of());
        if (!settings.equals(head.get("settings"))) {
            return Optional.empty();
        }
        try {
            List<Finding> findings = new ArrayList<>();
            List<Panel> panels = new ArrayList<>();
            Map<String, List<double[]>> points = points();
            sections.forEach((name, map) -> {
                if (name.startsWith(FINDING)) {
                    findings.add(new Finding(
                            map.get("expected"), map.get("measured"), Boolean.parseBoolean(map.get("agrees"))));
                } else if (name.startsWith(PANEL)) {
                    panels.add(panel(name.substring(PANEL.length()), map, points));
                }
            });
            List<String> notes =
                    List.copyOf(sections.getOrDefault("notes", Map.of()).values());
            FigureResult result = new FigureResult(head.get("measured"), findings, panels, notes);
            double seconds = Double.parseDouble(head.get("seconds"));
            return Optional.of(new FinishedFigure(id, settings, seconds, MemorySections.read(sections), result));
        } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
            throw new RefusedFileException(yaml(), "or its CSV file was altered; delete it, and it is measured again");
        }
    }

    private static Panel panel(String panelId, Map<String, String> map, Map<String, List<double[]>> points) {
        PanelScale yScale = PanelScale.valueOf(map.get("yScale"));
        int column = yScale == PanelScale.DECADES ? 2 : 1;
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; map.containsKey(CURVE + i); i++) {
            String[] words = map.get(CURVE + i).split(" ", 3);
            String name = words[2].isEmpty() ? CURVE + i : words[2];
            List<double[]> rows = points.get(panelId + "," + name);
            curves.add(new Curve(
                    words[2],
                    words[0],
                    words[1].equals("points"),
                    rows.stream().mapToDouble(row -> row[0]).toArray(),
                    rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        return new Panel(
                panelId,
                map.get("title"),
                map.get("xLabel"),
                map.get("yLabel"),
                PanelScale.valueOf(map.get("xScale")),
                yScale,
                curves);
    }

    /** By panel and curve: x, y and its logarithm. */
    private Map<String, List<double[]>> points() throws RefusedFileException {
        List<String> lines;
        try {
            lines = Files.readAllLines(csv(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedFileException(csv(), "cannot be read: " + AtomicFile.reason(e));
        }
        Map<String, List<double[]>> points = new LinkedHashMap<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != COLUMNS.size()) {
                throw new IllegalArgumentException("a line of " + cells.length + " cells");
            }
            points.computeIfAbsent(cells[0] + "," + cells[1], _ -> new ArrayList<>())
                    .add(new double[] {
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        cells[4].isEmpty() ? Double.NaN : Double.parseDouble(cells[4])
                    });
        }
        return points;
    }
}
