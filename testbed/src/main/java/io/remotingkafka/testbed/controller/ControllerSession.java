package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.HttpHead;
import java.util.Optional;

/**
 * An agent's connection, as the controller sees it.
 *
 * @param cookie what it was given, 64 hex digits; empty for TCP
 * @param request its upgrade; empty for TCP
 */
public record ControllerSession(String agent, String cookie, Optional<HttpHead> request, Channel channel) {}
