package io.remotingkafka.provisioner.console.connections;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.remotingkafka.provisioner.apply.RefusedException;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.ConnectionView;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import io.remotingkafka.provisioner.connection.check.ConnectionReport;
import io.remotingkafka.provisioner.connection.check.ConnectionTest;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Connections to Kubernetes: entered, tested, changed, deleted. */
@Path("/connections")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConnectionPages {
    private static final List<CredentialKind> KINDS = List.of(CredentialKind.values());

    private final ConnectionStore store;
    private final ConnectionTest test;

    ConnectionPages(ConnectionStore store, ConnectionTest test) {
        this.store = store;
        this.test = test;
    }

    /** All of them. */
    @GET
    public TemplateInstance list() {
        return Templates.list(store.list());
    }

    /** A blank form. */
    @GET
    @Path("new")
    public TemplateInstance blank() {
        return form(ConnectionForm.blank(), List.of(), Optional.empty());
    }

    /** One of them. */
    @GET
    @Path("{name}")
    public TemplateInstance show(@PathParam("name") String name) {
        return Templates.connection(find(name).view(), Optional.empty());
    }

    /** The form of one of them, without its secrets. */
    @GET
    @Path("{name}/change")
    public TemplateInstance change(@PathParam("name") String name) {
        return form(ConnectionForm.of(find(name).view()), List.of(), Optional.empty());
    }

    /** Keeps what the form says. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(MultivaluedMap<String, String> fields, @HeaderParam(Pages.PARTIAL) String partial) {
        Form form = new Form(fields);
        Optional<Connection> kept = keptFor(form);
        return switch (ConnectionForm.read(form, kept)) {
            case ConnectionForm.Outcome.Filled(Connection connection) -> {
                if (kept.isEmpty() && store.find(connection.name()).isPresent()) {
                    yield refused(form, kept, List.of(taken(connection.name())), partial);
                }
                store.save(connection);
                yield Pages.goTo("/connections/" + connection.name(), partial);
            }
            case ConnectionForm.Outcome.Refused(List<Problem> problems) -> refused(form, kept, problems, partial);
        };
    }

    /** Tests what the form says, and keeps nothing. */
    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response testForm(MultivaluedMap<String, String> fields, @HeaderParam(Pages.PARTIAL) String partial) {
        Form form = new Form(fields);
        Optional<Connection> kept = keptFor(form);
        return switch (ConnectionForm.read(form, kept)) {
            case ConnectionForm.Outcome.Filled(Connection connection) -> {
                ConnectionReport report = test.run(connection);
                yield Response.ok(
                                partial == null
                                        ? form(ConnectionForm.of(form, kept), List.of(), Optional.of(report))
                                        : Templates.tested(report))
                        .build();
            }
            case ConnectionForm.Outcome.Refused(List<Problem> problems) -> refused(form, kept, problems, partial);
        };
    }

    /** Tests one of them. */
    @POST
    @Path("{name}/test")
    public TemplateInstance test(@PathParam("name") String name, @HeaderParam(Pages.PARTIAL) String partial) {
        Connection connection = find(name);
        ConnectionReport report = test.run(connection);
        return partial == null
                ? Templates.connection(connection.view(), Optional.of(report))
                : Templates.tested(report);
    }

    /** Asks whether one of them is to be deleted. */
    @GET
    @Path("{name}/delete")
    public TemplateInstance askDelete(@PathParam("name") String name) {
        return Templates.delete(find(name).view());
    }

    /** Deletes it. */
    @POST
    @Path("{name}/delete")
    public Response delete(@PathParam("name") String name, @HeaderParam(Pages.PARTIAL) String partial) {
        store.delete(find(name).name());
        return Pages.goTo("/connections", partial);
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

    private Response refused(Form form, Optional<Connection> kept, List<Problem> problems, String partial) {
        return Pages.unprocessable(
                partial == null
                        ? form(ConnectionForm.of(form, kept), problems, Optional.empty())
                        : Pages.Templates.problems(problems));
    }

    private static Problem taken(ConnectionName name) {
        return new Problem(
                "name", "There is a connection '" + name + "' already: change that one, or choose another name.");
    }

    private static TemplateInstance form(
            ConnectionForm form, List<Problem> problems, Optional<ConnectionReport> report) {
        return Templates.form(form, KINDS, problems, report);
    }

    /** The connection that a form changes. */
    private Optional<Connection> keptFor(Form form) {
        return form.filled("stored").flatMap(name -> store.find(name(name)));
    }

    private Connection find(String name) {
        return store.find(name(name)).orElseThrow(() -> new NotFoundException("There is no connection " + name));
    }

    private static ConnectionName name(String text) {
        try {
            return new ConnectionName(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException("There is no connection " + text, e);
        }
    }

    @CheckedTemplate(basePath = "connections")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(List<ConnectionView> connections);

        static native TemplateInstance connection(ConnectionView connection, Optional<ConnectionReport> report);

        static native TemplateInstance form(
                ConnectionForm form,
                List<CredentialKind> kinds,
                List<Problem> problems,
                Optional<ConnectionReport> report);

        static native TemplateInstance tested(ConnectionReport report);

        static native TemplateInstance delete(ConnectionView connection);
    }
}
