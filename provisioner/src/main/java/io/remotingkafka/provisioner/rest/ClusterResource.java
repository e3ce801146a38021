package io.remotingkafka.provisioner.rest;

import io.remotingkafka.provisioner.apply.KafkaClusters;
import io.remotingkafka.provisioner.apply.Progress;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.plan.Plan;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Kafka clusters over REST. */
@Path("/api/v1/connections/{connection}/clusters")
@Tag(name = "clusters")
@RunOnVirtualThread
public class ClusterResource {
    private final KafkaClusters clusters;

    ClusterResource(KafkaClusters clusters) {
        this.clusters = clusters;
    }

    /** All clusters. */
    @GET
    @Operation(summary = "List the clusters that the provisioner made in the connection's namespace")
    public List<ClusterStatus> list(@PathParam("connection") ConnectionName connection) {
        return clusters.list(connection);
    }

    /** One cluster. */
    @GET
    @Path("{cluster}")
    @Operation(summary = "Show a cluster: what is wanted, how far it is, why it failed, where clients connect")
    public ClusterStatus get(
            @PathParam("connection") ConnectionName connection, @PathParam("cluster") ClusterName cluster) {
        return clusters.status(new ClusterKey(connection, cluster))
                .orElseThrow(() -> new NotFoundException("There is no cluster " + cluster + "."));
    }

    /** What applying would do. */
    @POST
    @Path("{cluster}/plan")
    @Operation(summary = "Show what applying would create and change; changes nothing")
    public Plan plan(
            @PathParam("connection") ConnectionName connection,
            @PathParam("cluster") ClusterName cluster,
            @NotNull KafkaClusterSpec spec) {
        return clusters.plan(new ClusterKey(connection, cluster), spec);
    }

    /** The objects themselves. */
    @POST
    @Path("{cluster}/manifests")
    @Produces("application/yaml")
    @Operation(summary = "Show the objects that applying would send, as YAML without secret values")
    public String manifests(
            @PathParam("connection") ConnectionName connection,
            @PathParam("cluster") ClusterName cluster,
            @NotNull KafkaClusterSpec spec) {
        return clusters.manifests(new ClusterKey(connection, cluster), spec);
    }

    /** Begins to apply. */
    @PUT
    @Path("{cluster}")
    @Operation(summary = "Begin to make or change a cluster")
    public Response apply(
            @PathParam("connection") ConnectionName connection,
            @PathParam("cluster") ClusterName cluster,
            @NotNull KafkaClusterSpec spec) {
        clusters.apply(new ClusterKey(connection, cluster), spec);
        return Response.accepted().build();
    }

    /** Begins to undo. */
    @DELETE
    @Path("{cluster}")
    @Operation(summary = "Begin to remove a cluster; volumes are kept unless ?volumes=delete")
    public Response remove(
            @PathParam("connection") ConnectionName connection,
            @PathParam("cluster") ClusterName cluster,
            @QueryParam("volumes") @DefaultValue("keep") String volumes) {
        clusters.remove(
                new ClusterKey(connection, cluster),
                switch (volumes.toLowerCase(Locale.ROOT)) {
                    case "keep" -> VolumeChoice.KEEP;
                    case "delete" -> VolumeChoice.DELETE;
                    default ->
                        throw new IllegalArgumentException("volumes: expected keep or delete, not '" + volumes + "'");
                });
        return Response.accepted().build();
    }

    /** Replaces certificates. */
    @POST
    @Path("{cluster}/rotate-certificates")
    @Operation(summary = "Begin to replace the brokers' certificates, and with ?authority=true their authority")
    public Response rotate(
            @PathParam("connection") ConnectionName connection,
            @PathParam("cluster") ClusterName cluster,
            @QueryParam("authority") boolean authority) {
        clusters.rotateCertificates(new ClusterKey(connection, cluster), authority);
        return Response.accepted().build();
    }

    /** What happens, as it happens. */
    @GET
    @Path("{cluster}/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Follow the present or last operation from its beginning, as server-sent events")
    @Blocking
    public Multi<Progress> progress(
            @PathParam("connection") ConnectionName connection, @PathParam("cluster") ClusterName cluster) {
        return clusters.progress(new ClusterKey(connection, cluster));
    }
}
