package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.RefusalReason;
import javax.net.ssl.SSLException;

/** What a controller's unwanted answers mean, and what agent.jar and the log are told of them. */
final class Refusals {
    private Refusals() {}

    /** No answer at all. */
    static Refused unreachable(Controller controller, Throwable failure) {
        if (failure instanceof SSLException) {
            return new Refused(
                    RefusalReason.CONTROLLER_UNREACHABLE,
                    503,
                    "the certificate of controller " + controller + " is not trusted (remoting.controllers."
                            + controller.name() + ".tls.ca-file): " + failure.getMessage());
        }
        return new Refused(
                RefusalReason.CONTROLLER_UNREACHABLE,
                503,
                "controller " + controller + " cannot be reached: " + failure.getMessage());
    }

    /**
     * An answer that is not the one hoped for.
     *
     * @param asked for the message: what was asked of which path
     * @param location of a redirect, or null
     */
    static Refused answered(Controller controller, String asked, int status, String location, String body) {
        if (status >= 300 && status < 400) {
            return notAController(
                    controller, asked, "a redirect to " + location + ": is that the controller's real address?");
        }
        if (status < 300) {
            return notAController(
                    controller,
                    asked,
                    "status " + status + " and a page instead: is something else in"
                            + " front of it, a login page or a proxy?");
        }
        if (status >= 500) {
            return new Refused(
                    RefusalReason.CONTROLLER_UNREACHABLE,
                    503,
                    "controller " + controller + " answered " + asked + " with status " + status
                            + " (starting, or a proxy in front of it): " + body);
        }
        if (status == 404) {
            return new Refused(
                    RefusalReason.NOT_A_CONTROLLER,
                    404,
                    "controller " + controller + " does not know " + asked
                            + ": does the URL have the right context path?");
        }
        return new Refused(RefusalReason.CONTROLLER, status, body);
    }

    /** A page with the right status, but of something else. */
    static Refused foreignPage(Controller controller, String asked) {
        return notAController(
                controller,
                asked,
                "a page without Jenkins's own headers (X-Jenkins): is something else in front of it, a login page or a"
                        + " proxy?");
    }

    /** The TCP agent port is off, or something else answered. */
    static Refused noAgentPort(Controller controller) {
        return new Refused(
                RefusalReason.NOT_A_CONTROLLER,
                502,
                "controller " + controller + " names no TCP agent port (X-Jenkins-JNLP-Port) in"
                        + " tcpSlaveAgentListener/: switch it on under Manage Jenkins, Security, Agents");
    }

    private static Refused notAController(Controller controller, String asked, String came) {
        return new Refused(
                RefusalReason.NOT_A_CONTROLLER,
                502,
                "remoting.controllers." + controller.name() + ".url=" + controller.base() + ": " + asked
                        + " was answered with " + came);
    }
}
