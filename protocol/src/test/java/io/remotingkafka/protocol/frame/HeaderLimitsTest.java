package io.remotingkafka.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HeaderLimitsTest {
    @Property(tries = 300)
    void whatIsWithinTheLimitsFitsIntoAnOpen(@ForAll("headers") List<Header> headers) {
        if (HeaderLimits.violation(headers).isEmpty()) {
            assertThat(encodedOpen(headers)).hasSizeLessThanOrEqualTo(FrameCodec.MAX_FRAME);
        }
    }

    @Property(tries = 300)
    void whatIsChosenToFitFitsAndKeepsItsOrder(@ForAll("headers") List<Header> headers) {
        List<Header> fitting = HeaderLimits.fitting(headers);

        assertThat(HeaderLimits.violation(fitting)).isEmpty();
        if (!fitting.isEmpty()) {
            assertThat(headers).containsSubsequence(fitting);
        }
        if (HeaderLimits.violation(headers).isEmpty()) {
            assertThat(fitting).isEqualTo(headers);
        }
    }

    @Provide
    Arbitrary<List<Header>> headers() {
        Arbitrary<String> names = Arbitraries.of("n", "Näme", "N".repeat(256), "N".repeat(257));
        Arbitrary<String> values = Arbitraries.of("", "世", "v".repeat(4_000), "v".repeat(16_384), "v".repeat(16_385));
        return Combinators.combine(names, values)
                .as(Header::new)
                .list()
                .ofMaxSize(70)
                .withoutEdgeCases();
    }

    @Example
    void theLargestHeadersFitAndOneMoreIsNamed() {
        Header largest = new Header("N".repeat(256), "v".repeat(Header.MAX_VALUE));
        List<Header> most = Collections.nCopies(7, largest);

        assertThat(HeaderLimits.violation(most)).isEmpty();
        assertThat(HeaderLimits.violation(Collections.nCopies(8, largest)))
                .hasValue("all headers together have at most 130048 bytes, not 133120");
    }

    @Example
    void oneTooLargeIsNamedWithoutItsValue() {
        assertThat(HeaderLimits.violation(List.of(new Header("Cookie", "s".repeat(16_385)))))
                .hasValue(
                        "a header's name has at most 256 and its value at most 16384 bytes; 'Cookie' has 6 and 16385");
    }

    @Example
    void aNameTooLongIsAbbreviated() {
        assertThat(HeaderLimits.violation(List.of(new Header("N".repeat(300), ""))))
                .hasValueSatisfying(message -> {
                    assertThat(message).contains("'" + "N".repeat(40) + "…' has 300 and 0");
                });
    }

    @Example
    void aHeaderCountsInBytesOfUtf8() {
        assertThat(HeaderLimits.violation(List.of(new Header("n", "世".repeat(5_462)))))
                .isPresent();
        assertThat(HeaderLimits.violation(List.of(new Header("n", "世".repeat(5_461)))))
                .isEmpty();
    }

    @Example
    void moreThanTheMostAreNamed() {
        assertThat(HeaderLimits.violation(Collections.nCopies(65, new Header("n", "v"))))
                .hasValue("at most 64 headers are carried, there are 65");
    }

    @Example
    void aHeaderKeepsItsValueToItself() {
        assertThat(new Header("Secret-Key", "c0ffee").toString()).doesNotContain("c0ffee");
        assertThat(new Frame.Open(new AgentName("a"), SessionKind.TCP, List.of(new Header("Secret-Key", "c0ffee")))
                        .toString())
                .doesNotContain("c0ffee");
    }

    private static byte[] encodedOpen(List<Header> headers) {
        return FrameCodec.encode(
                new Envelope(SessionId.random(), Direction.UP, 1, 0, 0, -1),
                new Frame.Open(new AgentName("世".repeat(255)), SessionKind.WEBSOCKET, headers));
    }
}
