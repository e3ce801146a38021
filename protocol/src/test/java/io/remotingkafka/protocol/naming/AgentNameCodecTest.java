package io.remotingkafka.protocol.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(NameArbitraries.class)
@Domain(DomainContext.Global.class)
class AgentNameCodecTest {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,100}");

    @Property(tries = 5_000)
    void aFormIsShortPlainAsciiWithoutDotsAndUnderscores(@ForAll AgentName name) {
        assertThat(AgentNameCodec.encode(name)).matches(FORM);
    }

    @Property(tries = 300)
    void noTwoNamesHaveOneForm(@ForAll @Size(min = 2, max = 100) Set<AgentName> names) {
        Map<String, AgentName> byForm = new HashMap<>();

        names.forEach(name -> {
            AgentName other = byForm.put(AgentNameCodec.encode(name), name);
            assertThat(other).isNull();
        });
    }

    @Property(tries = 3_000)
    void noFormIsAnothersNamesForm(@ForAll AgentName name) {
        String form = AgentNameCodec.encode(name);

        // A node may be called what another node's form looks like.
        boolean plain = name.value().equals(form);
        assertThat(AgentNameCodec.encode(new AgentName(form)).equals(form)).isEqualTo(plain);
    }

    @Property(tries = 3_000)
    void aWholeFormCanBeReadBack(@ForAll AgentName name) {
        String form = AgentNameCodec.encode(name);

        String read = form.replace("--", "-x2d");
        if (!read.contains("-h")) {
            assertThat(decode(form)).isEqualTo(name.value());
        } else {
            assertThat(form.length()).isBetween(90, 100);
        }
    }

    @Example
    void namesKeepTheirForms() {
        assertForm("linux7", "linux7");
        assertForm("Linux-7", "Linux--7");
        assertForm("a.b_c d", "a-x2eb-x5fc-x20d");
        assertForm("büro", "b-xc3-xbcro");
        assertForm("世", "-xe4-xb8-x96");
        assertForm("😀", "-xf0-x9f-x98-x80");
        assertForm("a".repeat(100), "a".repeat(100));
        assertForm("a".repeat(101), "a".repeat(66) + "-h9d0793397991b57a99a07c6e6b4a92ba");
    }

    @Example
    void caseAndNormalisationMakeDifferentNames() {
        String composed = Normalizer.normalize("Büro", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize("Büro", Normalizer.Form.NFD);

        assertThat(encode(composed)).isNotEqualTo(encode(decomposed));
        assertThat(encode("node")).isNotEqualTo(encode("Node"));
        assertThat(encode("a".repeat(200))).isNotEqualTo(encode("a".repeat(199) + "b"));
        assertThat(encode("😀".repeat(127))).isNotEqualTo(encode("😀".repeat(126)));
    }

    @Example
    void aNameThatLooksLikeACutFormIsEscaped() {
        String cut = encode("x".repeat(255));

        assertThat(cut).hasSize(100);
        assertThat(encode(cut)).isNotEqualTo(cut).hasSize(100);
        // A shorter one is not cut again, only escaped.
        assertThat(encode("x-h" + "0".repeat(32))).isEqualTo("x--h" + "0".repeat(32));
    }

    private static void assertForm(String name, String form) {
        assertThat(encode(name)).isEqualTo(form);
    }

    private static String encode(String name) {
        return AgentNameCodec.encode(new AgentName(name));
    }

    /** Reads a form that was not cut. */
    private static String decode(String form) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        for (int at = 0; at < form.length(); at++) {
            if (form.charAt(at) != '-') {
                utf8.write(form.charAt(at));
            } else if (form.charAt(++at) == '-') {
                utf8.write('-');
            } else {
                assertThat(form.charAt(at)).isEqualTo('x');
                utf8.write(Integer.parseInt(form, at + 1, at + 3, 16));
                at += 2;
            }
        }
        return utf8.toString(StandardCharsets.UTF_8);
    }
}
