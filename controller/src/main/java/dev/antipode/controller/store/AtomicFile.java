package dev.antipode.controller.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file that appears whole or not at all. Bytes go to a temporary name beside the target; {@link #commit()} forces them to
 * disk and renames, so whatever fails before leaves the old file untouched. Every exception's message is one sentence that
 * names the target and the reason. Not thread-safe.
 */
public final class AtomicFile extends OutputStream {
    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 15);
    private boolean committed;

    private AtomicFile(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        try {
            // A part left over from a killed process is overwritten.
            this.channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Starts a file.
     *
     * @param target where it will be; its folder must exist
     * @return the stream, to be committed and closed
     * @throws IOException if nothing can be written there
     */
    public static AtomicFile open(Path target) throws IOException {
        return new AtomicFile(Objects.requireNonNull(target, "target"));
    }

    /**
     * Writes a whole file.
     *
     * @param target where it will be; its folder must exist
     * @param bytes the content, not modified
     * @throws IOException if it cannot be written; the old file is then untouched
     */
    public static void write(Path target, byte[] bytes) throws IOException {
        try (AtomicFile file = open(target)) {
            file.write(bytes);
            file.commit();
        }
    }

    @Override
    public void write(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            drain();
        }
        buffer.put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int done = 0; done < length; ) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int count = Math.min(buffer.remaining(), length - done);
            buffer.put(bytes, offset + done, count);
            done += count;
        }
    }

    /**
     * Forces the bytes to disk and gives the file its name, replacing what was there.
     *
     * @throws IOException if that fails; the old file is then untouched
     */
    public void commit() throws IOException {
        drain();
        try {
            channel.force(true);
            channel.close();
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw failure(e);
        }
        forceFolder();
    }

    /** Ends the file; without a commit before, what was written is dropped. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(part);
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        buffer.clear();
    }

    /** The rename itself survives a power cut only once the folder is on disk; where folders cannot be opened, it is the file system's affair. */
    private void forceFolder() {
        Path folder = target.toAbsolutePath().getParent();
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException ignored) {
            // Windows opens no folders; the data itself is on disk already.
            return;
        }
    }

    private IOException failure(IOException cause) {
        return new IOException("cannot write " + target + ": " + reason(cause), cause);
    }

    /**
     * What the system says about a failure, without the file's name.
     *
     * @param cause the failure
     * @return a few words such as {@code "No space left on device"}
     */
    public static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or folder";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
