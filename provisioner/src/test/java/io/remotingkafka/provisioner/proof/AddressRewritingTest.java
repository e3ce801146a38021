package io.remotingkafka.provisioner.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.junit.jupiter.api.Test;

class AddressRewritingTest {
    private static final short VERSION = ApiKeys.METADATA.latestVersion();
    private static final short HEADER_VERSION = ApiKeys.METADATA.responseHeaderVersion(VERSION);

    @Test
    void brokersThatAreForwardedGetTheirLocalPorts() {
        MetadataResponseData metadata = new MetadataResponseData();
        metadata.brokers().add(broker(0, "kafka-0.kafka-headless.ns.svc", 9092));
        metadata.brokers().add(broker(1, "elsewhere", 9092));

        byte[] rewritten = AddressRewriting.rewrite(
                new AddressRewriting.Request(ApiKeys.METADATA.id, VERSION, 7),
                write(metadata),
                Map.of("kafka-0.kafka-headless.ns.svc:9092", 40_000));

        ByteBufferAccessor in = new ByteBufferAccessor(ByteBuffer.wrap(rewritten));
        assertThat(new ResponseHeaderData(in, HEADER_VERSION).correlationId()).isEqualTo(7);
        MetadataResponseData read = new MetadataResponseData(in, VERSION);
        assertThat(read.brokers().find(0).host()).isEqualTo("127.0.0.1");
        assertThat(read.brokers().find(0).port()).isEqualTo(40_000);
        assertThat(read.brokers().find(1).host()).isEqualTo("elsewhere");
    }

    private static MetadataResponseData.MetadataResponseBroker broker(int id, String host, int port) {
        return new MetadataResponseData.MetadataResponseBroker()
                .setNodeId(id)
                .setHost(host)
                .setPort(port);
    }

    private static byte[] write(MetadataResponseData metadata) {
        ResponseHeaderData header = new ResponseHeaderData().setCorrelationId(7);
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBuffer buffer = ByteBuffer.allocate(header.size(cache, HEADER_VERSION) + metadata.size(cache, VERSION));
        ByteBufferAccessor out = new ByteBufferAccessor(buffer);
        header.write(out, cache, HEADER_VERSION);
        metadata.write(out, cache, VERSION);
        return buffer.array();
    }
}
