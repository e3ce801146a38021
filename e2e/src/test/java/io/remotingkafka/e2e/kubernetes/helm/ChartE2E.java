package io.remotingkafka.e2e.kubernetes.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonJobs;
import io.remotingkafka.testbed.hudson.HudsonNodes;
import io.remotingkafka.testbed.hudson.RestClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code do.sh start} from nothing to a build through Kafka, and {@code do.sh stop} back to nothing. */
@Tag("cluster")
class ChartE2E {
    private static final Demo DEMO = new Demo("demo-helm");
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final Pattern SECRET = Pattern.compile("<argument>([0-9a-f]{32,})</argument>");

    private static String said;

    @BeforeAll
    static void start() {
        said = DEMO.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        DEMO.stop();
        assertThat(Command.run(Duration.ofMinutes(1), "kubectl", "get", "namespace", "demo-helm", "--ignore-not-found")
                        .ok())
                .isBlank();
        assertThat(Command.run(Duration.ofMinutes(1), "kubectl", "get", "pv", "-o", "name")
                        .ok())
                .doesNotContain("demo-helm");
    }

    @Test
    void theAgentIsOnlineAndTheListingIsTheSeedsWithOurServices() {
        assertThat(said).contains("the agent is online through Kafka", "service/demo-0-external", "helm test demo");
        assertThat(DEMO.listing())
                .contains(
                        "pod/demo-jenkins",
                        "pod/demo-jenkins-remoting-kafka-agent",
                        "pod/demo-kafka-0",
                        "service/demo-0-external",
                        "service/demo-jenkins",
                        "service/demo-jenkins-agent",
                        "service/demo-kafka",
                        "service/demo-kafka-headless",
                        "deployment.apps/demo-jenkins",
                        "statefulset.apps/demo-kafka")
                .contains("pod/demo-agent-broker", "pod/demo-provisioner");
        assertThat(DEMO.ports("demo-0-external")).isEqualTo("NodePort 19092:31090 ");
        assertThat(DEMO.ports("demo-jenkins")).startsWith("NodePort 8080:");
        assertThat(DEMO.ports("demo-jenkins-agent")).isEqualTo("ClusterIP 50000: ");
        assertThat(DEMO.ports("demo-kafka")).isEqualTo("ClusterIP 9092: ");
    }

    @Test
    void aBuildRunsOnTheAgentThroughKafka() {
        assertThat(DEMO.test()).contains("built through Kafka on test", "Finished: SUCCESS");
    }

