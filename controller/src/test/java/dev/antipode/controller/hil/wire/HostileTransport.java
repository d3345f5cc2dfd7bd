package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;
import java.util.Random;

/** The other side is a fool that knows the format: frames with right checksums and any contents, so many, and then the end. */
final class HostileTransport implements Transport {
    static final int SESSION = 77;

    private static final FrameKind[] KINDS = FrameKind.values();

    private final Random random;
    private final int usualNumbers;
    private final int usualReferences;
    private final boolean farewells;
    private final LinkFrame frame = new LinkFrame();
    private final ByteBuffer buffer = LinkFrame.buffer(LinkFrame.MOST_BYTES);
    private final FrameKind first;
    private boolean begun;
    private int left;
    private long transmission;
    private long tick;

    HostileTransport(long seed, int frames, int usualNumbers, int usualReferences, FrameKind first, boolean farewells) {
        this.random = new Random(seed);
        this.left = frames;
        this.usualNumbers = usualNumbers;
        this.usualReferences = usualReferences;
        this.first = first;
        this.farewells = farewells;
    }

    int left() {
        return left;
    }

    @Override
    public boolean send(ByteBuffer sent) {
        return random.nextInt(10) > 0;
    }

    @Override
    public int receive(ByteBuffer into, long deadlineNanos) {
        if (left == 0) {
            return CLOSED;
        }
        left--;
        boolean greeting = !begun;
        begun = true;
        frame.kind = greeting ? first : kind();
        frame.flags = random.nextInt();
        frame.session = !greeting && random.nextInt(20) == 0 ? random.nextInt(SESSION - 1, SESSION + 3) : SESSION;
        transmission += random.nextInt(10) == 0 ? random.nextInt(-20, 20) : 1;
        frame.transmission = random.nextInt(1000) == 0 ? random.nextLong() : transmission;
        tick += random.nextInt(3) == 0 ? 1 : 0;
        frame.tick = random.nextInt(50) == 0 ? random.nextLong() : tick + random.nextInt(-1, 2);
        frame.timeNanos = random.nextLong();
        frame.episode = random.nextLong();
        frame.cost = Double.longBitsToDouble(random.nextLong());
        boolean usual = greeting || random.nextInt(10) > 0;
        frame.encode(
                buffer,
                numbers(usual ? usualNumbers : random.nextInt(50)),
                numbers(usual ? usualReferences : random.nextInt(5)));
        into.clear();
        int size = Math.min(into.capacity(), buffer.limit());
        into.put(0, buffer, 0, size).limit(size);
        return size;
    }

    private FrameKind kind() {
        FrameKind kind = random.nextInt(3) == 0 ? KINDS[random.nextInt(KINDS.length)] : first;
        boolean end = kind == FrameKind.BYE || kind == FrameKind.WELCOME;
        return end && !farewells ? FrameKind.COMMAND : kind == FrameKind.HELLO ? FrameKind.COMMAND : kind;
    }

    private double[] numbers(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(4) == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian();
        }
        return numbers;
    }

    @Override
    public String peer() {
        return "a fool";
    }

    @Override
    public void close() {
        left = 0;
    }
}
