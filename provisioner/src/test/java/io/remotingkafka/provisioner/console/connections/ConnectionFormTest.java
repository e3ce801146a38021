package io.remotingkafka.provisioner.console.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.provisioner.connection.Confidential;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.Credentials;
import io.remotingkafka.provisioner.console.Fields;
import io.remotingkafka.provisioner.console.Form;
import io.remotingkafka.provisioner.console.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFormTest {
    private static final String SERVER = "https://203.0.113.7:6443";
    private static final Credentials TOKEN = new Credentials.BearerToken(Confidential.of("a-token"));
    private static final Connection KEPT = new Connection(
            new ConnectionName("production"),
            Optional.of(URI.create(SERVER)),
            Optional.of("-----BEGIN CERTIFICATE-----"),
            false,
            Optional.of("builds"),
            TOKEN);

    @Test
    void fieldsOfOtherKindsThanTheChosenOneArePassedOver() {
        Form form = Fields.of(
                "name",
                "production",
                "server",
                SERVER,
                "kind",
                "BearerToken",
                "token",
                "a-token",
                "user",
                "somebody",
                "password",
                "a-password",
                "kubeconfig",
                "apiVersion: v1");

        assertThat(filled(form, Optional.empty()).credentials()).isEqualTo(TOKEN);
    }

    @Test
    void aKubeconfigKnowsItsServer() {
        Form form =
                Fields.of("name", "laptop", "kind", "Kubeconfig", "kubeconfig", "apiVersion: v1", "context", "mine");

        Connection connection = filled(form, Optional.empty());

        assertThat(connection.server()).isEmpty();
        assertThat(connection.credentials())
                .isEqualTo(new Credentials.Kubeconfig(Confidential.of("apiVersion: v1"), Optional.of("mine")));
    }

    @Test
    void everyProblemIsToldAtOnceAndAtItsField() {
        Form form = Fields.of(
                "name", "Not A Name", "server", "203.0.113.7", "caCertificate", "text", "kind", "BearerToken");

        assertThat(refused(form, Optional.empty()))
                .extracting(Problem::field)
                .containsExactly("name", "server", "caCertificate", "token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BearerToken", "ClientCertificate", "UserPassword", "Kubeconfig"})
    void noKindDoesWithoutItsSecret(String kind) {
        Form form = Fields.of("name", "a", "server", SERVER, "kind", kind, "certificate", "pem", "user", "somebody");

        assertThat(refused(form, Optional.empty())).hasSize(1);
    }

    @Test
    void anUnknownKindIsAProblem() {
        assertThat(refused(Fields.of("name", "a", "server", SERVER, "kind", "Magic"), Optional.empty()))
                .extracting(Problem::field)
                .containsExactly("kind");
    }

    @Test
    void secretsThatAreLeftOutStay() {
        Form form = Fields.of("name", "production", "server", SERVER, "kind", "BearerToken", "namespace", "other");

        Connection changed = filled(form, Optional.of(KEPT));

        assertThat(changed.credentials()).isEqualTo(TOKEN);
        assertThat(changed.caCertificate()).isEqualTo(KEPT.caCertificate());
        assertThat(changed.namespace()).contains("other");
    }

    @Test
    void aKeptSecretIsNotSentToAnotherServer() {
        Form form = Fields.of("name", "production", "server", "https://198.51.100.1", "kind", "BearerToken");

        assertThat(refused(form, Optional.of(KEPT))).extracting(Problem::field).containsExactly("token");
    }

    @Test
    void aKeptSecretIsNotSentToAServerThatIsNoLongerVerified() {
        Form skipped =
                Fields.of("name", "production", "server", SERVER, "kind", "BearerToken", "skipTlsVerification", "true");
        Form otherAuthority = Fields.of(
                "name",
                "production",
                "server",
                SERVER,
                "kind",
                "BearerToken",
                "caCertificate",
                "-----BEGIN CERTIFICATE----- another");

        assertThat(refused(skipped, Optional.of(KEPT))).hasSize(1);
        assertThat(refused(otherAuthority, Optional.of(KEPT))).hasSize(1);
    }

    @Test
    void whatIsShownAgainHasNoSecrets() {
        Form form = Fields.of(
                "name",
                "production",
                "server",
                SERVER,
                "kind",
                "ClientCertificate",
                "certificate",
                "the-certificate",
                "key",
                "the-key",
                "token",
                "the-token",
                "password",
                "the-password",
                "kubeconfig",
                "the-kubeconfig");

        assertThat(ConnectionForm.of(form, Optional.empty()).toString())
                .contains("the-certificate")
                .doesNotContain("the-key", "the-token", "the-password", "the-kubeconfig");
    }

    private static Connection filled(Form form, Optional<Connection> kept) {
        ConnectionForm.Outcome outcome = ConnectionForm.read(form, kept);
        assertThat(outcome).isInstanceOf(ConnectionForm.Outcome.Filled.class);
        return ((ConnectionForm.Outcome.Filled) outcome).connection();
    }

    private static List<Problem> refused(Form form, Optional<Connection> kept) {
        ConnectionForm.Outcome outcome = ConnectionForm.read(form, kept);
        assertThat(outcome).isInstanceOf(ConnectionForm.Outcome.Refused.class);
        return ((ConnectionForm.Outcome.Refused) outcome).problems();
    }
}
