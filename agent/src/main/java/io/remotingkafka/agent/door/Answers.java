package io.remotingkafka.agent.door;

import io.remotingkafka.protocol.frame.Frame.Refused;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** Plain answers to agent.jar. It prints none of their text, so what went wrong is logged as well. */
final class Answers {
    private static final Logger LOG = Logger.getLogger(Door.class);

    private Answers() {}

    static void text(HttpServerRequest request, int status, String text) {
        if (status >= 500) {
            LOG.debugf("%s answered %d: %s", request.path(), status, text);
        }
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(text);
        }
    }

    static void refusal(HttpServerRequest request, Refused refused) {
        LOG.warnf("%s refused by=%s status=%d: %s", request.path(), refused.reason(), refused.status(), refused.text());
        request.resume();
        text(request, refused.status(), refused.text());
    }
}
