package dev.antipode.controller.paper;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * Pictures of digits, 8 by 8 pixels, for the inner task of a learned optimizer. The arrays belong to it and must not be modified.
 *
 * @param source where they are from, for reports; a figure that was measured with others is measured again
 * @param pixels by picture, row by row, 0 for background and about 1 for ink
 * @param classes the digit of each picture
 */
record Digits(String source, double[][] pixels, int[] classes) {
    static final int SIDE = 8;
    static final int PIXELS = SIDE * SIDE;
    static final int CLASSES = 10;

    private static final double NOISE = 0.3;
    /** No other use of the purpose has such a generation. */
    private static final int GENERATION = -2;

    /** The lit segments of each digit, bit 0 the top one, then clockwise, bit 6 the middle one. */
    private static final int[] SEGMENTS = {0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f};

    private static final int WIDTH = 4;
    private static final int HEIGHT = 7;

    /** Seven-segment digits in turn, each moved by at most a pixel, lighter or darker, with noise on every pixel. */
    static Digits made(long seed, int count) {
        StreamKey key = new StreamKey(seed, Purpose.TRAINING_INITIAL_STATE, GENERATION);
        double[][] pixels = new double[count][PIXELS];
        int[] classes = new int[count];
        int[] words = new int[4];
        for (int i = 0; i < count; i++) {
            classes[i] = i % CLASSES;
            draw(key, i, PIXELS, words);
            int right = 1 + Integer.remainderUnsigned(words[0], 3);
            int down = Integer.remainderUnsigned(words[1], 2);
            double ink = 0.7 + 0.3 * uniform(words[2]);
            for (int p = 0; p < PIXELS; p++) {
                draw(key, i, p, words);
                double noise = NOISE * (uniform(words[0]) - uniform(words[1]));
                boolean lit = lit(SEGMENTS[classes[i]], p % SIDE - right, p / SIDE - down);
                pixels[i][p] = (lit ? ink : 0) + noise;
            }
        }
        return new Digits("seven-segment digits made from the seed", pixels, classes);
    }

    private static boolean lit(int segments, int x, int y) {
        if (x < 0 || x >= WIDTH || y < 0 || y >= HEIGHT) {
            return false;
        }
        int middle = HEIGHT / 2;
        boolean upper = y <= middle;
        boolean lower = y >= middle;
        boolean right = x == WIDTH - 1;
        boolean left = x == 0;
        return (y == 0 && on(segments, 0))
                || (right && upper && on(segments, 1))
                || (right && lower && on(segments, 2))
                || (y == HEIGHT - 1 && on(segments, 3))
                || (left && lower && on(segments, 4))
                || (left && upper && on(segments, 5))
                || (y == middle && on(segments, 6));
    }

    private static boolean on(int segments, int bit) {
        return (segments >> bit & 1) != 0;
    }

    private static void draw(StreamKey key, int picture, int at, int[] words) {
        Threefry.block(at, picture, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
    }

    private static double uniform(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
    }
}
