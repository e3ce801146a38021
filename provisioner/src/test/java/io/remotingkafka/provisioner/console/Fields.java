package io.remotingkafka.provisioner.console;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** A form as a browser would send it. */
public final class Fields {
    private Fields() {}

    /** In pairs of name and value. */
    public static Form of(String... fields) {
        MultivaluedMap<String, String> sent = new MultivaluedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            sent.add(fields[i], fields[i + 1]);
        }
        return new Form(sent);
    }
}
