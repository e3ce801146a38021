package io.remotingkafka.provisioner.console;

import io.remotingkafka.provisioner.connection.Confidential;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** What a browser sent. Blank fields count as not filled in, and blanks around a value are dropped. */
public final class Form {
    private final MultivaluedMap<String, String> fields;

    /** Of a request. */
    public Form(MultivaluedMap<String, String> fields) {
        this.fields = fields;
    }

    /** A field's text, empty where it was not filled in. */
    public String text(String name) {
        return filled(name).orElse("");
    }

    /** A field's text, if it was filled in. */
    public Optional<String> filled(String name) {
        return Optional.ofNullable(fields.getFirst(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A secret, if it was filled in; it is taken as it is, since blanks may belong to it. */
    public Optional<Confidential> secret(String name) {
        return Optional.ofNullable(fields.getFirst(name))
                .filter(text -> !text.isBlank())
                .map(Confidential::of);
    }

    /** Whether a box is ticked. */
    public boolean ticked(String name) {
        return fields.containsKey(name);
    }
}
