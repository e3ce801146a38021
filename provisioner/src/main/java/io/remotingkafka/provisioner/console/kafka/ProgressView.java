package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.apply.Progress;
import io.remotingkafka.provisioner.apply.Step;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation so far, made of its events one by one. Only what is worth reading is kept: of each object the last word,
 * of each pod the last lines of its log.
 *
 * @param begun the steps that began, the present one last
 * @param said what was said of objects, by the step in which it was said
 * @param logs the last log lines of containers that ended, by pod
 * @param failure why the operation was given up
 * @param over whether nothing comes any more
 */
public record ProgressView(
        List<Step> begun,
        Map<Step, Map<ObjectRef, String>> said,
        Map<String, List<String>> logs,
        Optional<Reason> failure,
        boolean over) {
    private static final List<Step> APPLYING =
            List.of(Step.PLAN, Step.APPLY, Step.ADDRESS, Step.START, Step.USERS, Step.PROVE, Step.HAND_OVER);
    private static final List<Step> REMOVING = List.of(Step.REMOVE, Step.VANISH);

    /** Before the first event. */
    public static ProgressView none() {
        return new ProgressView(List.of(), Map.of(), Map.of(), Optional.empty(), false);
    }

    /** With one more event. */
    public ProgressView with(Progress event) {
        return switch (event) {
            case Progress.StepBegan(var at, Step step) -> new ProgressView(appended(step), said, logs, failure, false);
            case Progress.ObjectDone(var at, ObjectRef object, String done) -> saying(object, done);
            case Progress.Observed(var at, ObjectRef object, String says) -> saying(object, says);
            case Progress.LogTail(var at, String pod, List<String> lines) -> {
                Map<String, List<String>> more = new LinkedHashMap<>(logs);
                more.put(pod, List.copyOf(lines));
                yield new ProgressView(begun, said, more, failure, false);
            }
            case Progress.Ready ready -> new ProgressView(begun, said, logs, Optional.empty(), true);
            case Progress.Failed(var at, Reason reason) ->
                new ProgressView(begun, said, logs, Optional.of(reason), true);
            case Progress.Removed removed -> new ProgressView(begun, said, logs, Optional.empty(), true);
        };
    }

    /** The steps that began and those still to come; one that was passed over is left out. */
    public List<StepView> steps() {
        List<StepView> steps = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            Step step = begun.get(i);
            steps.add(new StepView(step, i == begun.size() - 1 ? present() : StepView.State.DONE, lines(step)));
        }
        List<Step> way = REMOVING.contains(current().orElse(Step.PLAN)) ? REMOVING : APPLYING;
        int next = current().map(step -> way.indexOf(step) + 1).orElse(0);
        if (!over) {
            way.subList(next, way.size())
                    .forEach(step -> steps.add(new StepView(step, StepView.State.PENDING, List.of())));
        }
        return steps;
    }

    /** What to read out: the present step, or how it ended. */
    public String announcement() {
        if (failure.isPresent()) {
            return "Failed: " + failure.get().message();
        }
        return over ? "Done" : current().map(Step::title).orElse("Waiting for the first news");
    }

    private Optional<Step> current() {
        return begun.isEmpty() ? Optional.empty() : Optional.of(begun.getLast());
    }

    private StepView.State present() {
        if (failure.isPresent()) {
            return StepView.State.FAILED;
        }
        return over ? StepView.State.DONE : StepView.State.CURRENT;
    }

    private List<String> lines(Step step) {
        return said.getOrDefault(step, Map.of()).entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private List<Step> appended(Step step) {
        return begun.contains(step)
                ? begun
                : Stream.concat(begun.stream(), Stream.of(step)).toList();
    }

    private ProgressView saying(ObjectRef object, String text) {
        Step step = current().orElse(Step.PLAN);
        Map<Step, Map<ObjectRef, String>> all = new LinkedHashMap<>(said);
        Map<ObjectRef, String> ofStep = new LinkedHashMap<>(said.getOrDefault(step, Map.of()));
        ofStep.put(object, text);
        all.put(step, ofStep);
        return new ProgressView(begun, all, logs, failure, false);
    }
}
