package dev.antipode.controller.cli;

import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.wire.PlantServer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What serving a plant came to, as text and as one object.
 *
 * @param task what was served
 * @param link as given
 * @param lockstep whether the plant waited for each command
 * @param server after its end
 * @param nanos how long it took
 */
record ServeOutput(String task, String link, boolean lockstep, PlantServer server, long nanos) {
    Map<String, Object> object() {
        TaskLink plant = server.plant();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", task);
        map.put("link", link);
        map.put("clock", lockstep ? "lockstep" : "free");
        map.put("elapsedSeconds", nanos * 1e-9);
        map.put("sessions", server.sessions());
        map.put("ticks", server.ticks());
        map.put("lateTicks", server.lateTicks());
        map.put("episodes", plant.episodes());
        map.put("succeeded", plant.succeeded());
        map.put("lost", plant.lost());
        map.put("meanCost", plant.episodes() == 0 ? null : plant.meanCost());
        map.put("frames", server.counters().object());
        return map;
    }

    String text() {
        TaskLink plant = server.plant();
        StringBuilder text = new StringBuilder();
        TextLines.line(text, "plant", "%s on %s, %s", task, link, lockstep ? "lockstep" : "free-running");
        TextLines.line(
                text,
                "ticks",
                "%d in %.3g s, %d controllers%s",
                server.ticks(),
                nanos * 1e-9,
                server.sessions(),
                lockstep ? "" : ", " + server.lateTicks() + " ticks late");
        if (plant.episodes() > 0) {
            TextLines.line(
                    text,
                    "episodes",
                    "%d ended, %d of these at the goal, %d lost, mean cost %.6g",
                    plant.episodes(),
                    plant.succeeded(),
                    plant.lost(),
                    plant.meanCost());
        }
        TextLines.line(text, "frames", "%s", server.counters().text());
        return text.toString();
    }
}
