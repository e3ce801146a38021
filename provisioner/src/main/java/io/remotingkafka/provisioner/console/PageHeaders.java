package io.remotingkafka.provisioner.console;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What browsers are told about every answer: to load nothing from elsewhere, to run no script and take no style written
 * into a page, to show it in no other site's frame, and to keep nothing that only a user may see.
 */
@Singleton
class PageHeaders {
    private static final int BEFORE_ALL_ROUTES = Integer.MIN_VALUE;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_ROUTES).handler(context -> {
            MultiMap headers = context.response().headers();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            context.addHeadersEndHandler(ended -> {
                boolean asset = context.normalizedPath().startsWith("/assets/")
                        && context.response().getStatusCode() == 200;
                // The names stay the same from version to version: they are asked for again after a while.
                headers.set("Cache-Control", asset ? "public, max-age=3600" : "no-store");
            });
            context.next();
        });
    }
}
