package dev.antipode.controller.cli;

import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.wire.PlantService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What serving a plant came to, as text and as one object.
 *
 * @param name what was served
 * @param link as given
 * @param lockstep whether the plant waited for each command
 * @param server after its end
 * @param plant whose episodes were served; empty where there are none
 * @param nanos how long it took
 */
record ServeOutput(
        String name, String link, boolean lockstep, PlantService server, Optional<TaskLink> plant, long nanos) {
    Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(plant.isPresent() ? "task" : "plant", name);
        map.put("link", link);
        map.put("clock", lockstep ? "lockstep" : "free");
        map.put("elapsedSeconds", nanos * 1e-9);
        map.put("sessions", server.sessions());
        map.put("ticks", server.ticks());
        map.put("lateTicks", server.lateTicks());
        plant.ifPresent(served -> {
            map.put("episodes", served.episodes());
            map.put("succeeded", served.succeeded());
            map.put("lost", served.lost());
            map.put("meanCost", served.episodes() == 0 ? null : served.meanCost());
        });
        map.put("frames", server.counters().object());
        return map;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        TextLines.line(text, "plant", "%s on %s, %s", name, link, lockstep ? "lockstep" : "free-running");
        TextLines.line(
                text,
                "ticks",
                "%d in %.3g s, %d controllers%s",
                server.ticks(),
                nanos * 1e-9,
                server.sessions(),
                lockstep ? "" : ", " + server.lateTicks() + " ticks late");
        plant.filter(served -> served.episodes() > 0)
                .ifPresent(served -> TextLines.line(
                        text,
                        "episodes",
                        "%d ended, %d of these at the goal, %d lost, mean cost %.6g",
                        served.episodes(),
                        served.succeeded(),
                        served.lost(),
                        served.meanCost()));
        TextLines.line(text, "frames", "%s", server.counters().text());
        return text.toString();
    }
}
