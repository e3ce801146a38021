package io.remotingkafka.protocol.frame;

/**
 * One header of the HTTP handshake that a session carries.
 *
 * @param name up to {@value #MAX_NAME} bytes of UTF-8
 * @param value up to {@value #MAX_VALUE} bytes of UTF-8
 */
public record Header(String name, String value) {
    /** The longest name, in bytes. */
    public static final int MAX_NAME = 256;
    /** The longest value, in bytes: X-Remoting-Capability takes some hundred, a signed cookie of a proxy up to 4 KiB. */
    public static final int MAX_VALUE = 16 * 1024;

    /** Whether this is the header of that name; HTTP's names ignore case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Secrets travel in headers, so a header does not print its value. */
    @Override
    public String toString() {
        return name + ": …";
    }
}
