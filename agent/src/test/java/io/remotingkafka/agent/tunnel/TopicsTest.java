package io.remotingkafka.agent.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentId;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final AgentId AGENT = AgentId.ofKey("main/büro 7");

    @Test
    void missingTopicsAreTheBrokersToMake() {
        assertThat(explain(new UnknownTopicOrPartitionException("x")))
                .contains("agent 'büro 7'", "remoting.controllers.main.agents", "remoting.prefix");
    }

    @Test
    void whatKafkaRefusesNamesTheKeysAndRights() {
        assertThat(explain(new SaslAuthenticationException("wrong password"))).contains("kafka.sasl", "wrong password");
        assertThat(explain(new TopicAuthorizationException(Set.of("t")))).contains("Write and Describe", "Read and");
    }

    @Test
    void anythingElseMeansThatKafkaIsOutOfReach() {
        assertThat(explain(new TimeoutException("timed out"))).contains("kafka.bootstrap.servers", "timed out");
    }

    @Test
    void wrappersAreTakenOff() {
        assertThat(explain(new CompletionException(new ExecutionException(new UnknownTopicOrPartitionException("x")))))
                .contains("do not exist");
    }

    private static String explain(Throwable failure) {
        return Topics.explain(failure, AGENT);
    }
}
