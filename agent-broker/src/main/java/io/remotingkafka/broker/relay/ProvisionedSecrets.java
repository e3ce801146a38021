package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.jenkins.ControllerAdmin;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.protocol.naming.AgentId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks controllers for the secrets of agents that were made on demand. They are never written anywhere: each broker
 * instance asks for itself.
 */
final class ProvisionedSecrets {
    private static final Logger LOG = Logger.getLogger(ProvisionedSecrets.class);
    /** The node is made right after its agent was registered, so that the first answers are often "no such node". */
    private static final long SOON_MILLIS = 200;

    private static final int SOON_TIMES = 25;
    private static final long LATER_MILLIS = 5_000;

    private final Controllers controllers;
    private final AgentSecrets secrets;
    private final Map<AgentId, CountDownLatch> asking = new ConcurrentHashMap<>();

    ProvisionedSecrets(Controllers controllers, AgentSecrets secrets) {
        this.controllers = controllers;
        this.secrets = secrets;
    }

    /** Asks until the secret is known or the agent forgotten. */
    void want(AgentId agent) {
        CountDownLatch forgotten = new CountDownLatch(1);
        if (asking.putIfAbsent(agent, forgotten) == null) {
            secrets.await(agent);
            Thread.ofVirtual().name("secret-of-" + agent).start(() -> ask(agent, forgotten));
        }
    }

    void forget(AgentId agent) {
        CountDownLatch forgotten = asking.remove(agent);
        if (forgotten != null) {
            forgotten.countDown();
        }
        secrets.forget(agent);
    }

    private void ask(AgentId agent, CountDownLatch forgotten) {
        Optional<ControllerAdmin> admin = controllers.find(agent.controller()).map(client -> client.admin());
        if (admin.isEmpty()) {
            LOG.errorf("agent=%s its controller is not configured here", agent);
            return;
        }
        try {
            int times = 0;
            do {
                Optional<String> secret = ask(agent, admin.get());
                if (secret.isPresent()) {
                    secrets.learn(agent, secret.get());
                    if (forgotten.getCount() == 0) {
                        secrets.forget(agent);
                    }
                    return;
                }
                times++;
            } while (!forgotten.await(times < SOON_TIMES ? SOON_MILLIS : LATER_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> ask(AgentId agent, ControllerAdmin admin) {
        try {
            return admin.secret(agent.agent());
        } catch (IOException e) {
            LOG.warnf("agent=%s its secret is not known yet: %s", agent, e.getMessage());
            return Optional.empty();
        }
    }
}
