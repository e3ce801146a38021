package io.remotingkafka.broker.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.naming.ControllerName;
import java.net.URI;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Controller MAIN = new Controller(
            new ControllerName("main"),
            URI.create("https://jenkins.example.com/ci/"),
            Optional.empty(),
            Optional.empty(),
            false);

    @ParameterizedTest
    @CsvSource({
        "200, NOT_A_CONTROLLER, 502, a page instead",
        "302, NOT_A_CONTROLLER, 502, a redirect to https://sso/",
        "400, CONTROLLER, 400, the body",
        "403, CONTROLLER, 403, the body",
        "404, NOT_A_CONTROLLER, 404, context path",
        "500, CONTROLLER_UNREACHABLE, 503, the body",
        "503, CONTROLLER_UNREACHABLE, 503, starting",
        "999, CONTROLLER_UNREACHABLE, 503, with status 999",
    })
    void anAnswerIsToldByWhatItMeans(int status, RefusalReason reason, int passedOn, String part) {
        Refused refusal = Refusals.answered(MAIN, "wsagents/", status, "https://sso/", "the body");

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.status()).isEqualTo(passedOn);
        assertThat(refusal.text()).contains(part);
    }

    @Test
    void whateverTheStatusThereIsARefusalThatAFrameCanCarry() {
        assertThat(IntStream.rangeClosed(100, 999)
                        .mapToObj(status -> Refusals.answered(MAIN, "login", status, null, ""))
                        .map(Refused::status))
                .allSatisfy(status -> assertThat(status).isBetween(400, 599));
    }

    @Test
    void theKeyOrTheSwitchToLookAtIsNamed() {
        assertThat(Refusals.answered(MAIN, "login", 302, "/x", "").text())
                .contains("remoting.controllers.main.url=https://jenkins.example.com/ci/");
        assertThat(Refusals.noAgentPort(MAIN).text()).contains("X-Jenkins-JNLP-Port", "Manage Jenkins");
        assertThat(Refusals.unreachable(MAIN, new IllegalStateException("connection refused"))
                        .text())
                .isEqualTo("controller main at https://jenkins.example.com/ci/ cannot be reached: connection refused");
    }

    @Test
    void onlyTheControllersOwnWordsMeanThatItHoldsAnEarlierConnection() {
        assertThat(new Dialed.Rejected(new Refused(RefusalReason.CONTROLLER, 400, "linux is already connected"))
                        .isAlreadyConnected())
                .isTrue();
        assertThat(new Dialed.Rejected(new Refused(RefusalReason.CONTROLLER, 400, "no")).isAlreadyConnected())
                .isFalse();
        assertThat(new Dialed.Rejected(new Refused(RefusalReason.CONTROLLER, 403, "already connected"))
                        .isAlreadyConnected())
                .isFalse();
    }
}
