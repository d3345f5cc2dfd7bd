package dev.antipode.core.lift;

import dev.antipode.core.graph.Node;

/** What a local variable, a stack slot, a field or an array element holds while a method is lifted. */
sealed interface Value {
    /** Whether it takes two words on the JVM's stack. */
    default boolean wide() {
        return false;
    }

    /** Whether two references are one: the lifted program tells objects apart by identity. */
    @SuppressWarnings("ReferenceEquality")
    static boolean same(Object a, Object b) {
        return a == b;
    }

    /** A double: symbolic, or a constant. */
    record Real(Node node) implements Value {
        @Override
        public boolean wide() {
            return true;
        }
    }

    /** A boolean that depends on symbolic values. */
    record Mask(Node node) implements Value {}

    /** A known int, short, byte, char or boolean. */
    record Int(int value) implements Value {}

    /** A known long. */
    record Long64(long value) implements Value {
        @Override
        public boolean wide() {
            return true;
        }
    }

    /** A known float. */
    record Single(float value) implements Value {}

    /** What dcmpl (NaN counts as less) or dcmpg leaves for the branch that follows it. */
    record Comparison(Node a, Node b, boolean nanIsLess) implements Value {}

    /** Different on the two sides of a symbolic condition in a way that no select can merge; an error when read. */
    record Conflict(String reason, String remedy, boolean wide) implements Value {
        Refusal refusal() {
            return new Refusal(reason, remedy);
        }
    }

    /** A reference. */
    sealed interface Ref extends Value permits Null, Known, Answering, Entity {}

    /** The null reference. */
    enum Null implements Ref {
        NULL
    }

    /** An object that exists outside: the receiver, a helper it holds, a static constant. Never written. */
    record Known(Object object) implements Ref {
        @Override
        public boolean equals(Object other) {
            return other instanceof Known(Object o) && same(object, o);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** An interface whose calls are answered by a handler. */
    record Answering(Argument.CallHandler handler) implements Ref {}
}
