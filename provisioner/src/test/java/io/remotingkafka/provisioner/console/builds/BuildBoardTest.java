package io.remotingkafka.provisioner.console.builds;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailed;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.remotingkafka.provisioner.console.events.News;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuildBoardTest {
    private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");
    private static final ControllerName MAIN = new ControllerName("main");
    private static final PoolName LINUX = new PoolName("linux");
    private static final AgentName AGENT = new AgentName("linux-1");
    private static final QueueItemId ITEM = item("1", T0);
    private static final String BROKER = "/remoting-kafka/agent-broker/b-1";
    private static final ProvisioningFailure CRASH = new ProvisioningFailure.ContainerCrashed("exit code 1");

    private BuildBoard board = BuildBoard.empty();

    @Test
    void aStoryHasItsStepsInOrder() {
        tell(0, buildable(ITEM, "app"));
        tell(1, new ItemProgress.Seen(ITEM, "app"));
        tell(2, new ItemProgress.MatchedPool(ITEM, LINUX));
        tell(3, new ItemProgress.AgentRequested(ITEM, LINUX, AGENT, 1));

        Story story = onlyWaiting(10);
        assertThat(story.job()).isEqualTo("app");
        assertThat(story.label()).contains("linux");
        assertThat(texts(story))
                .containsExactly(
                        "waits for an executor: no agent has the label",
                        "matched pool linux",
                        "agent linux-1 requested");
        assertThat(story.waited(at(10))).isEqualTo(Duration.ofSeconds(10));
        assertThat(story.situation()).isEqualTo(Situation.ON_ITS_WAY);
    }

    @Test
    void whatComesAgainChangesNothing() {
        List<Event> events = List.of(
                buildable(ITEM, "app"),
                new ItemProgress.Seen(ITEM, "app"),
                new ItemProgress.MatchedPool(ITEM, LINUX),
                new ItemProgress.AgentStarting(ITEM, AGENT, "pulling"),
                new ItemProgress.AtCap(ITEM, LINUX, 5, 5),
                new ItemProgress.AgentFailed(ITEM, AGENT, CRASH),
                new ProvisioningFailed(MAIN, AGENT, LINUX, 1, CRASH));
        for (int second = 0; second < events.size(); second++) {
            tell(second, events.get(second));
        }
        BuildBoard once = board;

        for (int second = 0; second < events.size(); second++) {
            tell(second, events.get(second));
        }
        tell(20, buildable(ITEM, "app"));
        tell(20, new ItemProgress.AgentFailed(ITEM, AGENT, CRASH));
        tell(20, new ProvisioningFailed(MAIN, AGENT, LINUX, 1, CRASH));

        assertThat(texts(onlyWaiting(20)))
                .isEqualTo(texts(once.view(at(20)).waiting().getFirst()));
        assertThat(board.failures()).isEqualTo(once.failures());
    }

    @Test
    void whatIsSoAgainIsNews() {
        tell(0, buildable(ITEM, "app"));
        tell(1, new ItemProgress.AtCap(ITEM, LINUX, 5, 5));
        tell(2, new ItemProgress.Covered(ITEM, AGENT));
        tell(3, new ItemProgress.AtCap(ITEM, LINUX, 5, 5));

        assertThat(texts(onlyWaiting(3)))
                .endsWith("at cap 5/5 of pool linux", "agent linux-1 can take it", "at cap 5/5 of pool linux");
    }

    @Test
    void ofAPoolThatFailsForHoursOnlyTheNextAttemptIsTold() {
        tell(0, buildable(ITEM, "app"));
        tell(1, new ItemProgress.AgentFailed(ITEM, AGENT, CRASH));
        for (int minute = 1; minute < 500; minute++) {
            tell(60 * minute, new ItemProgress.BackingOff(ITEM, LINUX, "12:" + minute));
        }

        Story story = onlyWaiting(30_000);
        assertThat(story.steps()).hasSize(3);
        assertThat(story.latest().text()).isEqualTo("next attempt not before 12:499");
        assertThat(story.situation()).isEqualTo(Situation.BACKING_OFF);
        assertThat(story.failure()).map(Failure::kind).contains("container-crashed");
    }

    @Test
    void aFailureSaysWhetherItIsTriedAgain() {
        tell(0, buildable(ITEM, "app"));
        tell(1, new ItemProgress.AgentFailed(ITEM, AGENT, new ProvisioningFailure.AdmissionDenied("policy")));

        Story story = onlyWaiting(1);
        assertThat(story.situation()).isEqualTo(Situation.FAILED);
        assertThat(story.failure().orElseThrow())
                .isEqualTo(new Failure("admission-denied", "Not tried again before the pool is changed.", "policy"));

        tell(2, new ItemProgress.AgentRequested(ITEM, LINUX, new AgentName("linux-2"), 2));
        assertThat(onlyWaiting(2).failure()).isEmpty();
    }

    @Test
    void theLongestWaitingComeFirstAndTheLatestThatLeft() {
        QueueItemId old = item("7", T0.minusSeconds(100));
        tell(0, buildable(ITEM, "young"), buildable(old, "old"));
        for (int i = 0; i < 3; i++) {
            QueueItemId gone = item("gone" + i, T0);
            tell(i, buildable(gone, "gone" + i));
            tell(10 + i, new QueueEvent.QueueItemLeft(gone, "gone" + i));
        }

        BuildsView view = board.view(at(20));

        assertThat(view.waiting()).extracting(Story::job).containsExactly("old", "young");
        assertThat(view.lately()).extracting(Story::job).containsExactly("gone2", "gone1", "gone0");
    }

    @Test
    void whatLeftIsShownForHalfAnHour() {
        tell(0, buildable(ITEM, "app"));
        tell(5, new QueueEvent.QueueItemLeft(ITEM, "app"));
        tell(6, new ItemProgress.AgentConnected(ITEM, AGENT));
        tell(7, new ItemProgress.Left(ITEM));

        Story left = board.view(at(60)).lately().getFirst();
        assertThat(left.left()).contains(at(5));
        assertThat(left.situation()).isEqualTo(Situation.LEFT);
        assertThat(left.outcome()).map(StoryStep::text).contains("agent linux-1 connected");
        assertThat(left.waited(at(60))).isEqualTo(Duration.ofSeconds(5));
        assertThat(board.view(at(5 + 29 * 60)).lately()).hasSize(1);
        assertThat(board.view(at(6 + 30 * 60)).lately()).isEmpty();
    }

    @Test
    void whatComesAfterTheEndBringsNothingBack() {
        tell(0, buildable(ITEM, "app"));
        tell(5, new QueueEvent.QueueItemLeft(ITEM, "app"));
        tell(6, new ItemProgress.AgentFailed(ITEM, AGENT, CRASH));
        assertThat(board.view(at(6)).waiting()).isEmpty();

        // when it is forgotten, and its agent fails still later
        tell(3_000, buildable(item("2", at(3_000)), "other"));
        tell(3_001, new ItemProgress.AgentFailed(ITEM, AGENT, CRASH));

        assertThat(board.stories()).containsOnlyKeys(item("2", at(3_000)).key());
    }

    @Test
    void whatIsSeenInTheQueueAgainWaitsAgain() {
        tell(0, buildable(ITEM, "app"));
        tell(5, new QueueEvent.QueueItemLeft(ITEM, "app"));
        tell(3, new ItemProgress.AtCap(ITEM, LINUX, 1, 1));
        assertThat(board.view(at(6)).waiting()).isEmpty();

        tell(8, new ItemProgress.AtCap(ITEM, LINUX, 2, 2));

        assertThat(onlyWaiting(9).situation()).isEqualTo(Situation.AT_CAP);
    }

    @Test
    void aWaitWhoseBeginningIsTooOldIsSeenAllTheSame() {
        tell(0, new ItemProgress.NoPool(ITEM, "windows"));

        assertThat(onlyWaiting(1).job()).isEqualTo("Item 1");
        assertThat(onlyWaiting(1).needsSomebody()).isTrue();
    }

    @Test
    void whatLeftWhileNobodyWatchedIsNotWaitedForEver() {
        QueueItemId stays = item("2", T0);
        tell(0, buildable(ITEM, "gone"), buildable(stays, "stays"));
        tellBy("/remoting-kafka/agent-broker/b-2", 100, buildable(stays, "stays"));
        assertThat(board.view(at(101)).waiting()).hasSize(2);

        BuildsView later = board.view(at(161));

        assertThat(later.waiting()).extracting(Story::job).containsExactly("stays");
        assertThat(later.lately().getFirst().latest().text()).contains("looked anew");
        // nor when the broker of before says a last word
        tell(99, new ItemProgress.AgentLaunched(stays, AGENT, "pod linux-1"));
        assertThat(board.view(at(170)).waiting()).hasSize(1);
    }

    @Test
    void aStoryHasAnEnd() {
        tell(0, buildable(ITEM, "app"));
        for (int i = 1; i <= 100; i++) {
            tell(i, new ItemProgress.AgentStarting(ITEM, AGENT, "state " + i));
        }

        Story story = onlyWaiting(100);
        assertThat(story.steps()).hasSize(Story.MOST_STEPS);
        assertThat(story.steps().getFirst().text()).startsWith("waits for an executor");
        assertThat(story.latest().text()).isEqualTo("state 100");
    }

    @Test
    void aQueueOfThousandsIsCountedAndItsBeginningShown() {
        int all = BuildBoard.MOST_STORIES + 500;
        List<Event> events = new ArrayList<>();
        QueueItemId left = item("left", T0);
        events.add(buildable(left, "left"));
        events.add(new QueueEvent.QueueItemLeft(left, "left"));
        IntStream.range(0, all)
                .forEach(i ->
                        events.add(buildable(item("i" + i, T0.minusSeconds(all).plusSeconds(i)), "job" + i)));

        tell(0, events.toArray(Event[]::new));

        BuildsView view = board.view(at(1));
        assertThat(view.waiting()).hasSize(BuildsView.MOST_WAITING);
        assertThat(view.waiting().getFirst().job()).isEqualTo("job0");
        assertThat(view.waitingInAll()).isEqualTo(BuildBoard.MOST_STORIES);
        assertThat(view.moreWaiting()).isEqualTo(BuildBoard.MOST_STORIES - BuildsView.MOST_WAITING);
        assertThat(view.full()).isTrue();
        assertThat(view.lately()).isEmpty();
    }

    @Test
    void theLatestFailuresAreKeptInWhateverOrderTheyCome() {
        for (int i = 0; i < 60; i++) {
            int second = i % 2 == 0 ? i : 100 - i;
            tell(second, new ProvisioningFailed(MAIN, new AgentName("a" + second), LINUX, 1, CRASH));
        }

        assertThat(board.failures()).hasSize(BuildBoard.MOST_FAILURES);
        assertThat(board.failures())
                .extracting(PoolFailure::at)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(board.failures().getFirst().at()).isEqualTo(at(99));
    }

    private void tell(int second, Event... events) {
        tellBy(BROKER, second, events);
    }

    private void tellBy(String source, int second, Event... events) {
        List<News> news = new ArrayList<>();
        for (Event event : events) {
            news.add(new News.Told(event, source, at(second)));
        }
        board = board.with(news);
    }

    private Story onlyWaiting(int second) {
        List<Story> waiting = board.view(at(second)).waiting();
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }

    private static List<String> texts(Story story) {
        return story.steps().stream().map(StoryStep::text).toList();
    }

    private static QueueItemId item(String number, Instant since) {
        return new QueueItemId(MAIN, number, since);
    }

    private static QueueEvent.QueueItemBuildable buildable(QueueItemId item, String task) {
        return new QueueEvent.QueueItemBuildable(item, task, Optional.of("linux"), "no agent has the label");
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }
}
