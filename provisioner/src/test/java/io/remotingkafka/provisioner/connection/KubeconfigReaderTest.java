package io.remotingkafka.provisioner.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubeconfigReaderTest {
    private static final String TEXT = """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
              - name: c
                cluster: { server: "https://203.0.113.7:6443" }
            users:
              - name: token
                user: { token: s3cret }
              - name: program
                user: { exec: { apiVersion: client.authentication.k8s.io/v1, command: rm } }
              - name: file
                user: { tokenFile: /etc/shadow }
            contexts:
              - name: one
                context: { cluster: c, user: token, namespace: builds }
              - name: two
                context: { cluster: c, user: program }
              - name: three
                context: { cluster: c, user: file }
            """;

    @Test
    void theCurrentContextSaysServerNamespaceAndUser() {
        Endpoint endpoint = read(TEXT, Optional.empty());

        assertThat(endpoint.server()).isEqualTo(URI.create("https://203.0.113.7:6443"));
        assertThat(endpoint.namespace()).isEqualTo("builds");
        assertThat(endpoint.login()).isInstanceOfSatisfying(Endpoint.Login.Token.class, token -> assertThat(
                        token.token().get())
                .isEqualTo("s3cret"));
    }

    @Test
    void noProgramOfAStrangersFileIsRun() {
        assertThatThrownBy(() -> read(TEXT, Optional.of("two")))
                .isInstanceOf(InvalidConnectionException.class)
                .hasMessageContaining("runs no programs");
    }

    @Test
    void noFileOfThisMachineIsRead() {
        assertThatThrownBy(() -> read(TEXT, Optional.of("three")))
                .isInstanceOf(InvalidConnectionException.class)
                .hasMessageContaining("kubectl config view --raw --flatten");
    }

    @Test
    void aContextThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> read(TEXT, Optional.of("four")))
                .hasMessageContaining("'four'")
                .hasMessageContaining("one")
                .hasMessageContaining("two");
    }

    @Test
    void whatIsNoKubeconfigIsNotQuoted() {
        assertThatThrownBy(() -> read("s3cret: [", Optional.empty()))
                .isInstanceOf(InvalidConnectionException.class)
                .message()
                .doesNotContain("s3cret");
    }

    private static Endpoint read(String text, Optional<String> context) {
        Credentials.Kubeconfig kubeconfig = new Credentials.Kubeconfig(Confidential.of(text), context);
        return KubeconfigReader.read(
                kubeconfig,
                new Connection(
                        new ConnectionName("test"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        kubeconfig));
    }
}
