package dev.antipode.core.lift;

/** An object or array of the lifted program, with symbolic contents. Compared by identity, as in Java. */
final class Entity implements Value.Ref {
    private final Class<?> type;
    private final Value[] slots;
    private final int birth;
    private String frozen;

    Entity(Class<?> type, Value[] slots, int birth) {
        this.type = type;
        this.slots = slots;
        this.birth = birth;
    }

    Class<?> type() {
        return type;
    }

    boolean isArray() {
        return type.isArray();
    }

    int length() {
        return slots.length;
    }

    Value get(int index) {
        return slots[index];
    }

    /** Only the heap writes: it keeps the log that a fork undoes. */
    void set(int index, Value value) {
        slots[index] = value;
    }

    /** When it was made, on the machine's count of entities. */
    int birth() {
        return birth;
    }

    /** Why it may not be written, or null where it may. */
    String frozen() {
        return frozen;
    }

    void freeze(String why) {
        if (frozen == null) {
            frozen = why;
        }
    }

    /** One place that can be written. */
    record Slot(Entity entity, int index) {}
}
