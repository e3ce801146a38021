package io.remotingkafka.broker.ownership;

import java.util.Set;

/**
 * What this instance knows of the broker group.
 *
 * @param self this instance
 * @param owned the partitions of the agents topic whose agents' next sessions this instance accepts
 * @param members all instances in the group, this one included
 */
public record GroupView(String self, Set<Integer> owned, Set<String> members) {
    public GroupView {
        owned = Set.copyOf(owned);
        members = Set.copyOf(members);
    }

    /** Before the group was joined, and after it was lost. */
    public static GroupView outside(String self) {
        return new GroupView(self, Set.of(), Set.of(self));
    }
}
