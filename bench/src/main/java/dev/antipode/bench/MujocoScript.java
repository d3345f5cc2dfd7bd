package dev.antipode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a model in MuJoCo's WebAssembly build by Node. */
final class MujocoScript {
    private static final String MODULE = "npm/node_modules/@mujoco/mujoco/mujoco.js";
    private static final String SCRIPT = "mujoco.mjs";
    private static final int NODE = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\..*");

    private MujocoScript() {}

    static Optional<String> missing(Path folder) {
        if (!Files.exists(folder.resolve(MODULE))) {
            return Optional.of("@mujoco/mujoco is not here; bench/compare fetch gets it from npm");
        }
        return missingNode("node");
    }

    /** What keeps Node from running the script, or empty. */
    static Optional<String> missingNode(String node) {
        String remedy = "; install Node " + NODE + " or newer (apt-get install nodejs, or from nodejs.org)";
        try {
            Tool.Output version = Tool.run(List.of(node, "--version"));
            Matcher matcher = VERSION.matcher(version.firstLine());
            if (version.code() != 0 || !matcher.matches()) {
                return Optional.of(node + " does not tell its version" + version.firstLineAfterColon() + remedy);
            }
            return Integer.parseInt(matcher.group(1)) < NODE
                    ? Optional.of(node + " is " + version.firstLine() + remedy)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("node is not on the PATH" + remedy);
        }
    }

    /**
     * What the script says of a model.
     *
     * @param end its positions and velocities after so many steps without commands
     * @param freedom its degrees of freedom
     * @param mass of all bodies in kg
     * @param nanos CPU time of a step, the median of the rounds
     * @param version of MuJoCo
     */
    record Answer(double[] end, int freedom, double mass, double nanos, String version) {}

    /**
     * Runs and times a model.
     *
     * @param folder where {@code bench/compare fetch} puts things
     * @param model the model's name, as in {@code mujoco_NAME.xml}
     * @param start positions, then velocities; none for the model's own
     * @param steps how many lead to {@link Answer#end}
     * @param substeps of the model in a step
     * @throws IOException if Node fails; the message has the error that it told
     */
    static Answer run(Path folder, String model, double[] start, int steps, int substeps, int rounds)
            throws IOException, InterruptedException {
        String file = "mujoco_" + model.replace('-', '_') + ".xml";
        Path scripts = folder.resolve("js");
        Files.createDirectories(scripts);
        for (String name : List.of(SCRIPT, file)) {
            try (InputStream in = MujocoScript.class.getResourceAsStream("js/" + name)) {
                Files.write(scripts.resolve(name), in.readAllBytes());
            }
        }
        String request = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "module", folder.resolve(MODULE).toString(),
                        "model", scripts.resolve(file).toString(),
                        "start", start,
                        "steps", steps,
                        "substeps", substeps,
                        "rounds", rounds));
        Process process = new ProcessBuilder("node", scripts.resolve(SCRIPT).toString(), request)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            Tool.Output end = new Tool.Output(process.isAlive() ? -1 : process.exitValue(), output);
            throw new IOException("node failed on MuJoCo's " + model + ": " + end.error());
        }
        JsonNode answer = JsonMapper.shared().readTree(output);
        JsonNode end = answer.get("end");
        double[] numbers = new double[end.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = end.get(i).asDouble();
        }
        return new Answer(
                numbers,
                answer.get("freedom").asInt(),
                answer.get("mass").asDouble(),
                1000 * answer.get("micros").asDouble(),
                "MuJoCo " + answer.get("version").asString() + ", WebAssembly");
    }
}
