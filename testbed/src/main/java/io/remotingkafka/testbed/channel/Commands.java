package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What a channel's chunks say: the first byte of a command tells what it is. */
final class Commands {
    /** Writes messages, in one piece between those of others. */
    interface Output {
        void write(List<byte[]> messages) throws IOException;
    }

    private static final byte GREETING = 'G';
    private static final byte DATA = 'D';
    private static final byte CALL = 'C';
    private static final byte REPLY = 'R';

    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Call(byte[] content, CompletableFuture<Void> answered) {}

    private final Intake intake;
    private final Output output;
    private final ChunkReader reader = new ChunkReader(this::accept);
    private final Map<Long, Call> calls = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile String problem = "";
    private boolean greeted;

    /**
     * @param greets whether this end sends the first command, as the controller does, or waits for it
     */
    Commands(boolean greets, Intake intake, Output output) {
        this.intake = intake;
        this.output = output;
        this.greeted = greets;
        if (greets) {
            send(new byte[] {GREETING});
        }
    }

    /** The command for a part of a stream. */
    static byte[] data(ByteStream stream, long at, int length) {
        byte[] command = new byte[1 + length];
        command[0] = DATA;
        stream.copy(at, command, 1, length);
        return command;
    }

    /** Asks for an echo; done when it is here, and right. */
    CompletableFuture<Void> call(int bytes) {
        byte[] content = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(content);
        long number = numbers.incrementAndGet();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        calls.put(number, new Call(content, answered));
        send(command(CALL, number, content));
        return answered;
    }

    /** Takes bytes from the wire. */
    void read(byte[] bytes) throws WireViolation {
        reader.read(bytes);
        if (!problem.isEmpty()) {
            throw new WireViolation(1002, problem);
        }
    }

    private void accept(byte[] command) {
        byte type = command.length == 0 ? 0 : command[0];
        if (!greeted && type != GREETING) {
            problem = "the controller's first command is missing, command " + type + " came instead";
            return;
        }
        greeted = true;
        switch (type) {
            case GREETING -> {}
            case DATA -> intake.take(command, 1);
            case CALL -> {
                // On a thread of its own: a reader that waits to write can be waited for by the other end.
                command[0] = REPLY;
                Thread.ofVirtual().start(() -> send(command));
            }
            case REPLY -> answered(command);
            default -> problem = "a command of an unknown type, " + type + ": has the stream a gap?";
        }
    }

    private void answered(byte[] command) {
        Call call = command.length < 9
                ? null
                : calls.remove(ByteBuffer.wrap(command, 1, 8).getLong());
        if (call == null || !Arrays.equals(call.content, 0, call.content.length, command, 9, command.length)) {
            problem = "an answer that is not the echo of a call";
        } else {
            call.answered.complete(null);
        }
    }

    private static byte[] command(byte type, long number, byte[] content) {
        return ByteBuffer.allocate(9 + content.length)
                .put(type)
                .putLong(number)
                .put(content)
                .array();
    }

    private void send(byte[] command) {
        try {
            output.write(Chunks.of(command));
        } catch (IOException e) {
            // The reader learns of it as well, and ends the channel with the reason.
            problem = "a command could not be written: " + e.getMessage();
        }
    }
}
