package io.remotingkafka.provisioner.console;

import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.check.Check;
import io.remotingkafka.provisioner.connection.check.ConnectionReport;
import io.remotingkafka.provisioner.connection.check.ConnectionTest;
import io.remotingkafka.provisioner.connection.check.Subject;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every outcome that a check can have, without a server; a connection named {@code good} passes. */
@Alternative
@Singleton
class ScriptedConnectionTest implements ConnectionTest {
    final List<Connection> tested = new CopyOnWriteArrayList<>();

    @Override
    public ConnectionReport run(Connection connection) {
        tested.add(connection);
        Check reached = new Check(
                new Subject.ServerReached(),
                Check.Outcome.PASSED,
                "https://203.0.113.7:6443 answers, in 12 ms",
                Optional.empty());
        if (connection.name().value().equals("good")) {
            return new ConnectionReport(List.of(reached));
        }
        return new ConnectionReport(List.of(
                reached,
                new Check(
                        new Subject.TlsTrusted(),
                        Check.Outcome.WARNING,
                        "not verified",
                        Optional.of("Enter the server's CA certificate, and do not skip the verification.")),
                new Check(
                        new Subject.Identity(),
                        Check.Outcome.PASSED,
                        "system:serviceaccount:builds:provisioner",
                        Optional.empty()),
                new Check(
                        new Subject.Permission("list", "apps", "statefulsets", "to see brokers"),
                        Check.Outcome.PASSED,
                        "allowed",
                        Optional.empty()),
                new Check(
                        new Subject.Permission("create", "apps", "statefulsets", "to start brokers"),
                        Check.Outcome.FAILED,
                        "forbidden",
                        Optional.of("Grant the verb create on statefulsets.apps in namespace builds to the user"
                                + " system:serviceaccount:builds:provisioner.")),
                new Check(
                        new Subject.Quota(),
                        Check.Outcome.SKIPPED,
                        "not looked at, since a check before it failed",
                        Optional.empty())));
    }
}
