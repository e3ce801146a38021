package io.remotingkafka.provisioner.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The console begins with its Kafka clusters. */
@Path("/")
public class HomePage {
    /** Goes there. */
    @GET
    public Response home() {
        return Response.seeOther(URI.create("/kafka")).build();
    }
}
