package dev.antipode.controller.hil.plan;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The result as JUnit XML, in the form that Maven Surefire writes and continuous integration reads: one test case a case. */
public final class JUnitReport {
    private final XMLStreamWriter xml;
    private final String suite;

    private JUnitReport(XMLStreamWriter xml, String suite) {
        this.xml = xml;
        this.suite = suite;
    }

    /**
     * The report.
     *
     * @param result of a plan
     * @param suite the name of the test suite
     * @return a whole XML document
     */
    public static String of(PlanResult result, String suite) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JUnitReport(xml, suite).write(result);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
        return text.append('\n').toString();
    }

    private void write(PlanResult result) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite);
        xml.writeAttribute("time", seconds(result.elapsedSeconds()));
        xml.writeAttribute("tests", Integer.toString(result.cases().size()));
        xml.writeAttribute("errors", Long.toString(result.count(Verdict.ERROR)));
        xml.writeAttribute("skipped", Long.toString(result.count(Verdict.SKIPPED)));
        xml.writeAttribute("failures", Long.toString(result.count(Verdict.FAILED)));
        for (CaseResult part : result.cases()) {
            write(part);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(CaseResult part) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", part.plan().name());
        xml.writeAttribute("classname", suite);
        xml.writeAttribute(
                "time", seconds(part.run().map(CaseResult.Run::elapsedSeconds).orElse(0.0)));
        String element = switch (part.verdict()) {
            case PASSED -> "";
            case FAILED -> "failure";
            case SKIPPED -> "skipped";
            case ERROR -> "error";
        };
        if (!element.isEmpty()) {
            xml.writeEmptyElement(element);
            xml.writeAttribute("message", part.explanation());
            if (part.verdict() != Verdict.SKIPPED) {
                xml.writeAttribute("type", element);
            }
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters("faults: " + part.plan().faultText());
        for (Check check : part.checks()) {
            xml.writeCharacters("\n" + check.outcome().text() + ": " + check.text());
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
