package dev.antipode.controller.hil.train;

/**
 * Which half of a pair goes first: {@code + - - +}, over and over. A plant that drifts in a straight line then costs both halves the
 * same over two visits, be they of one pair or of two.
 */
final class PairOrder {
    private PairOrder() {}

    /** Whether the candidate with the sign 1 is the first of the two on a visit of a pair that has so many visits. */
    static boolean plusFirst(int pair, int visit, int visits) {
        return ((pair * visits + visit) & 1) == 0;
    }
}
