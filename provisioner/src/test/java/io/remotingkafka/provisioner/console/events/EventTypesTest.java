package io.remotingkafka.provisioner.console.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.protocol.event.ClusterEvent;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypesTest {
    /** One that is missing is found out in a native executable alone, by whoever waits for its event. */
    @Test
    void allThatAgentBrokerTellsIsKnown() {
        Set<Class<?>> told = Stream.concat(kinds(Event.class), kinds(ProvisioningFailure.class))
                .filter(type -> !ClusterEvent.class.isAssignableFrom(type))
                .collect(Collectors.toSet());

        assertThat(EventTypes.class.getAnnotation(RegisterForReflection.class).targets())
                .containsAll(told);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventTypesTest::kinds)
                : Stream.of(type);
    }
}
