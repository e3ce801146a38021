package io.remotingkafka.broker.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitReasonTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Waiting for next available executor; NoFreeExecutor; ``",
                "Waiting for next available executor on ‘linux && jdk21’; NoFreeExecutor; linux && jdk21",
                "Waiting for next available executor on linux; NoFreeExecutor; linux",
                "There are no nodes with the label ‘x’; NoNodes; x",
                "All nodes of label ‘linux’ are offline; NodesOffline; linux",
                "‘a3’ is offline; NodeOffline; a3",
                "a3 is offline; NodeOffline; a3",
                "In the quiet period. Expires in 4.9 sec; Other; ``",
                "Build #7 is already in progress (ETA: 3 min); Other; ``",
                "En attente du prochain exécuteur disponible; Other; ``",
            })
    void readsTheControllersText(String text, String kind, String label) {
        // When
        WaitReason reason = WaitReason.of(text);

        // Then
        assertThat(reason.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(reason.named()).isEqualTo(Optional.of(label).filter(found -> !found.isEmpty()));
    }
}
