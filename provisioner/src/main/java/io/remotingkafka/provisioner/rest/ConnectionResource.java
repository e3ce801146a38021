package io.remotingkafka.provisioner.rest;

import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.ConnectionView;
import io.remotingkafka.provisioner.connection.Credentials;
import io.remotingkafka.provisioner.connection.Endpoints;
import io.remotingkafka.provisioner.connection.check.ConnectionReport;
import io.remotingkafka.provisioner.connection.check.ConnectionTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connections over REST. Credentials go in and never come out. */
@Path("/api/v1/connections")
@Tag(name = "connections")
@RunOnVirtualThread
public class ConnectionResource {
    private final ConnectionStore store;
    private final ConnectionTest test;
    private final Endpoints endpoints;

    ConnectionResource(ConnectionStore store, ConnectionTest test, Endpoints endpoints) {
        this.store = store;
        this.test = test;
        this.endpoints = endpoints;
    }

    /**
     * A connection as it is entered; its name is in the path.
     *
     * @param server the API server's URL
     */
    public record Entered(
            Optional<URI> server,
            Optional<String> caCertificate,
            boolean skipTlsVerification,
            Optional<String> namespace,

            @NotNull(
                    message = "expected an object with kind BearerToken, ClientCertificate, UserPassword, Kubeconfig or"
                            + " InCluster")
            Credentials credentials) {
        Connection named(ConnectionName name) {
            return new Connection(name, server, caCertificate, skipTlsVerification, namespace, credentials);
        }
    }

    /** All connections. */
    @GET
    @Operation(summary = "List connections, without their credentials")
    public List<ConnectionView> list() {
        return store.list();
    }

    /** One connection. */
    @GET
    @Path("{name}")
    @Operation(summary = "Show a connection, without its credentials")
    public ConnectionView get(@PathParam("name") ConnectionName name) {
        return find(name).view();
    }

    /** Keeps a connection. */
    @PUT
    @Path("{name}")
    @Operation(summary = "Enter a connection, or replace it")
    public ConnectionView put(@PathParam("name") ConnectionName name, @Valid @NotNull Entered entered) {
        Connection connection = entered.named(name);
        endpoints.resolve(connection);
        store.save(connection);
        return connection.view();
    }

    /** Forgets a connection. */
    @DELETE
    @Path("{name}")
    @Operation(summary = "Forget a connection; what was made through it stays")
    public void delete(@PathParam("name") ConnectionName name) {
        if (!store.delete(name)) {
            throw new NotFoundException("There is no connection " + name + ".");
        }
    }

    /** Tests a connection that is kept. */
    @POST
    @Path("{name}/test")
    @Operation(summary = "Test a connection: what works, what does not, and what to do")
    public ConnectionReport test(@PathParam("name") ConnectionName name) {
        return test.run(find(name));
    }

    private Connection find(ConnectionName name) {
        return store.find(name).orElseThrow(() -> new NotFoundException("There is no connection " + name + "."));
    }
}
