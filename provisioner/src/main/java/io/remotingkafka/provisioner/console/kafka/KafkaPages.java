package io.remotingkafka.provisioner.console.kafka;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.remotingkafka.provisioner.apply.KafkaClusters;
import io.remotingkafka.provisioner.apply.RefusedException;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.ConnectionView;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import io.remotingkafka.provisioner.console.Form;
import io.remotingkafka.provisioner.console.Pages;
import io.remotingkafka.provisioner.console.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Kafka clusters: described, planned, started, watched, taken away. */
@Path("/kafka")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class KafkaPages {
    private final ConnectionStore connections;
    private final KafkaClusters clusters;

    KafkaPages(ConnectionStore connections, KafkaClusters clusters) {
        this.connections = connections;
        this.clusters = clusters;
    }

    /** The connections; what each of them reaches is loaded by itself, since some may not answer. */
    @GET
    public TemplateInstance list() {
        return Templates.list(connections.list());
    }

    /** What one connection reaches. */
    @GET
    @Path("of/{connection}")
    public TemplateInstance ofConnection(
            @PathParam("connection") String name, @HeaderParam(Pages.PARTIAL) String partial) {
        ClustersView found = found(connection(name));
        return partial == null ? Templates.listOfOne(found) : Templates.clusters(found);
    }

    /** A form with every default. */
    @GET
    @Path("new")
    public TemplateInstance blank(@QueryParam("connection") String connection) {
        List<ConnectionView> known = connections.list();
        String chosen = connection != null
                ? connection
                : known.isEmpty() ? "" : known.getFirst().name().value();
        return Templates.form(KafkaForm.standard(chosen), known, List.of(), Optional.empty());
    }

    /** What starting would do. */
    @POST
    @Path("plan")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response plan(MultivaluedMap<String, String> fields, @HeaderParam(Pages.PARTIAL) String partial) {
        Form form = new Form(fields);
        return switch (KafkaForm.read(form)) {
            case KafkaForm.Outcome.Filled(ClusterKey key, KafkaClusterSpec spec) -> {
                PlanView plan = PlanView.of(clusters.plan(key, spec), clusters.manifests(key, spec));
                yield Response.ok(
                                partial == null
                                        ? form(KafkaForm.of(form), List.of(), Optional.of(plan))
                                        : Templates.planned(plan))
                        .build();
            }
            case KafkaForm.Outcome.Refused(List<Problem> problems) -> refused(form, problems, partial);
        };
    }

    /** Begins, and leads to the progress. */
    @POST
    @Path("start")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response start(MultivaluedMap<String, String> fields, @HeaderParam(Pages.PARTIAL) String partial) {
        Form form = new Form(fields);
        return switch (KafkaForm.read(form)) {
            case KafkaForm.Outcome.Filled(ClusterKey key, KafkaClusterSpec spec) -> {
                clusters.apply(key, spec);
                yield Pages.goTo("/kafka/" + key, partial);
            }
            case KafkaForm.Outcome.Refused(List<Problem> problems) -> refused(form, problems, partial);
        };
    }

    /** One cluster: how far it is, where clients connect, what to do next. */
    @GET
    @Path("{connection}/{cluster}")
    public TemplateInstance show(
            @PathParam("connection") String connection,
            @PathParam("cluster") String cluster,
            @HeaderParam(Pages.PARTIAL) String partial) {
        ClusterView view = ClusterView.of(key(connection, cluster), clusters.status(key(connection, cluster)));
        return partial == null ? Templates.cluster(view) : Templates.state(view);
    }

    /** Its form. */
    @GET
    @Path("{connection}/{cluster}/change")
    public TemplateInstance change(@PathParam("connection") String connection, @PathParam("cluster") String cluster) {
        return form(KafkaForm.of(status(connection, cluster)), List.of(), Optional.empty());
    }

    /** Applies anew what was asked for last: a cluster that failed goes on from there. */
    @POST
    @Path("{connection}/{cluster}/again")
    public Response again(
            @PathParam("connection") String connection,
            @PathParam("cluster") String cluster,
            @HeaderParam(Pages.PARTIAL) String partial) {
        ClusterStatus status = status(connection, cluster);
        clusters.apply(status.key(), status.spec());
        return Pages.goTo("/kafka/" + status.key(), partial);
    }

    /** Asks whether it is to be taken away, and what becomes of its volumes. */
    @GET
    @Path("{connection}/{cluster}/undo")
    public TemplateInstance askUndo(@PathParam("connection") String connection, @PathParam("cluster") String cluster) {
        return Templates.undo(status(connection, cluster), List.of());
    }

    /** Begins to take it away, and leads to the progress. */
    @POST
    @Path("{connection}/{cluster}/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response undo(
            @PathParam("connection") String connection,
            @PathParam("cluster") String cluster,
            MultivaluedMap<String, String> fields,
            @HeaderParam(Pages.PARTIAL) String partial) {
        Form form = new Form(fields);
        ClusterStatus status = status(connection, cluster);
        if (!form.text("confirmation").equals(status.key().cluster().value())) {
            List<Problem> problems = List.of(new Problem(
                    "confirmation",
                    "Expected the cluster's name, '" + status.key().cluster() + "', to be sure."));
            return Pages.unprocessable(
                    partial == null ? Templates.undo(status, problems) : Pages.Templates.problems(problems));
        }
        clusters.remove(status.key(), "DELETE".equals(form.text("volumes")) ? VolumeChoice.DELETE : VolumeChoice.KEEP);
        return Pages.goTo("/kafka/" + status.key(), partial);
    }

    private ClustersView found(ConnectionView connection) {
        try {
            return new ClustersView(connection, clusters.list(connection.name()), Optional.empty());
        } catch (RefusedException e) {
            return new ClustersView(connection, List.of(), Optional.of(e.reason()));
        }
    }

    /** What cannot be done, as a page or a part of one. */
    @ServerExceptionMapper
    public Response refused(RefusedException e, HttpHeaders headers) {
        return Pages.refused(e.reason(), headers.getHeaderString(Pages.PARTIAL));
    }

    /** A connection that cannot be used, likewise. */
    @ServerExceptionMapper
    public Response invalid(InvalidConnectionException e, HttpHeaders headers) {
        return Pages.invalid(e, headers.getHeaderString(Pages.PARTIAL));
    }

    /** A page that is not there. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException e) {
        return Pages.notFound(e);
    }

    private Response refused(Form form, List<Problem> problems, String partial) {
        return Pages.unprocessable(
                partial == null
                        ? form(KafkaForm.of(form), problems, Optional.empty())
                        : Pages.Templates.problems(problems));
    }

    private TemplateInstance form(KafkaForm form, List<Problem> problems, Optional<PlanView> plan) {
        return Templates.form(form, connections.list(), problems, plan);
    }

    private ClusterStatus status(String connection, String cluster) {
        ClusterKey key = key(connection, cluster);
        return clusters.status(key).orElseThrow(() -> new NotFoundException("There is no Kafka cluster " + key));
    }

    private ConnectionView connection(String name) {
        return connections.list().stream()
                .filter(view -> view.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no connection " + name));
    }

    static ClusterKey key(String connection, String cluster) {
        try {
            return new ClusterKey(new ConnectionName(connection), new ClusterName(cluster));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException("There is no Kafka cluster " + connection + "/" + cluster, e);
        }
    }

    @CheckedTemplate(basePath = "kafka")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<ConnectionView> connections);

        static native TemplateInstance listOfOne(ClustersView found);

        static native TemplateInstance clusters(ClustersView found);

        static native TemplateInstance form(
                KafkaForm form, List<ConnectionView> connections, List<Problem> problems, Optional<PlanView> plan);

        static native TemplateInstance planned(PlanView plan);

        static native TemplateInstance cluster(ClusterView view);

        static native TemplateInstance state(ClusterView view);

        static native TemplateInstance undo(ClusterStatus status, List<Problem> problems);

        static native TemplateInstance progress(ProgressView progress);
    }
}
