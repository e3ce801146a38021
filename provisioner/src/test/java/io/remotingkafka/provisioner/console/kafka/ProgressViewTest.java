package io.remotingkafka.provisioner.console.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.provisioner.apply.Progress;
import io.remotingkafka.provisioner.apply.Step;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ObjectRef POD = new ObjectRef("Pod", "kafka-0");
    private static final Reason REASON = new Reason("image-not-pulled", "no image", "give one");

    @Test
    void everyStepIsToComeAtFirst() {
        assertThat(ProgressView.none().steps())
                .extracting(StepView::state)
                .hasSize(7)
                .containsOnly(StepView.State.PENDING);
    }

    @Test
    void aStepThatBeginsEndsTheOneBefore() {
        ProgressView view = after(new Progress.StepBegan(NOW, Step.PLAN), new Progress.StepBegan(NOW, Step.APPLY));

        assertThat(state(view, Step.PLAN)).isEqualTo(StepView.State.DONE);
        assertThat(state(view, Step.APPLY)).isEqualTo(StepView.State.CURRENT);
        assertThat(state(view, Step.START)).isEqualTo(StepView.State.PENDING);
        assertThat(view.announcement()).isEqualTo(Step.APPLY.title());
    }

    @Test
    void aStepThatIsPassedOverIsLeftOut() {
        ProgressView view = after(new Progress.StepBegan(NOW, Step.APPLY), new Progress.StepBegan(NOW, Step.START));

        assertThat(view.steps()).extracting(StepView::step).doesNotContain(Step.ADDRESS, Step.PLAN);
    }

    @Test
    void ofEachObjectTheLastWordIsKept() {
        ProgressView view = after(
                new Progress.StepBegan(NOW, Step.START),
                new Progress.Observed(NOW, POD, "Pending"),
                new Progress.Observed(NOW, new ObjectRef("Pod", "kafka-1"), "Pending"),
                new Progress.Observed(NOW, POD, "Running"));

        assertThat(view.steps().getFirst().lines()).containsExactly("Pod/kafka-0: Running", "Pod/kafka-1: Pending");
    }

    @Test
    void aFailureStandsAtItsStepAndNothingIsToComeAfterIt() {
        ProgressView view = after(
                new Progress.StepBegan(NOW, Step.START),
                new Progress.LogTail(NOW, "kafka-0", List.of("no space left")),
                new Progress.Failed(NOW, REASON));

        assertThat(view.steps()).containsExactly(new StepView(Step.START, StepView.State.FAILED, List.of()));
        assertThat(view.failure()).contains(REASON);
        assertThat(view.logs()).containsEntry("kafka-0", List.of("no space left"));
        assertThat(view.announcement()).isEqualTo("Failed: no image");
    }

    @Test
    void undoingHasStepsOfItsOwn() {
        ProgressView view = after(new Progress.StepBegan(NOW, Step.REMOVE));
        ProgressView over = after(
                new Progress.StepBegan(NOW, Step.REMOVE),
                new Progress.StepBegan(NOW, Step.VANISH),
                new Progress.Removed(NOW));

        assertThat(view.steps()).extracting(StepView::step).containsExactly(Step.REMOVE, Step.VANISH);
        assertThat(over.steps()).extracting(StepView::state).containsOnly(StepView.State.DONE);
    }

    private static StepView.State state(ProgressView view, Step step) {
        return view.steps().stream()
                .filter(each -> each.step() == step)
                .map(StepView::state)
                .findFirst()
                .orElseThrow();
    }

    private static ProgressView after(Progress... events) {
        ProgressView view = ProgressView.none();
        for (Progress event : events) {
            view = view.with(event);
        }
        return view;
    }
}
