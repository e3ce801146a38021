package io.remotingkafka.e2e.kubernetes.helm;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart's release {@code demo} in a namespace of its own, by {@code do.sh}. */
final class Demo {
    static final String NODE = "172.31.255.1";

    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final List<String> VALUES = Boolean.getBoolean("services.native")
            ? List.of("-f", "e2e/helm/node.yaml")
            : List.of("-f", "e2e/helm/node.yaml", "-f", "e2e/helm/jvm.yaml");

    private final String namespace;
    private final List<String> options;

    /** @param options more of helm's */
    Demo(String namespace, String... options) {
        this.namespace = namespace;
        this.options = List.of(options);
    }

    /** @param changed options of helm's for this time */
    String start(String... changed) {
        List<String> command = new ArrayList<>(List.of("k8s/helm/do.sh", "start"));
        command.addAll(VALUES);
        command.addAll(options);
        command.addAll(List.of(changed));
        return Command.run(START, Map.of("K8S_NODE", NODE, "NAMESPACE", namespace, "LIMIT_SECONDS", "420"), command)
                .ok();
    }

    /** The chart before this one, by helm alone; waits until all is ready. */
    void installPrevious() {
        helm("install", "demo", "e2e/helm/previous/remoting-kafka-0.1.0.tgz", "--create-namespace");
    }

    /**
     * To this chart, by helm alone; waits until all is ready.
     *
     * @param changed more options of helm's
     */
    void upgrade(String... changed) {
        helm(Stream.concat(Stream.of("upgrade", "demo", "k8s/helm/remoting-kafka"), Arrays.stream(changed))
                .toArray(String[]::new));
    }

    private void helm(String... arguments) {
        List<String> command = new ArrayList<>(List.of("helm"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-n", namespace, "--wait", "--timeout", "5m"));
        command.addAll(VALUES);
        command.addAll(options);
        Command.run(START, Map.of(), command).ok();
    }

    /** By helm alone. */
    void uninstall() {
        Command.run(START, "helm", "uninstall", "demo", "-n", namespace, "--wait", "--timeout", "5m")
                .ok();
    }

    /** What there is in the namespace that Kubernetes does not make in each, but for volumes, which helm keeps. */
    List<String> left() {
        return kubectl(
                        "get",
                        "all,agentpools,secrets,configmaps,serviceaccounts,roles,rolebindings,networkpolicies,poddisruptionbudgets",
                        "-o",
                        "name")
                .lines()
                .filter(name -> !List.of("configmap/kube-root-ca.crt", "serviceaccount/default")
                        .contains(name))
                .toList();
    }

    /** Name and UID of each pod. */
    List<String> pods() {
        return kubectl("get", "pods", "-o", "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{\"\\n\"}{end}")
                .lines()
                .toList();
    }

    String stop() {
        return Command.run(START, Map.of("NAMESPACE", namespace), List.of("k8s/helm/do.sh", "stop"))
                .ok();
    }

    String test() {
        return Command.run(Duration.ofMinutes(5), "helm", "test", "demo", "-n", namespace, "--logs")
                .ok();
    }

    /** Kubernetes's answer, in this namespace. */
    String kubectl(String... arguments) {
        return kubectlResult(arguments).ok();
    }

    Command.Result kubectlResult(String... arguments) {
        return Command.run(
                SHORT,
                Stream.concat(Stream.of("kubectl", "-n", namespace), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    /** Where the controller is, from outside. */
    URI jenkins() {
        String port = kubectl("get", "service", "demo-jenkins", "-o", "jsonpath={.spec.ports[0].nodePort}");
        return URI.create("http://" + NODE + ":" + port + "/");
    }

    /** What the broker answers to one of its probes: {@code live}, {@code ready}. */
    String brokerHealth(String probe) {
        return Command.run(SHORT, "curl", "-s", "http://" + address("agent-broker") + ":7090/q/health/" + probe)
                .ok();
    }

    /** A page of the console, as its local user sees it after logging in. */
    String consolePage(String path) {
        String console = "http://" + address("provisioner") + ":8080/";
        return Command.run(
                        SHORT,
                        Map.of("PASSWORD", secret("demo-generated", "provisioner-password"), "CONSOLE", console),
                        List.of(
                                "bash",
                                "-c",
                                "curl -sSf -o /dev/null -c - -d user=admin --data-urlencode \"password=$PASSWORD\""
                                        + " \"${CONSOLE}login/session\" | curl -sSf -b - \"${CONSOLE}" + path + "\""))
                .ok();
    }

    /** Where the pod of a part of the release is. */
    private String address(String component) {
        return kubectl(
                "get",
                "pods",
                "-l",
                "app.kubernetes.io/component=" + component,
                "-o",
                "jsonpath={.items[0].status.podIP}");
    }

    /** Calls the provisioner's REST API below the connections, as its local user. */
    String provisioner(String method, String path, String body) {
        return Command.run(
                        SHORT,
                        "curl",
                        "-sS",
                        "-X",
                        method,
                        "-u",
                        "admin:" + secret("demo-generated", "provisioner-password"),
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        body,
                        "http://" + address("provisioner") + ":8080/api/v1/connections/" + path)
                .ok();
    }

    /** All that is in a Secret. */
    Map<String, String> secret(String name) {
        Map<String, String> values = new HashMap<>();
        kubectl("get", "secret", name, "-o", "go-template={{range $key, $value := .data}}{{$key}}{{\"\\n\"}}{{end}}")
                .lines()
                .forEach(key -> values.put(key, secret(name, key)));
        return values;
    }

    /** Sends a signal to a service's process; the node is this machine. */
    void signal(String component, String signal) {
        String container = kubectl(
                        "get",
                        "pods",
                        "-l",
                        "app.kubernetes.io/component=" + component,
                        "-o",
                        "jsonpath={.items[0].status.containerStatuses[0].containerID}")
                .replaceFirst("^containerd://", "");
        Command.run(
                        SHORT,
                        "bash",
                        "-c",
                        "kill -" + signal + " $(grep -l " + container + " /proc/[0-9]*/cgroup | cut -d/ -f3)")
                .ok();
    }

    /** What is under a key of a Secret. */
    String secret(String name, String key) {
        String encoded = kubectl("get", "secret", name, "-o", "jsonpath={.data." + key.replace(".", "\\.") + "}");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /** Kind and name of everything that {@code kubectl get all} lists, with the random ends of pods' and replica sets' names cut off. */
    List<String> listing() {
        return kubectl("get", "all", "-o", "name")
                .lines()
                .map(name -> name.replaceFirst("^(pod/.*)-[a-f0-9]{8,10}-[a-z0-9]{5}$", "$1"))
                .filter(name -> !name.startsWith("replicaset"))
                .toList();
    }

    /** Ports of a service, as {@code kubectl get services} shows them. */
    String ports(String service) {
        return kubectl(
                "get",
                "service",
                service,
                "-o",
                "jsonpath={.spec.type} {range .spec.ports[*]}{.port}:{.nodePort} {end}");
    }

    /** Whether the permanent agent's own container gets a TCP connection there within some seconds. */
    boolean agentReaches(String host, int port) {
        return kubectlResult(
                                "exec",
                                "deployment/demo-jenkins-remoting-kafka-agent",
                                "-c",
                                "jnlp",
                                "--",
                                "timeout",
                                "5",
                                "bash",
                                "-c",
                                "exec 3<>/dev/tcp/" + host + "/" + port)
                        .code()
                == 0;
    }
}
