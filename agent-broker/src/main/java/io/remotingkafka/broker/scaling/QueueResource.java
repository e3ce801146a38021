package io.remotingkafka.broker.scaling;

import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Why builds wait: each item's story, step by step. */
@Path("/api/queue")
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {
    /** An item and what was done for it. */
    public record Story(String controller, String item, Instant inQueueSince, List<Entry> steps) {}

    /** One step; {@code kind} is its event's type. */
    public record Entry(Instant at, String kind, String text) {}

    private final ItemStories stories;

    QueueResource(ItemStories stories) {
        this.stories = stories;
    }

    /** All items that this instance decides about, the latest last. */
    @GET
    @RunOnVirtualThread
    public List<Story> all() {
        return stories.all().entrySet().stream().map(QueueResource::story).toList();
    }

    /** The latest wait of that item, by the controller's number for it or by its job's name where it has none. */
    @GET
    @Path("/{controller}/{item}")
    @RunOnVirtualThread
    public Story one(@PathParam("controller") String controller, @PathParam("item") String item) {
        return stories.all().entrySet().stream()
                .filter(entry -> entry.getKey().controller().value().equals(controller)
                        && entry.getKey().item().equals(item))
                .reduce((first, second) -> second)
                .map(QueueResource::story)
                .orElseThrow(() -> new NotFoundException("Nothing is known of item " + item + " of controller "
                        + controller + ": it was never seen buildable, or left more than half an hour ago"));
    }

    private static Story story(Map.Entry<QueueItemId, List<ItemStories.Step>> entry) {
        QueueItemId id = entry.getKey();
        return new Story(
                id.controller().value(),
                id.item(),
                id.inQueueSince(),
                entry.getValue().stream()
                        .map(step -> entry(step.at(), step.progress()))
                        .toList());
    }

    private static Entry entry(Instant at, ItemProgress progress) {
        return new Entry(at, progress.type(), progress.text());
    }
}
