package io.remotingkafka.protocol.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.session.SessionId;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Function;

/** Value types as plain JSON strings. */
final class NameModule {
    private NameModule() {}

    static SimpleModule create() {
        SimpleModule module = new SimpleModule("names");
        add(module, AgentName.class, AgentName::value, AgentName::new);
        add(module, ControllerName.class, ControllerName::value, ControllerName::new);
        add(module, PoolName.class, PoolName::value, PoolName::new);
        add(module, SessionId.class, SessionId::toString, text -> new SessionId(UUID.fromString(text)));
        return module;
    }

    private static <T> void add(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new FromStringDeserializer<T>(type) {
            @Override
            protected T _deserialize(String text, DeserializationContext context) throws IOException {
                try {
                    return read.apply(text);
                } catch (IllegalArgumentException e) {
                    throw context.weirdStringException(text, type, String.valueOf(e.getMessage()));
                }
            }
        });
    }
}
