package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.frame.Header;
import java.util.List;
import java.util.Optional;

/**
 * Where TCP agents connect, from the headers of {@code tcpSlaveAgentListener/}.
 *
 * @param host only where the controller names one
 */
record AgentPort(int port, Optional<String> host) {
    /** Empty if no header names a port. */
    static Optional<AgentPort> of(List<Header> headers) {
        return find(headers, "X-Jenkins-JNLP-Port")
                // Hudson's name for it.
                .or(() -> find(headers, "X-Hudson-JNLP-Port"))
                .filter(value -> value.matches("[1-9][0-9]{0,4}"))
                .map(Integer::valueOf)
                .filter(port -> port <= 65_535)
                .map(port -> new AgentPort(port, find(headers, "X-Jenkins-JNLP-Host")));
    }

    private static Optional<String> find(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(header -> header.value().strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
