package io.remotingkafka.provisioner.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Answers that pages have in common. A request of a part of a page wants a part, others want a whole page. */
public final class Pages {
    /** The header by which htmx asks for a part of a page. */
    public static final String PARTIAL = "HX-Request";

    private static final int UNPROCESSABLE = 422;

    private Pages() {}

    /** Leads the browser to another page. */
    public static Response goTo(String path, String partial) {
        return partial == null
                ? Response.seeOther(URI.create(path)).build()
                : Response.noContent().header("HX-Redirect", path).build();
    }

    /** A form that cannot be taken as it is. */
    public static Response unprocessable(TemplateInstance page) {
        return Response.status(UNPROCESSABLE)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(page.render())
                .build();
    }

    /** Something that cannot be done, and why. */
    public static Response refused(Reason reason, String partial) {
        return unprocessable(
                partial == null
                        ? Templates.failure("This cannot be done", reason, "/kafka")
                        : Templates.reason(reason));
    }

    /** A connection that cannot be used as it was entered. */
    public static Response invalid(InvalidConnectionException e, String partial) {
        return refused(
                new Reason(
                        "invalid-connection",
                        String.valueOf(e.getMessage()),
                        "Change the connection, and test it again."),
                partial);
    }

    /** A page that is not there. */
    public static Response notFound(NotFoundException e) {
        return Response.status(Response.Status.NOT_FOUND)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(Templates.failure(
                                "Not found",
                                new Reason(
                                        "not-found",
                                        String.valueOf(e.getMessage()),
                                        "It may have been deleted meanwhile."),
                                "/kafka")
                        .render())
                .build();
    }

    /** Parts that several pages have. */
    @CheckedTemplate(basePath = "parts")
    public static final class Templates {
        private Templates() {}

        /** What is wrong with a form. */
        public static native TemplateInstance problems(List<Problem> problems);

        static native TemplateInstance failure(String title, Reason reason, String back);

        static native TemplateInstance reason(Reason reason);
    }
}
