package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads a {@code modelDescription.xml} that may be of anybody: no document type, no entity of its own, no file or address opened, its
 * length and depth bounded, and one sentence for whatever is wrong.
 */
final class ModelDescriptionReader {
    /** The name within an FMU. */
    static final String NAME = "modelDescription.xml";

    /** Those of large vehicle models are a tenth of it. */
    static final long MOST_BYTES = 64L << 20;

    private ModelDescriptionReader() {}

    /**
     * Reads one.
     *
     * @param file named in messages
     * @param in its text, read to its end or to the bound; stays open
     */
    static ModelDescription read(Path file, InputStream in) throws IOException {
        ModelDescriptionHandler handler = new ModelDescriptionHandler();
        try {
            factory().newSAXParser().parse(new InputSource(new BoundedInput(in, MOST_BYTES)), handler);
            return handler.description();
        } catch (BoundedInput.TooLong e) {
            throw refused(file, "is longer than " + MOST_BYTES + " bytes, the most that is read", e);
        } catch (SAXParseException e) {
            throw refused(file, "is no XML that is read: line " + e.getLineNumber() + ": " + e.getMessage(), e);
        } catch (SAXException e) {
            throw refused(file, e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK's XML parser has none of the safe settings", e);
        } catch (java.io.CharConversionException | java.io.UnsupportedEncodingException e) {
            throw refused(file, "is in no encoding that is read: " + e.getMessage(), e);
        }
    }

    private static RefusedFileException refused(Path file, String defect, Exception cause) {
        RefusedFileException refused = new RefusedFileException(file, "is refused: its " + NAME + " " + defect);
        refused.initCause(cause);
        return refused;
    }

    private static SAXParserFactory factory() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setXIncludeAware(false);
        return factory;
    }
}
