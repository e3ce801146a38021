package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.time.Instant;

/**
 * A session that a broker instance holds.
 *
 * @param session its name
 * @param kind WEBSOCKET or TCP; downloads are not recorded
 * @param instance the broker instance that holds it: it alone reads the agent's frames and answers them
 * @param epoch under which that instance numbers its frames
 * @param since when it was accepted
 */
public record LiveSession(SessionId session, SessionKind kind, String instance, int epoch, Instant since) {}
