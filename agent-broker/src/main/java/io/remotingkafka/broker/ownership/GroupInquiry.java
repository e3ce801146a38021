package io.remotingkafka.broker.ownership;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.ClassicGroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the group's coordinator who owns what now. An instance that was cut off, or stood still, does not know yet that
 * others have taken over; before it answers a frame that is not of a session it holds, it has to ask.
 *
 * <p>One question is under way at a time, and answers all that were put before it was sent.
 */
final class GroupInquiry {
    private final Admin admin;
    private final String groupId;
    private final String self;
    private final String ownedTopic;
    private final Context loop;
    private List<Promise<GroupView>> waiting = new ArrayList<>();
    private boolean asking;

    GroupInquiry(Admin admin, String groupId, String self, String ownedTopic, Context loop) {
        this.admin = admin;
        this.groupId = groupId;
        this.self = self;
        this.ownedTopic = ownedTopic;
        this.loop = loop;
    }

    /** What the coordinator says; fails while the group shares itself out anew, or is out of reach. From any thread. */
    Future<GroupView> ask() {
        Promise<GroupView> answer = Promise.promise();
        loop.runOnContext(v -> {
            waiting.add(answer);
            askNext();
        });
        return answer.future();
    }

    private void askNext() {
        if (asking || waiting.isEmpty()) {
            return;
        }
        asking = true;
        List<Promise<GroupView>> asked = waiting;
        waiting = new ArrayList<>();
        // Our groups are classic. describeConsumerGroups asks for the new kind first, and waits for retry.backoff.ms
        // after the refusal.
        Future.fromCompletionStage(admin.describeClassicGroups(List.of(groupId))
                        .describedGroups()
                        .get(groupId)
                        .toCompletionStage())
                .compose(this::view)
                .onComplete(result -> loop.runOnContext(v -> {
                    asking = false;
                    asked.forEach(promise -> promise.handle(result));
                    askNext();
                }));
    }

    private Future<GroupView> view(ClassicGroupDescription group) {
        if (group.state() != ClassicGroupState.STABLE) {
            return Future.failedFuture("group " + groupId + " is " + group.state());
        }
        Set<String> members =
                group.members().stream().map(MemberDescription::clientId).collect(Collectors.toSet());
        Optional<MemberDescription> own = group.members().stream()
                .filter(member -> member.clientId().equals(self))
                .findFirst();
        Set<Integer> owned = own.stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> partition.topic().equals(ownedTopic))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
        return Future.succeededFuture(GroupView.told(self, owned, members));
    }
}
