package io.remotingkafka.provisioner.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The console begins with its Kafka clusters. */
@Path("/")
public class HomePage {
    /** Goes there. */
    @GET
    @Operation(hidden = true)
    public Response home() {
        return Response.seeOther(URI.create("/kafka")).build();
    }
}
