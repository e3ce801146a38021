package io.remotingkafka.provisioner.proof;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;

/** Puts loopback addresses into brokers' answers where they say where brokers are. Pure. */
final class AddressRewriting {
    private static final String LOOPBACK = "127.0.0.1";

    private AddressRewriting() {}

    /** What of a request is needed to understand its answer: the first eight bytes of every request. */
    record Request(short api, short version, int correlation) {
        static Request of(ByteBuffer frame) {
            return new Request(frame.getShort(), frame.getShort(), frame.getInt());
        }

        boolean answerHoldsAddresses() {
            return api == ApiKeys.METADATA.id
                    || api == ApiKeys.FIND_COORDINATOR.id
                    || api == ApiKeys.DESCRIBE_CLUSTER.id;
        }
    }

    /** The answer with each {@code host:port} that has a local port replaced by it. */
    static byte[] rewrite(Request request, byte[] answer, Map<String, Integer> localPorts) {
        ApiKeys api = ApiKeys.forId(request.api());
        short headerVersion = api.responseHeaderVersion(request.version());
        ByteBufferAccessor in = new ByteBufferAccessor(ByteBuffer.wrap(answer));
        ResponseHeaderData header = new ResponseHeaderData(in, headerVersion);
        ApiMessage body;
        if (api == ApiKeys.METADATA) {
            MetadataResponseData metadata = new MetadataResponseData(in, request.version());
            metadata.brokers()
                    .forEach(broker ->
                            local(broker.host(), broker.port(), localPorts, (host, port) -> broker.setHost(host)
                                    .setPort(port)));
            body = metadata;
        } else if (api == ApiKeys.FIND_COORDINATOR) {
            FindCoordinatorResponseData found = new FindCoordinatorResponseData(in, request.version());
            local(found.host(), found.port(), localPorts, (host, port) -> found.setHost(host)
                    .setPort(port));
            found.coordinators()
                    .forEach(each -> local(each.host(), each.port(), localPorts, (host, port) -> each.setHost(host)
                            .setPort(port)));
            body = found;
        } else {
            DescribeClusterResponseData cluster = new DescribeClusterResponseData(in, request.version());
            cluster.brokers()
                    .forEach(broker ->
                            local(broker.host(), broker.port(), localPorts, (host, port) -> broker.setHost(host)
                                    .setPort(port)));
            body = cluster;
        }
        return write(header, headerVersion, body, request.version());
    }

    private static void local(String host, int port, Map<String, Integer> localPorts, ObjIntConsumer<String> set) {
        Integer local = localPorts.get(host + ":" + port);
        if (local != null) {
            set.accept(LOOPBACK, local);
        }
    }

    private static byte[] write(ResponseHeaderData header, short headerVersion, ApiMessage body, short version) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        int size = header.size(cache, headerVersion) + body.size(cache, version);
        ByteBuffer buffer = ByteBuffer.allocate(size);
        ByteBufferAccessor out = new ByteBufferAccessor(buffer);
        header.write(out, cache, headerVersion);
        body.write(out, cache, version);
        return buffer.array();
    }
}
