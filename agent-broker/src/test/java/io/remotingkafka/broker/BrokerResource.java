package io.remotingkafka.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.remotingkafka.testbed.controller.SelfSigned;
import io.remotingkafka.testbed.frames.ScriptedSide;
import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka and four controllers: {@code main}, below a context path; {@code odd}, which misbehaves; and one with a
 * certificate of its own, known ({@code tls}) and not known ({@code untrusted}).
 */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
    static final TopicNames TOPICS = new TopicNames("it.prefix");
    /** The agents of {@code main} that bring their own secrets. */
    static final List<String> OWN = List.of("own1", "own2", "own3", "own4", "own5", "own6", "own7", "own8");
    /** An agent whose secret the broker knows. */
    static final String HELD = "held";
    /** An agent with a name that no topic could have. */
    static final String STRANGE = "Büro 2.OG / ネット_1";
    /** An agent that no controller knows. */
    static final String UNKNOWN = "unknown";

    /** How many agents there are in all. */
    static final int AGENTS = OWN.size() + 4;

    private final ConformanceController main = new ConformanceController(
            ControllerSettings.DEFAULT.withContextPath("/jenkins").withUser("u", "t"));
    private final ConformanceController odd = new ConformanceController(ControllerSettings.DEFAULT.withoutTcpPort());
    private ConformanceController tls;
    private EmbeddedKafka kafka;

    /** The broker's surroundings, for tests. */
    record Surroundings(KafkaSettings kafka, ConformanceController main, ConformanceController odd) {
        ScriptedSide sidecar(String agent) {
            return sidecar("main", agent);
        }

        ScriptedSide sidecar(String controller, String agent) {
            AgentId id = new AgentId(new ControllerName(controller), new AgentName(agent));
            return ScriptedSide.sidecar(kafka.adminClient(), TOPICS, id);
        }
    }

    @Override
    public Map<String, String> start() {
        Path directory;
        try {
            directory = Files.createTempDirectory("broker-it");
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for Kafka", e);
        }
        kafka = EmbeddedKafka.start(KafkaSettings.in(directory.resolve("kafka")));
        SelfSigned certificate = SelfSigned.in(directory);
        tls = new ConformanceController(ControllerSettings.DEFAULT.withCertificate(certificate)).start();
        main.start();
        odd.start();
        Map<String, String> config = new HashMap<>();
        config.put("kafka.bootstrap.servers", kafka.settings().bootstrapServers());
        config.put("remoting.prefix", TOPICS.prefix());
        config.put("remoting.instance", "it");
        config.put("remoting.health.controller-period", "1s");
        config.put("remoting.topics.agents-partitions", "3");
        config.put("remoting.controllers.main.url", main.url().toString());
        config.put("remoting.controllers.main.user", "u");
        config.put("remoting.controllers.main.token", "t");
        for (String agent : OWN) {
            main.addAgent(agent);
            config.put("remoting.controllers.main.agents." + agent + ".name", agent);
        }
        config.put("remoting.controllers.main.agents.k1.name", HELD);
        config.put("remoting.controllers.main.agents.k1.secret", main.addAgent(HELD));
        main.addAgent(STRANGE);
        config.put("remoting.controllers.main.agents.k2.name", STRANGE);
        config.put("remoting.controllers.main.agents.k3.name", UNKNOWN);
        config.put("remoting.controllers.odd.url", odd.url().toString());
        odd.addAgent("a1");
        config.put("remoting.controllers.odd.agents.a1.name", "a1");
        config.put("remoting.controllers.tls.url", tls.url().toString());
        config.put("remoting.controllers.tls.tls.ca-file", certificate.pem().toString());
        config.put("remoting.controllers.untrusted.url", tls.url().toString());
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                new Surroundings(kafka.settings(), main, odd), new TestInjector.MatchesType(Surroundings.class));
    }

    @Override
    public void stop() {
        main.close();
        odd.close();
        tls.close();
        kafka.close();
    }
}
