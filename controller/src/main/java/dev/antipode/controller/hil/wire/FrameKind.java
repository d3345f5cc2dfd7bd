package dev.antipode.controller.hil.wire;

/** What a frame is for. The codes are part of the format. */
enum FrameKind {
    /** From the controller: who is there? */
    HELLO(1),
    /** From the plant: its signals, with names and units. */
    WELCOME(2),
    /** From the controller: answer at once, and do nothing. */
    PING(3),
    /** The answer to it. */
    PONG(4),
    /**
     * From the controller: measure, without a command; a plant that runs free starts its clock. With a later tick than that of the last
     * request, and to a plant that can: begin the episode of the number in the frame.
     */
    START(5),
    /**
     * From the controller. A second group, where there is one, has a factor for each parameter of the plant, in force from this command
     * on; without one, each parameter is the episode's own.
     */
    COMMAND(6),
    /** From the plant. */
    MEASUREMENT(7),
    /** From either side: the end. */
    BYE(8);

    private static final FrameKind[] BY_CODE = new FrameKind[9];

    static {
        for (FrameKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    FrameKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Null for a code that is unknown. */
    static FrameKind of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
