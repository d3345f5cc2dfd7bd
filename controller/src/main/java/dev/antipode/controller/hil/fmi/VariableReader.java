package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.hil.fmi.ModelDescriptionHandler.XmlAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.xml.sax.SAXException;

/**
 * Takes the elements of {@code TypeDefinitions} and {@code ModelVariables}. In FMI 2.0 a {@code ScalarVariable} has an element of its
 * type inside; in FMI 3.0 the variable is the element of its type, and dimensions and aliases are inside.
 */
final class VariableReader {
    /** The depths of a variable and of what is inside it, with {@code ModelVariables} at 1. */
    private static final int OUTER = 2;

    private static final int MOST_VARIABLES = 200_000;

    /** What a type lends to variables that name it. */
    private record DeclaredType(String unit, double min, double max) {}

    private final FmiVersion version;
    private final Map<String, DeclaredType> types = new HashMap<>();
    private final List<FmuVariable> variables = new ArrayList<>();
    private final List<String> aliases = new ArrayList<>();
    private String typeName = "";
    private XmlOuter outer;
    private FmuVariable made;

    /** The attributes of a {@code ScalarVariable}, kept until its type is known. */
    private record XmlOuter(
            String name, int reference, Causality causality, Optional<String> variability, Optional<String> initial) {}

    VariableReader(FmiVersion version) {
        this.version = version;
    }

    void type(String element, XmlAttributes attributes) throws SAXException {
        if (element.equals("Item")) {
            return;
        }
        if (element.equals("SimpleType")) {
            typeName = attributes.required("name");
            return;
        }
        if (version == FmiVersion.FMI_3 && attributes.text("name").isPresent() && element.endsWith("Type")) {
            typeName = attributes.required("name");
        }
        types.put(
                typeName,
                new DeclaredType(
                        attributes.text("unit").orElse(""),
                        attributes.number("min", Double.NEGATIVE_INFINITY),
                        attributes.number("max", Double.POSITIVE_INFINITY)));
    }

    void element(int depth, String element, XmlAttributes attributes) throws SAXException {
        if (depth == OUTER) {
            outer = new XmlOuter(
                    attributes.required("name"),
                    reference(attributes),
                    Causality.of(attributes.text("causality")),
                    attributes.text("variability"),
                    attributes.text("initial"));
            if (version == FmiVersion.FMI_3) {
                make(element, attributes);
            }
        } else if (depth == OUTER + 1 && version == FmiVersion.FMI_2 && made == null) {
            make(element, attributes);
        } else if (depth == OUTER + 1 && made != null) {
            switch (element) {
                case "Dimension" -> made = array(made);
                case "Alias" -> aliases.add(attributes.required("name"));
                default -> {
                    // Start values of text, and notes of tools.
                }
            }
        }
    }

    private int reference(XmlAttributes attributes) throws SAXException {
        String text = attributes.required("valueReference").strip();
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new SAXException(
                    "has the variable '" + attributes.required("name") + "' with valueReference '" + text
                            + "', which is no whole number from 0 to 4294967295",
                    e);
        }
    }

    private void make(String element, XmlAttributes attributes) throws SAXException {
        Optional<VariableType> found = VariableType.of(version, element);
        if (found.isEmpty()) {
            return;
        }
        VariableType type = found.get();
        Optional<String> declaredName = attributes.text("declaredType");
        DeclaredType declared = declaredName
                .map(types::get)
                .orElse(new DeclaredType("", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        Optional<String> derivative = attributes.text("derivative");
        boolean given =
                outer.initial.map(i -> i.equals("exact") || i.equals("approx")).orElse(false);
        Variability variability = Variability.of(outer.variability, type);
        made = new FmuVariable(
                outer.name,
                outer.reference,
                type,
                outer.causality,
                variability,
                attributes.text("unit").orElse(declared.unit),
                start(type, attributes),
                type.numeric() ? attributes.number("min", declared.min) : Double.NEGATIVE_INFINITY,
                type.numeric() ? attributes.number("max", declared.max) : Double.POSITIVE_INFINITY,
                false,
                derivative.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of((long) attributes.number("derivative", derivative.get())),
                variability != Variability.CONSTANT
                        && (given || outer.causality.parameter() || outer.causality == Causality.INPUT));
    }

    private static double start(VariableType type, XmlAttributes attributes) throws SAXException {
        Optional<String> text = attributes.text("start");
        if (text.isEmpty() || !type.numeric()) {
            return Double.NaN;
        }
        if (type == VariableType.BOOLEAN) {
            return attributes.flag("start") ? 1 : 0;
        }
        String first = text.get().strip();
        // Arrays give one number an element.
        return first.contains(" ") ? Double.NaN : attributes.number("start", first);
    }

    private static FmuVariable array(FmuVariable v) {
        return new FmuVariable(
                v.name(),
                v.reference(),
                v.type(),
                v.causality(),
                v.variability(),
                v.unit(),
                Double.NaN,
                v.min(),
                v.max(),
                true,
                v.derivativeOf(),
                v.settableStart());
    }

    private static FmuVariable named(FmuVariable v, String name) {
        return new FmuVariable(
                name,
                v.reference(),
                v.type(),
                v.causality(),
                v.variability(),
                v.unit(),
                v.start(),
                v.min(),
                v.max(),
                v.array(),
                v.derivativeOf(),
                v.settableStart());
    }

    /** A variable is complete. */
    void end() throws SAXException {
        if (variables.size() + aliases.size() >= MOST_VARIABLES) {
            throw new SAXException("has more than " + MOST_VARIABLES + " variables, the most that is read");
        }
        if (made == null && version == FmiVersion.FMI_2) {
            throw new SAXException("has the variable '" + outer.name + "' without a type");
        }
        if (made != null) {
            variables.add(made);
            for (String alias : aliases) {
                variables.add(named(made, alias));
            }
        }
        aliases.clear();
        made = null;
    }

    List<FmuVariable> done() {
        return variables;
    }
}
