package dev.antipode.profiles;

import java.util.regex.Pattern;

/** A value outside its range, with the key that it has in a file, so that the reader can name the line. */
final class InvalidFact extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    InvalidFact(String key, String problem) {
        super(readable(key) + " " + problem);
        this.key = key;
    }

    /** Items of a list count from 1, as people do. */
    private static String readable(String key) {
        return Pattern.compile("\\.(\\d+)")
                .matcher(key)
                .replaceAll(number -> " item " + (Integer.parseInt(number.group(1)) + 1));
    }

    String key() {
        return key;
    }
}
