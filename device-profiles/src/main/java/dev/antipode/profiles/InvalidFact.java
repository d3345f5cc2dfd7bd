package dev.antipode.profiles;

/** A value outside its range, with the key that it has in a file, so that the reader can name the line. */
final class InvalidFact extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    InvalidFact(String key, String problem) {
        super(key + " " + problem);
        this.key = key;
    }

    String key() {
        return key;
    }
}
