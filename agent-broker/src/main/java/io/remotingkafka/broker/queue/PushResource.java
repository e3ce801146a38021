package io.remotingkafka.broker.queue;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.protocol.naming.ControllerName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a controller says that its queue has changed, so that nobody waits for the next reading. A push only makes the queue
 * be read at once: what it says is not believed, so that a lost, doubled or reordered one changes nothing.
 */
@Singleton
@Path("/api/controllers/{controller}/queue-events")
public class PushResource {
    private final QueueWatcher watcher;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, PushAuthenticity> secrets = new TreeMap<>();

    PushResource(BrokerConfig config, QueueWatcher watcher) {
        this.watcher = watcher;
        config.controllers()
                .forEach((name, controller) ->
                        controller.pushSecret().ifPresent(secret -> secrets.put(name, new PushAuthenticity(secret))));
    }

    /** 202 if it is taken, 401 if it is not from the controller or not from now, 404 where no push is expected. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response push(
            @PathParam("controller") String controller,
            @HeaderParam("X-Remoting-Timestamp") String timestamp,
            @HeaderParam("X-Remoting-Signature") String signature,
            String body) {
        PushAuthenticity authenticity = secrets.get(controller);
        if (authenticity == null) {
            return answer(404, "no push is expected: remoting.controllers." + controller + ".push-secret is not set");
        }
        if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
            return answer(401, "expected the headers X-Remoting-Timestamp (seconds) and X-Remoting-Signature");
        }
        return switch (authenticity.judge(timestamp, signature, body == null ? "" : body, clock.instant())) {
            case AUTHENTIC -> {
                watcher.wake(new ControllerName(controller));
                yield Response.accepted().build();
            }
            case WRONG_SIGNATURE -> answer(401, "the signature is not that of the secret, time stamp and body");
            case OUT_OF_TIME -> answer(401, "the time stamp is more than " + PushAuthenticity.WINDOW + " off");
            case SEEN_BEFORE -> answer(401, "this push was taken before");
        };
    }

    private static Response answer(int status, String text) {
        return Response.status(status).type(MediaType.TEXT_PLAIN).entity(text).build();
    }
}
