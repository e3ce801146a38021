package io.remotingkafka.broker.identity;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of agents' users: {@code <prefix>.<controller>.<agent>}. Controllers and agents on demand have no dots, so no two
 * installations have the same.
 *
 * @param prefix of the installation's topics
 */
record UserNames(String prefix) {
    String of(AgentId agent) {
        return prefix + "." + agent.controller() + "." + agent.agent();
    }

    /** The agents on demand of that controller whose users are among these. */
    Set<AgentName> agents(ControllerName controller, Collection<String> users) {
        Pattern ours =
                Pattern.compile(Pattern.quote(prefix + "." + controller + ".") + "([a-z][-a-z0-9]*-[0-9a-f]{10})");
        Set<AgentName> agents = new TreeSet<>();
        for (String user : users) {
            Matcher name = ours.matcher(user);
            if (name.matches()) {
                agents.add(new AgentName(name.group(1)));
            }
        }
        return agents;
    }
}
