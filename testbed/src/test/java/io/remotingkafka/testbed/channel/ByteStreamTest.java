package io.remotingkafka.testbed.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteStreamTest {
    @Test
    void itsBytesAreTheSameHoweverTheyAreAskedFor() {
        ByteStream stream = ByteStream.of(42, 1_000);
        byte[] whole = new byte[1_000];
        stream.copyTo(whole);
        byte[] pieces = new byte[1_000];

        for (int at = 0; at < 1_000; at += 7) {
            stream.copy(at, pieces, at, Math.min(7, 1_000 - at));
        }

        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void anotherSeedGivesOtherBytesAndAnotherDigest() {
        assertThat(Received.of(ByteStream.of(1, 100_000))).isNotEqualTo(Received.of(ByteStream.of(2, 100_000)));
    }

    @Test
    void whatComesInIsEqualToWhatWasSentHoweverItWasCut() {
        ByteStream first = ByteStream.of(1, 10_000);
        ByteStream second = ByteStream.of(2, 20_000);
        Intake intake = new Intake();

        intake.take(Commands.data(first, 0, 4_000), 1);
        intake.take(Commands.data(first, 4_000, 6_000), 1);
        intake.take(Commands.data(second, 0, 20_000), 1);

        assertThat(intake.snapshot()).isEqualTo(Received.of(first, second));
    }
}
