package dev.antipode.controller.hil.fmi;

import dev.antipode.sim.UnitDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes the elements of a {@code modelDescription.xml} as they come; those that it does not know are passed over. */
final class ModelDescriptionHandler extends DefaultHandler {
    private static final int MOST_DEPTH = 32;
    private static final int MOST_ELEMENTS = 2_000_000;
    private static final String ROOT = "fmiModelDescription";

    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, UnitDefinition> units = new HashMap<>();
    private final List<String> categories = new ArrayList<>();
    private FmiVersion version = FmiVersion.FMI_3;
    private VariableReader variables = new VariableReader(FmiVersion.FMI_3);
    private String modelName = "";
    private String token = "";
    private String tool = "";
    private String identifier = "";
    private Capabilities capabilities;
    private boolean modelExchange;
    private double startTime;
    private double tolerance = Double.NaN;
    private double step = Double.NaN;
    private String unit = "";
    private int elements;

    @Override
    public void startElement(String uri, String local, String name, Attributes xml) throws SAXException {
        if (++elements > MOST_ELEMENTS || path.size() >= MOST_DEPTH) {
            throw new SAXException("has more than " + MOST_ELEMENTS + " elements, or elements more than " + MOST_DEPTH
                    + " deep, the most that is read");
        }
        XmlAttributes attributes = new XmlAttributes(name, xml);
        switch (path.size()) {
            case 0 -> root(name, attributes);
            case 1 -> top(name, attributes);
            default -> inner(section(), name, attributes);
        }
        path.push(name);
    }

    @Override
    public void endElement(String uri, String local, String name) throws SAXException {
        path.pop();
        if (path.size() == 2 && section().equals("ModelVariables")) {
            variables.end();
        }
    }

    /** The element below the root that this one is in. */
    private String section() {
        return path.stream().skip(Math.max(0, path.size() - 2)).findFirst().orElse("");
    }

    private void root(String name, XmlAttributes attributes) throws SAXException {
        if (!name.equals(ROOT)) {
            throw new SAXException("begins with <" + name + "> where <" + ROOT + "> is due");
        }
        String wanted = attributes.required("fmiVersion");
        version = FmiVersion.of(wanted)
                .orElseThrow(() -> new SAXException("is of FMI " + wanted + "; what is read is FMI "
                        + Arrays.stream(FmiVersion.values())
                                .map(FmiVersion::label)
                                .collect(Collectors.joining(" and "))
                        + ": export it for one of these"));
        modelName = attributes.required("modelName");
        token = attributes.required(version == FmiVersion.FMI_2 ? "guid" : "instantiationToken");
        tool = attributes.text("generationTool").orElse("");
        variables = new VariableReader(version);
    }

    private void top(String name, XmlAttributes attributes) throws SAXException {
        switch (name) {
            case "ModelExchange" -> modelExchange = true;
            case "CoSimulation" -> {
                identifier = attributes.required("modelIdentifier");
                requireFileName(identifier);
                boolean two = version == FmiVersion.FMI_2;
                capabilities = new Capabilities(
                        attributes.flag(two ? "providesDirectionalDerivative" : "providesDirectionalDerivatives"),
                        attributes.flag(two ? "canGetAndSetFMUstate" : "canGetAndSetFMUState"),
                        attributes.flag("canHandleVariableCommunicationStepSize"),
                        attributes.flag("needsExecutionTool"),
                        attributes.flag("canBeInstantiatedOnlyOncePerProcess"),
                        attributes.number("fixedInternalStepSize", Double.NaN));
            }
            case "DefaultExperiment" -> {
                startTime = attributes.number("startTime", 0);
                tolerance = attributes.number("tolerance", Double.NaN);
                step = attributes.number("stepSize", Double.NaN);
            }
            default -> {
                // Of the standard, and of no use here.
            }
        }
    }

    /** The identifier becomes a file's name: the standard has it be one of C. */
    private static void requireFileName(String identifier) throws SAXException {
        if (!identifier.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw new SAXException("gives the modelIdentifier '" + identifier + "', which is no name of C");
        }
    }

    private void inner(String section, String name, XmlAttributes attributes) throws SAXException {
        switch (section) {
            case "UnitDefinitions" -> unit(name, attributes);
            case "TypeDefinitions" -> variables.type(name, attributes);
            case "LogCategories" -> attributes.text("name").ifPresent(categories::add);
            case "ModelVariables" -> variables.element(path.size(), name, attributes);
            default -> {
                // Of the standard, and of no use here.
            }
        }
    }

    private void unit(String name, XmlAttributes attributes) throws SAXException {
        if (name.equals("Unit")) {
            unit = attributes.required("name");
        } else if (name.equals("BaseUnit")) {
            int[] exponents = new int[UnitDefinition.BASE.size()];
            for (int i = 0; i < exponents.length; i++) {
                exponents[i] = (int) attributes.number(UnitDefinition.BASE.get(i), 0);
            }
            double factor = attributes.number("factor", 1);
            double offset = attributes.number("offset", 0);
            if (factor == 0 || !Double.isFinite(factor) || !Double.isFinite(offset)) {
                throw new SAXException("defines the unit '" + unit + "' with the factor " + factor + " and the offset "
                        + offset + ", by which nothing converts");
            }
            units.put(unit, UnitDefinition.of(exponents, factor, offset));
        }
    }

    /** What was read. */
    ModelDescription description() throws SAXException {
        if (capabilities == null) {
            throw new SAXException(
                    modelExchange
                            ? "offers model exchange alone, which has no solver; export it for co-simulation"
                            : "has no element <CoSimulation>");
        }
        return new ModelDescription(
                version,
                modelName,
                identifier,
                token,
                tool,
                capabilities,
                startTime,
                tolerance,
                step,
                variables.done(),
                units,
                categories);
    }

    /** The attributes of one element, with sentences for what is missing or is none. */
    record XmlAttributes(String element, Attributes xml) {
        Optional<String> text(String name) {
            return Optional.ofNullable(xml.getValue(name));
        }

        String required(String name) throws SAXException {
            return text(name).orElseThrow(() -> new SAXException("has <" + element + "> without " + name));
        }

        boolean flag(String name) {
            return text(name)
                    .map(t -> t.strip().equals("true") || t.strip().equals("1"))
                    .orElse(false);
        }

        double number(String name, double otherwise) throws SAXException {
            Optional<String> text = text(name);
            return text.isEmpty() ? otherwise : number(name, text.get());
        }

        double number(String name, String text) throws SAXException {
            // As XML Schema writes them.
            return switch (text.strip()) {
                case "INF" -> Double.POSITIVE_INFINITY;
                case "-INF" -> Double.NEGATIVE_INFINITY;
                case String other -> {
                    try {
                        yield Double.parseDouble(other);
                    } catch (NumberFormatException e) {
                        throw new SAXException(
                                "has <" + element + "> with " + name + " '" + text + "', which is no number", e);
                    }
                }
            };
        }
    }
}
