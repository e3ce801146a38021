package io.remotingkafka.broker.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * A right that the broker needs in the namespace of its pools.
 *
 * @param group of the API; empty for the core
 * @param resource with its subresource, if it is one's, behind a slash
 * @param function what does not work without it
 */
public record Right(String group, String resource, String verb, String function) {
    private static final String POOLS = "remotingkafka.io";
    private static final String MAKING = "agents are made";
    private static final String KNOWING = "it is known which agents there are: without it none is made or taken away";
    private static final String TAKING_AWAY = "agents are taken away";
    private static final String READING = "pools are read";
    private static final String FINALIZER = "a deleted pool stays until its agents are gone";

    /** All of them, as {@code k8s/rbac/agent-broker-role.yaml} gives them. */
    public static List<Right> needed() {
        List<Right> all = new ArrayList<>();
        all.add(core("pods", "get", MAKING + ", and taken away"));
        all.add(core("pods", "list", KNOWING));
        all.add(core("pods", "watch", KNOWING));
        all.add(core("pods", "create", MAKING));
        all.add(core("pods", "patch", "an agent's pod is kept where its pool asks for it"));
        all.add(core("pods", "delete", TAKING_AWAY));
        all.add(core("secrets", "get", TAKING_AWAY));
        all.add(core("secrets", "list", "what a crash left behind is found"));
        all.add(core("secrets", "create", MAKING));
        all.add(core("secrets", "update", "an agent whose making was broken off is made"));
        all.add(core("secrets", "delete", TAKING_AWAY));
        all.add(new Right(POOLS, "agentpools", "get", FINALIZER));
        all.add(new Right(POOLS, "agentpools", "list", READING));
        all.add(new Right(POOLS, "agentpools", "watch", READING));
        all.add(new Right(POOLS, "agentpools", "patch", FINALIZER));
        all.add(new Right(POOLS, "agentpools/status", "patch", "pools tell how they fare"));
        return all;
    }

    private static Right core(String resource, String verb, String function) {
        return new Right("", resource, verb, function);
    }

    /** As one would say it. */
    public String name() {
        return verb + " " + resource;
    }
}
