package io.remotingkafka.testbed.hudson;

import java.net.URI;

/** The controller answered a request with a status of 400 or more. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 500;

    private final int status;

    RefusedRequestException(int status, String method, URI uri, String body) {
        super(method + " " + uri + " was answered with " + status + ": "
                + body.substring(0, Math.min(SHOWN, body.length())));
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
