package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.ConfiguredAgents;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.broker.ownership.GroupView;
import io.remotingkafka.broker.ownership.Ownership;
import io.remotingkafka.broker.ownership.OwnershipClients;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.KafkaOutageEnded;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.remotingkafka.tunnel.kafka.FrameWriter;
import io.remotingkafka.tunnel.kafka.KafkaProbe;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.remotingkafka.tunnel.session.SessionSettings;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * The broker's end of the tunnel: sessions come in from Kafka and go out to controllers. It keeps one {@link AgentRelay}
 * for every agent of the installation, spread over a few event loops, and gives each the news it needs.
 */
@ApplicationScoped
public class Relay implements Ownership.Listener {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long TICK_MILLIS = 1_000;
    private static final long DELETION_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 2_000;

    private final BrokerConfig config;
    private final Map<String, Object> kafka;
    private final Controllers controllers;
    private final RelayMeters meters;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final ConfiguredAgents configured;
    private final AgentSecrets secrets;
    private final ProvisionedSecrets provisionedSecrets;
    private final String instance;
    private final TopicNames topics;
    private final Map<AgentId, AgentRelay> agents = new ConcurrentHashMap<>();
    private final List<Context> loops = new ArrayList<>();
    private GroupView group;
    private Admin admin;
    private FrameWriter writer;
    private RecordReader reader;
    private KafkaProbe probe;
    private OwnershipClients clients;
    private Ownership ownership;
    private RelayContext context;
    private volatile AgentSecrets.Protection protection = AgentSecrets.Protection.UNKNOWN;
    private volatile RelayState state = new RelayState.Connecting("starting");

    Relay(
            BrokerConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Controllers controllers,
            RelayMeters meters,
            Vertx vertx) {
        this.config = config;
        this.kafka = kafka;
        this.controllers = controllers;
        this.meters = meters;
        this.vertx = vertx;
        this.instance = config.instance() + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.topics = new TopicNames(config.prefix());
        this.configured = new ConfiguredAgents(config);
        this.secrets = new AgentSecrets(configured.secrets(), config.security().trustUnprotectedKafka());
        this.provisionedSecrets = new ProvisionedSecrets(controllers, secrets);
        this.group = GroupView.outside(instance);
    }

    /** Begins to look for Kafka, with these event loops for the sessions. */
    void start(List<Context> eventLoops) {
        loops.addAll(eventLoops);
        admin = Admin.create(ClientConfigs.admin(kafka, instance));
        writer = new FrameWriter(ClientConfigs.frameProducer(kafka, instance));
        reader = new RecordReader(ClientConfigs.reader(kafka, instance + "-frames"));
        clients = OwnershipClients.create(
                kafka,
                instance,
                admin,
                reader,
                topics,
                config.topics(),
                configured.kafkaUsers(),
                config.consoleKafkaUser());
        ownership = new Ownership(instance, topics, configured.ids(), kafka, clients, home(), this);
        probe = new KafkaProbe(admin, vertx, clock, this::kafkaChanged);
        SessionSettings settings = new SessionSettings(
                config.session().window(),
                config.session().heartbeat(),
                SessionSettings.DEFAULT.openLimit(),
                config.session().outageLimit(),
                config.session().silenceLimit());
        context = new RelayContext(
                instance,
                topics,
                settings,
                writer,
                reader,
                ownership::publish,
                ownership::confirm,
                controllers,
                secrets,
                () -> protection,
                probe::status,
                meters,
                vertx,
                clock);
        meters.waitingBytes(() ->
                agents.values().stream().mapToLong(AgentRelay::waitingBytes).sum());
        FrameDeletion deletion = new FrameDeletion(admin, topics);
        vertx.setPeriodic(DELETION_MILLIS, id -> home().runOnContext(v -> deletion.run(agents.values())));
        vertx.setPeriodic(config.session().heartbeat().toMillis(), id -> onEachLoop(AgentRelay::ping));
        vertx.setPeriodic(TICK_MILLIS, id -> {
            Instant now = clock.instant();
            onEachLoop(agent -> agent.checkLimits(now));
        });
        connect();
    }

    private Context home() {
        return loops.getFirst();
    }

