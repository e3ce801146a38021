package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.session.CloseCode;

/**
 * How a session ended.
 *
 * @param byPeer whether the other side closed it; else this side did
 */
public record SessionEnd(CloseCode code, String reason, boolean byPeer) {
    @Override
    public String toString() {
        return code + " (" + (byPeer ? "other side" : "this side") + "): " + reason;
    }
}
