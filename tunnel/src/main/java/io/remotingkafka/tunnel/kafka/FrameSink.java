package io.remotingkafka.tunnel.kafka;

/** Where frames go. */
public interface FrameSink {
    /** What became of a frame. */
    sealed interface Outcome {
        /** It will be stored, or its acknowledgement says why not. */
        Outcome TAKEN = new Taken();
        /** It was not: keep it at the head of its queue, and try again shortly. */
        Outcome NOT_TAKEN = new NotTaken();

        /** See {@link #TAKEN}. */
        record Taken() implements Outcome {}

        /** See {@link #NOT_TAKEN}. */
        record NotTaken() implements Outcome {}

        /** It never will be. */
        record Failed(Exception cause) implements Outcome {}
    }

    /** Told once for each frame taken, on a thread of the producer's. */
    interface Acknowledgement {
        /** Stored on all in-sync replicas, at this offset. */
        void stored(long offset);

        /** Not stored in time, or not allowed to be. */
        void failed(Exception cause);
    }

    /** Offers a frame; never blocks. */
    Outcome write(String topic, byte[] frame, Acknowledgement acknowledgement);
}
