package io.remotingkafka.benchmarks.start;

import io.remotingkafka.testbed.process.ServiceProcess;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** In which form a service runs. */
enum Form {
    NATIVE("native", true),
    JVM("JVM", false);

    private final String label;
    private final boolean isNative;

    Form(String label, boolean isNative) {
        this.label = label;
        this.isNative = isNative;
    }

    String label() {
        return label;
    }

    /** The forms in which both services have been built. */
    static List<Form> built() {
        return Arrays.stream(values())
                .filter(form ->
                        form.in(() -> ServiceProcess.isBuilt("agent") && ServiceProcess.isBuilt("agent-broker")))
                .toList();
    }

    /** Does something while services are started in this form. */
    <T> T in(Supplier<T> something) {
        String before = System.getProperty(ServiceProcess.NATIVE, "false");
        System.setProperty(ServiceProcess.NATIVE, String.valueOf(isNative));
        try {
            return something.get();
        } finally {
            System.setProperty(ServiceProcess.NATIVE, before);
        }
    }
}
