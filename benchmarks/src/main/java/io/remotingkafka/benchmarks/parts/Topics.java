package io.remotingkafka.benchmarks.parts;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of the benchmarks' own. */
final class Topics {
    private Topics() {}

    /** Makes a topic of one partition. */
    static void create(Map<String, Object> client, String name) {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topic " + name + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** How many topics begin with that. */
    static int count(Admin admin, String prefix) {
        try {
            return (int) admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(prefix))
                    .count();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics cannot be listed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
