package io.remotingkafka.provisioner.console;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Who reads the page, for the page's head. */
@Named("reader")
@RequestScoped
public class Reader {
    private final SecurityIdentity identity;

    Reader(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whether somebody is logged in. */
    public boolean isKnown() {
        return !identity.isAnonymous();
    }

    /** The user's name. */
    public String getName() {
        return identity.getPrincipal().getName();
    }
}
