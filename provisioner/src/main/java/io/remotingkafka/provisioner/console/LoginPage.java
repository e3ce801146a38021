package io.remotingkafka.provisioner.console;

import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.remotingkafka.provisioner.login.Login;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** In and out. */
@Path("/")
public class LoginPage {
    private final Login login;
    private final Instance<OidcSession> openIdConnect;
    private final SecurityIdentity identity;

    LoginPage(Login login, Instance<OidcSession> openIdConnect, SecurityIdentity identity) {
        this.login = login;
        this.openIdConnect = openIdConnect;
        this.identity = identity;
    }

    /** The form; a part of a page that finds its session ended makes the browser load it as a whole. */
    @GET
    @Path("login")
    @Produces(MediaType.TEXT_HTML)
    public Response form(@QueryParam("failed") String failed, @HeaderParam("HX-Request") String partial) {
        if (partial != null) {
            return Response.noContent().header("HX-Redirect", "/login").build();
        }
        return Response.ok(Templates.login(login.user(), failed != null)).build();
    }

    /** Ends the session. */
    @POST
    @Path("logout")
    public Response logout() {
        if (login.openIdConnect()) {
            openIdConnect.get().logout().await().indefinitely();
        } else {
            FormAuthenticationMechanism.logout(identity);
        }
        return Response.seeOther(URI.create("/login")).build();
    }

    @CheckedTemplate(basePath = "")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(String user, boolean failed);
    }
}
