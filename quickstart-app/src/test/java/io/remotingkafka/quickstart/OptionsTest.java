package io.remotingkafka.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void withoutOptionsTheStandInIsUsedAndStays() {
        assertThat(parse("")).isEqualTo(new Options.Run(Optional.empty(), false, Optional.empty()));
        assertThat(parse("--once --port 8080")).isEqualTo(new Options.Run(Optional.empty(), true, Optional.of(8080)));
    }

    @Test
    void anOwnControllerGetsItsSlash() {
        assertThat(parse("--jenkins https://ci.example.com/jenkins --user u --token t --label l --once"))
                .isEqualTo(new Options.Run(
                        Optional.of(new Options.OwnController(
                                URI.create("https://ci.example.com/jenkins/"), "u", "t", Optional.of("l"))),
                        true,
                        Optional.empty()));
    }

    @Test
    void theTokenMayComeFromTheEnvironmentAndIsNotPrinted() {
        // when
        Options options =
                Options.parse("--jenkins http://ci/ --user u".split(" ", -1), Map.of(Options.TOKEN_VARIABLE, "s3cret"));

        // then
        assertThat(options).isInstanceOfSatisfying(Options.Run.class, run -> {
            assertThat(run.own().orElseThrow().token()).isEqualTo("s3cret");
            assertThat(run.toString()).doesNotContain("s3cret");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "--jenkins,                                --jenkins needs a value",
        "--jenkins http://ci/,                     --jenkins needs --user U",
        "--jenkins http://ci/ --user u,            --jenkins needs --token T",
        "--jenkins ci --user u --token t,          'a URL like https://jenkins.example.com/, not ''ci'''",
        "--jenkins http://ci/ --user u --token t --port 1, --port is the stand-in's",
        "--user u,                                 belong to --jenkins URL",
        "--port http,                              a number from 1 to 65535",
        "--port 70000,                             a number from 1 to 65535",
        "--onec,                                   Unknown option --onec"
    })
    void whatCannotBeFollowedIsNamed(String line, String reason) {
        assertThat(parse(line)).isInstanceOfSatisfying(Options.Invalid.class, invalid -> assertThat(invalid.reason())
                .contains(reason));
    }

    private static Options parse(String line) {
        return Options.parse(line.isEmpty() ? new String[0] : line.split(" ", -1), Map.of());
    }
}
