package io.remotingkafka.provisioner.console.events;

import java.util.List;

/**
 * What is made of a topic's events: immutable, each piece of news makes the next.
 *
 * @param <B> its own type
 */
public interface Board<B extends Board<B>> {
    /** After these, in the topic's order. What comes twice changes nothing. */
    B with(List<News> news);
}
