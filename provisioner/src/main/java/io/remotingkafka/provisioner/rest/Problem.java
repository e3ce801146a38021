package io.remotingkafka.provisioner.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An error as RFC 9457 has it, with what to do beside it.
 *
 * @param type the kind of failure, as a URN
 * @param title the same in words
 * @param status of the HTTP answer
 * @param detail what was attempted and what came back
 * @param remedy what to do
 */
@RegisterForReflection
public record Problem(String type, String title, int status, String detail, String remedy) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(String code, int status, String detail, String remedy) {
        return new Problem("urn:remoting-kafka:" + code, code.replace('-', ' '), status, detail, remedy);
    }
}
