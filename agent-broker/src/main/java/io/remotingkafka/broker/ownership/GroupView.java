package io.remotingkafka.broker.ownership;

import java.util.Set;

/**
 * What this instance knows of the broker group.
 *
 * @param self this instance
 * @param owned the partitions of the agents topic whose agents' next sessions this instance accepts
 * @param members all instances in the group, this one included
 * @param settled whether an instance that is not in the group is gone; if not, it may just not have come back yet
 */
public record GroupView(String self, Set<Integer> owned, Set<String> members, boolean settled) {
    public GroupView {
        owned = Set.copyOf(owned);
        members = Set.copyOf(members);
    }

    /** Before the group was joined, and after it was lost. */
    public static GroupView outside(String self) {
        return new GroupView(self, Set.of(), Set.of(self), false);
    }

    /** As the group's coordinator tells it: it knows nothing of those that have not come back yet. */
    static GroupView told(String self, Set<Integer> owned, Set<String> members) {
        return new GroupView(self, owned, members, false);
    }

    GroupView settled(boolean now) {
        return new GroupView(self, owned, members, now);
    }
}
