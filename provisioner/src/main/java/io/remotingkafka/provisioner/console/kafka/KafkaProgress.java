package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.apply.KafkaClusters;
import io.remotingkafka.provisioner.apply.Progress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/**
 * The progress of one cluster as server-sent events whose data are parts of its page: {@code progress} with all that is
 * known so far, so that a browser that connects anew misses nothing; {@code step} with what is worth reading out; and
 * {@code end}, after which the page loads the cluster's state.
 */
@Path("/kafka/{connection}/{cluster}/progress")
public class KafkaProgress {
    /** Where nothing is going on here, though the cluster's state says so: an operation of another instance, for one. */
    private static final Duration BEFORE_NEXT_LOOK = Duration.ofSeconds(2);

    private final KafkaClusters clusters;

    KafkaProgress(KafkaClusters clusters) {
        this.clusters = clusters;
    }

    /** From the beginning of the present operation. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> progress(
            @PathParam("connection") String connection, @PathParam("cluster") String cluster, @Context Sse sse) {
        Multi<Progress> idle = Uni.createFrom()
                .<Progress>nullItem()
                .onItem()
                .delayIt()
                .by(BEFORE_NEXT_LOOK)
                .toMulti();
        Multi<OutboundSseEvent> shown = clusters.progress(KafkaPages.key(connection, cluster))
                .onCompletion()
                .ifEmpty()
                .switchTo(idle)
                .onItem()
                .scan(ProgressView::none, ProgressView::with)
                .onItem()
                .transformToMultiAndConcatenate(view -> Multi.createFrom()
                        .items(
                                sse.newEvent(
                                        "progress",
                                        KafkaPages.Templates.progress(view).render()),
                                sse.newEvent("step", view.announcement())));
        Multi<OutboundSseEvent> end = Multi.createFrom().item(() -> sse.newEvent("end", "over"));
        return Multi.createBy().concatenating().streams(shown, end);
    }
}
