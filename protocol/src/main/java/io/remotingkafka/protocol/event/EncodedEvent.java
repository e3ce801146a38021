package io.remotingkafka.protocol.event;

import java.util.Map;

/**
 * An event as a Kafka record has it: CloudEvents 1.0 in binary mode.
 *
 * @param key the record's key
 * @param headers the attributes, named {@code ce_…}, and {@code content-type}
 * @param json the value, to be written in UTF-8
 */
public record EncodedEvent(String key, Map<String, String> headers, String json) {}
