package io.remotingkafka.provisioner.console.builds;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.remotingkafka.provisioner.console.events.Reading;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Why builds wait, as the events on Kafka tell it: all of them, and each one's story on a page of its own. */
@Path("/builds")
public class BuildPages {
    /** Time passes where nothing happens: waits grow, and what left is forgotten. */
    private static final Duration TICK = Duration.ofSeconds(20);

    private final QueueTopic topic;
    private final Clock clock = Clock.systemUTC();

    BuildPages(QueueTopic topic) {
        this.topic = topic;
    }

    /** As far as it is known now. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Templates.list(topic.configured(), builds(topic.reading()));
    }

    /** What is known, anew whenever something happens, as a part of the page. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return Multi.createBy()
                .merging()
                .streams(topic.readings(), ticks())
                .map(known ->
                        sse.newEvent("builds", Templates.board(builds(known)).render()));
    }

    /** One item's story. */
    @GET
    @Path("item")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance item(@QueryParam("key") @DefaultValue("") String key) {
        return Templates.item(topic.configured(), Story.query(key), shown(found(topic.reading(), key)));
    }

    /**
     * One item's story as a part of its page, {@code story}, and what is worth reading out, {@code latest}: whenever something
     * happens to it, and not when it happens to others, so that somebody may mark a text in it.
     */
    @GET
    @Path("item/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> itemEvents(@QueryParam("key") @DefaultValue("") String key, @Context Sse sse) {
        Multi<OutboundSseEvent> changes = topic.readings()
                .map(known -> found(known, key))
                .skip()
                .repetitions()
                .onItem()
                .transformToIterable(found -> List.of(
                        part(sse, found),
                        sse.newEvent("latest", shown(found).board().announcement())));
        return Multi.createBy().merging().streams(changes, ticks().map(known -> part(sse, found(known, key))));
    }

    private OutboundSseEvent part(Sse sse, Reading<Optional<Story>> found) {
        return sse.newEvent("story", Templates.story(shown(found)).render());
    }

    private Reading<BuildsView> builds(Reading<BuildBoard> known) {
        return known.map(board -> board.view(clock.instant()));
    }

    private Reading<Optional<Story>> found(Reading<BuildBoard> known, String key) {
        return known.map(board -> board.find(key, clock.instant()));
    }

    private Reading<StoryView> shown(Reading<Optional<Story>> found) {
        return found.map(story -> new StoryView(clock.instant(), story));
    }

    private Multi<Reading<BuildBoard>> ticks() {
        return Multi.createFrom().ticks().every(TICK).onOverflow().drop().map(tick -> topic.reading());
    }

    @CheckedTemplate(basePath = "builds")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(boolean configured, Reading<BuildsView> known);

        static native TemplateInstance board(Reading<BuildsView> known);

        static native TemplateInstance item(boolean configured, String query, Reading<StoryView> known);

        static native TemplateInstance story(Reading<StoryView> known);
    }
}
