package io.remotingkafka.provisioner.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
                .entity(page)
                .build();
    }

    /** Parts that several pages have. */
    @CheckedTemplate(basePath = "parts")
    public static final class Templates {
        private Templates() {}

        /** What is wrong with a form. */
        public static native TemplateInstance problems(List<Problem> problems);
    }
}
