package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkProvider;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import java.io.IOException;
import java.util.List;

/**
 * {@code fmu:FILE.fmu} for a plant that another tool has exported. Its variables are matched to the controller's signals by name, and
 * converted where their units differ. Before the first tick the FMU takes some thousand steps that count for nothing, for at most a third
 * of a second, and starts again.
 */
public final class FmuLinkProvider implements LinkProvider {
    /** For the service loader. */
    public FmuLinkProvider() {}

    @Override
    public String scheme() {
        return "fmu";
    }

    @Override
    public String usage() {
        return FmuAddress.USAGE;
    }

    @Override
    public Link open(LinkRequest request) throws IOException {
        FmuAddress address = FmuAddress.parse(request.address());
        ModelDescription model = Fmu.describe(address.file());
        FmuPlan plan = FmuPlan.of(model, address, request);
        LinkSignature signature = new LinkSignature(
                model.modelName(),
                request.commands(),
                request.measurements(),
                List.of(),
                request.periodSeconds(),
                LinkSignature.Clock.LOCKSTEP);
        return address.isolated()
                ? new IsolatedFmuLink(address.file(), plan, signature, request.timeoutNanos())
                : new FmuLink(address.file(), plan, signature);
    }
}