    @Test
    void aBuildThatWaitsGetsAPodOfItsOwn() {
        // given
        RestClient rest = new RestClient(DEMO.jenkins());
        HudsonJobs jobs = new HudsonJobs(rest);

        // when
        Build build = jobs.run(FreestyleJob.of("on-demand", "on-demand", "echo built in a pod; hostname"));

        // then
        assertThat(build.awaitResult(LONG)).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        assertThat(build.log()).contains("built in a pod");
        await().atMost(LONG).untilAsserted(() -> assertThat(DEMO.consolePage("builds"))
                .as("the build's story in the console")
                .containsPattern("(?s)Lately.*>on-demand</a>.*agent on-demand-"));
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        DEMO.kubectl("get", "pods", "-l", "remotingkafka.io/agent", "-o", "name"))
                .isBlank());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(rest.text("computer/api/json")).doesNotContain("on-demand-"));
        jobs.delete("on-demand");
    }

    @Test
    void startedAgainItChangesNothing() {
        String pods = DEMO.kubectl("get", "pods", "-l", "app.kubernetes.io/component!=test", "-o", UIDS);
        String generated = DEMO.kubectl("get", "secret", "demo-generated", "demo-kafka-tls", "-o", DATA);
        DEMO.start();
        assertThat(DEMO.kubectl("get", "pods", "-l", "app.kubernetes.io/component!=test", "-o", UIDS))
                .isEqualTo(pods);
        assertThat(DEMO.kubectl("get", "secret", "demo-generated", "demo-kafka-tls", "-o", DATA))
                .isEqualTo(generated);
    }

    private static final String UIDS = "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}\n{end}";
    private static final String DATA = "jsonpath={range .items[*]}{.data}\n{end}";

    @Test
    void theConsoleShowsTheAgentByAKafkaUserOfItsOwn() {
        await().atMost(LONG).untilAsserted(() -> assertThat(DEMO.consolePage("agents"))
                .containsPattern("(?s)>test</td>.*svg>\\s+Connected<.*held by demo-agent-broker"));
        assertThat(DEMO.secret("demo-provisioner-config", "application.properties"))
                .contains("username=\"console\"")
                .doesNotContain(DEMO.secret("demo-generated", "kafka-broker-password"));
    }

    @Test
    void theAgentReachesKafkaAndNothingElse() {
        assertThat(DEMO.agentReaches("demo-kafka", 9092)).isTrue();
        assertThat(DEMO.agentReaches("demo-jenkins", 8080)).as("Jenkins").isFalse();
        assertThat(DEMO.agentReaches("demo-agent-broker", 7090))
                .as("the broker")
                .isFalse();
        assertThat(DEMO.agentReaches(Demo.NODE, 6443)).as("the API server").isFalse();
        assertThat(DEMO.agentReaches(Demo.NODE, 10250)).as("the kubelet").isFalse();
    }

    @Test
    void theAgentsPodKnowsNoSecretOfJenkins() throws Exception {
        URI page = DEMO.jenkins().resolve("computer/test/slave-agent.jnlp");
        Matcher secret = SECRET.matcher(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body());
        assertThat(secret.find()).isTrue();

        String pod = "deployment/demo-jenkins-remoting-kafka-agent";
        assertThat(DEMO.kubectl("exec", pod, "-c", "jnlp", "--", "env"))
                .contains("JENKINS_SECRET=")
                .doesNotContain(secret.group(1));
        assertThat(DEMO.secret("demo-jenkins-remoting-kafka-agent-config", "application.properties"))
                .contains("remoting.agent.name=test")
                .doesNotContain(secret.group(1));
        assertThat(DEMO.kubectlResult("exec", pod, "-c", "jnlp", "--", "cat", "/app/config/application.properties")
                        .code())
                .as("the sidecar's credentials in agent.jar's container")
                .isNotZero();
    }

    /** From a Kafka that the provisioner makes, as a pod with its own account, to a build through it. */
    @Test
    void whatTheProvisionerHandsOverIsMountedByServicesThatApplyBrought() throws IOException {
        // Given
        DEMO.provisioner("PUT", "here", "{\"namespace\":\"demo-helm\",\"credentials\":{\"kind\":\"InCluster\"}}");
        DEMO.provisioner(
                "PUT", "here/clusters/handed", "{\"storage\":{\"size\":\"1Gi\"},\"resources\":{\"cpu\":\"50m\"}}");
        await().atMost(LONG).untilAsserted(() -> assertThat(DEMO.provisioner("GET", "here/clusters/handed", ""))
                .contains("\"READY\""));
        try (Kustomized services = new Kustomized(DEMO.secret("handed-kafka-binding"), DEMO.jenkins())) {
            RestClient rest = new RestClient(DEMO.jenkins());
            HudsonNodes nodes = new HudsonNodes(rest);
            nodes.create(Kustomized.PERMANENT, Path.of("/home/jenkins"));
            HudsonJobs jobs = new HudsonJobs(rest);
            services.apply();

            // When
            Build onDemand = jobs.run(FreestyleJob.of("kustomized", "kustomized", "echo built by the services alone"));
            Build permanent = jobs.run(
                    FreestyleJob.of("kustomized-permanent", Kustomized.PERMANENT, "echo built by the component"));

            // Then
            built(onDemand, "built by the services alone", services);
            built(permanent, "built by the component", services);
            jobs.delete("kustomized");
            jobs.delete("kustomized-permanent");
            nodes.delete(Kustomized.PERMANENT);
        }
        DEMO.provisioner("DELETE", "here/clusters/handed?volumes=delete", "");
        await().atMost(LONG).untilAsserted(() -> assertThat(DEMO.kubectl(
                        "get",
                        "all,pvc,secrets,configmaps",
                        "-l",
                        "app.kubernetes.io/managed-by=remoting-kafka-provisioner",
                        "-o",
                        "name"))
                .doesNotContain("handed"));
    }

    private static void built(Build build, String line, Kustomized services) {
        assertThat(build.awaitResult(LONG))
                .as(() -> build.log() + services.log())
                .isEqualTo(Build.Result.SUCCESS);
        assertThat(build.log()).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kraft.yaml", "zookeeper.yaml", "external.yaml"})
    void kubernetesAcceptsWhatIsRendered(String values) throws IOException {
        String namespace = "demo-helm";
        Command.Result result = Command.run(
                Duration.ofMinutes(2),
                "bash",
                "-c",
                "set -o pipefail; helm lint k8s/helm/remoting-kafka -f e2e/helm/" + values
                        + " && helm template other k8s/helm/remoting-kafka -n " + namespace + " -f e2e/helm/" + values
                        + " | kubectl apply -n " + namespace + " --dry-run=server -f -");
        assertThat(result.ok()).contains("deployment.apps/other-agent-broker created (server dry run)");
    }
}
