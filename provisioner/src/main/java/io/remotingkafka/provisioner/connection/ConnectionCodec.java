package io.remotingkafka.provisioner.connection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** A connection as its store keeps it: the one place where credentials are written out. */
final class ConnectionCodec {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModules(new Jdk8Module(), revealing()).build();

    private ConnectionCodec() {}

    static String encode(Connection connection) {
        try {
            return JSON.writeValueAsString(connection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A connection has no JSON form", e);
        }
    }

    static Connection decode(String json, String where) {
        try {
            return JSON.readValue(json, Connection.class);
        } catch (JsonProcessingException e) {
            // The exception quotes the text, secrets and all: it goes no further than its location.
            throw new InvalidConnectionException("The connection kept in " + where + " cannot be read"
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ")")
                    + ": delete it and enter it anew.");
        }
    }

    private static SimpleModule revealing() {
        SimpleModule module = new SimpleModule("revealing");
        module.addSerializer(Confidential.class, new StdSerializer<>(Confidential.class) {
            @Override
            public void serialize(Confidential value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeString(value.reveal());
            }
        });
        return module;
    }
}
