package io.remotingkafka.broker.ownership;

import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import java.util.Optional;

/** What an instance has to do about one agent. */
public sealed interface Step {
    /** Nothing: it does what it should. */
    record Keep() implements Step {}

    /** Read the agent's frames from this offset and accept its next session. */
    record Read(long from) implements Step {}

    /** As {@link Read}, after closing a session whose instance has left the group. */
    record TakeOver(LiveSession lost, long from) implements Step {}

    /** Read the agent's frames no more: another instance does, or soon will. */
    record Leave() implements Step {}

    /** What the agent looks like from this instance. */
    record Situation(AgentState state, int partition, boolean reading, boolean holdsSession) {}

    /**
     * Decides. An agent's frames are read by one instance at a time: by the one that holds its session, else by the owner
     * of its key. Losing the ownership never ends a session; only when an instance has left the group, and it is settled that it
     * does not come back, its sessions are taken over.
     */
    static Step decide(Situation agent, GroupView group) {
        if (agent.holdsSession()) {
            return new Keep();
        }
        boolean owner = group.owned().contains(agent.partition());
        Optional<LiveSession> elsewhere =
                agent.state().session().filter(live -> !live.instance().equals(group.self()));
        if (elsewhere.isPresent() && group.members().contains(elsewhere.get().instance())) {
            return agent.reading() ? new Leave() : new Keep();
        }
        if (!owner) {
            return agent.reading() ? new Leave() : new Keep();
        }
        if (elsewhere.isPresent() && !agent.reading()) {
            return group.settled() ? new TakeOver(elsewhere.get(), agent.state().readFrom()) : new Keep();
        }
        return agent.reading() ? new Keep() : new Read(agent.state().readFrom());
    }
}
