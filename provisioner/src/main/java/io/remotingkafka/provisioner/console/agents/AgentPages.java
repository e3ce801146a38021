package io.remotingkafka.provisioner.console.agents;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.remotingkafka.provisioner.console.events.Reading;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** The agents and who serves them, as the events on Kafka tell it. */
@Path("/agents")
public class AgentPages {
    private final AgentsTopic topic;

    AgentPages(AgentsTopic topic) {
        this.topic = topic;
    }

    /** As far as it is known now. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Templates.list(topic.configured(), topic.reading());
    }

    /** What is known, anew whenever something happens, as a part of the page. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return topic.readings()
                .map(known -> sse.newEvent("agents", Templates.board(known).render()));
    }

    @CheckedTemplate(basePath = "agents")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(boolean configured, Reading<AgentBoard> known);

        static native TemplateInstance board(Reading<AgentBoard> known);
    }
}
