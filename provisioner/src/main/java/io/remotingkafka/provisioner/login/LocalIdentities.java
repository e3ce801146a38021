package io.remotingkafka.provisioner.login;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The local user's identity, by password and by session. */
final class LocalIdentities {
    private LocalIdentities() {}

    private static Uni<SecurityIdentity> identity(String user, boolean admitted) {
        return admitted
                ? Uni.createFrom()
                        .item(QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal(user))
                                .build())
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    /** By password: the login form, and REST. */
    @Singleton
    static final class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        private final Login login;

        ByPassword(Login login) {
            this.login = login;
        }

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            String password = new String(request.getPassword().getPassword());
            return identity(request.getUsername(), login.admits(request.getUsername(), password));
        }
    }

    /** By session: the cookie is encrypted and was checked before. */
    @Singleton
    static final class BySession implements IdentityProvider<TrustedAuthenticationRequest> {
        private final Login login;

        BySession(Login login) {
            this.login = login;
        }

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return identity(request.getPrincipal(), login.knows(request.getPrincipal()));
        }
    }
}