    private void connect() {
        KafkaProtection.of(admin, kafka)
                .onSuccess(found -> protection = found)
                .compose(found -> ownership.start())
                .onSuccess(v -> {
                    state = new RelayState.Serving();
                    LOG.infof("instance=%s serving prefix=%s protection=%s", instance, topics.prefix(), protection);
                })
                .onFailure(e -> {
                    if (!(state instanceof RelayState.Connecting(String before) && before.equals(e.getMessage()))) {
                        LOG.warnf("instance=%s not serving yet: %s", instance, e.getMessage());
                    }
                    state = new RelayState.Connecting(String.valueOf(e.getMessage()));
                    vertx.setTimer(RETRY_MILLIS, id -> connect());
                });
    }

    private void kafkaChanged(KafkaStatus before, KafkaStatus after) {
        ownership.kafka(before, after);
        boolean back = before instanceof KafkaStatus.Unreachable && after instanceof KafkaStatus.Reachable;
        if (back && state instanceof RelayState.Serving) {
            meters.kafkaOutage(Duration.between(before.since(), after.since()));
            ownership.publish(new KafkaOutageEnded(instance, before.since(), after.since()));
        }
    }

    // What ownership tells, on the home loop.

    @Override
    public void agent(AgentState agentState, int partition) {
        AgentRelay known = agents.get(agentState.id());
        if (known != null) {
            known.loop().runOnContext(v -> known.update(agentState));
            return;
        }
        if (agentState.origin() instanceof AgentOrigin.Provisioned || configured.isSecretFetched(agentState.id())) {
            provisionedSecrets.want(agentState.id());
        }
        Context loop = loops.get(Math.floorMod(agentState.id().hashCode(), loops.size()));
        AgentRelay fresh = new AgentRelay(agentState.id(), partition, agentState, group, loop, context);
        agents.put(agentState.id(), fresh);
        loop.runOnContext(v -> fresh.update(agentState));
    }

    @Override
    public void removed(AgentId id) {
        provisionedSecrets.forget(id);
        AgentRelay gone = agents.remove(id);
        if (gone != null) {
            gone.loop().runOnContext(v -> gone.end(CloseCode.RETIRED, "the agent was removed"));
        }
    }

    @Override
    public void overwritten(AgentId id) {
        AgentRelay agent = agents.get(id);
        if (agent != null) {
            agent.loop().runOnContext(v -> agent.restate());
        }
    }

    @Override
    public void group(GroupView view) {
        group = view;
        onEachLoop(agent -> agent.update(view));
    }

    private void onEachLoop(Consumer<AgentRelay> action) {
        Map<Context, List<AgentRelay>> byLoop =
                agents.values().stream().collect(Collectors.groupingBy(AgentRelay::loop));
        byLoop.forEach((loop, some) -> loop.runOnContext(v -> some.forEach(action)));
    }

    // What the rest of the service asks.

    /** How far the relay is. */
    public RelayState state() {
        return state;
    }

    /** What all topics of this installation begin with. */
    public String topicPrefix() {
        return topics.prefix();
    }

    /** The agents of this installation, as Kafka has them. */
    public Ownership ownership() {
        return ownership;
    }

    /** Whether Kafka is in reach. */
    public KafkaStatus kafka() {
        return probe.status();
    }

    /** The agents that could not be registered yet, and why. */
    public Map<AgentId, String> unregistered() {
        return ownership.unregistered();
    }

    /** The agents whose connections are held here. */
    public Collection<AgentId> connected() {
        return agents.values().stream()
                .filter(AgentRelay::isConnected)
                .map(AgentRelay::agent)
                .toList();
    }

    /** The platform says that the agent's pod or process is gone: its session ends at once. */
    public void agentGone(AgentId id, String reason) {
        close(id, CloseCode.AGENT_GONE, reason);
    }

    /** Ends an agent's connection in order. */
    public void close(AgentId id, CloseCode code, String reason) {
        AgentRelay agent = agents.get(id);
        if (agent != null) {
            agent.loop().runOnContext(v -> agent.close(code, reason));
        }
    }

    /** Takes no new connections from now on. */
    void drain() {
        state = new RelayState.Draining();
        ownership.resign();
        onEachLoop(AgentRelay::drain);
    }

    /** Leaves the group and gives the clients back. */
    void close() {
        ownership.close();
        clients.close();
        reader.close();
        writer.close();
        probe.close();
        admin.close(Duration.ofSeconds(2));
    }
}
