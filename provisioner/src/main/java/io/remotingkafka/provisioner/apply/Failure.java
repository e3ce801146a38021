package io.remotingkafka.provisioner.apply;

import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Reason;
import java.time.Duration;

/** Why Kafka could not be set up or taken away. */
public sealed interface Failure {
    /** As it is shown, stored and sent. */
    Reason reason();

    /** The API server does not know us. */
    record NotAuthenticated(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "not-authenticated",
                    "Kubernetes does not accept the credentials: " + says,
                    "Enter credentials that are valid, and test the connection.");
        }
    }

    /** We are not allowed something. */
    record Forbidden(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "forbidden",
                    "Kubernetes refused: " + says,
                    "Give the account that right; \"Test connection\" lists all that are needed.");
        }
    }

    /** Nothing answers. */
    record Unreachable(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "unreachable",
                    "The Kubernetes API server cannot be reached: " + says,
                    "Check the server's URL, the network and that the server runs; applying again goes on from here.");
        }
    }

    /** The server's certificate is not one of the CA given. */
    record Untrusted(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "untrusted-certificate",
                    "The API server's certificate is not trusted: " + says,
                    "Enter the certificate of the CA that signed it, and the server by a name its certificate has.");
        }
    }

    /** The namespace's quota is used up. */
    record QuotaExceeded(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "quota-exceeded",
                    "The namespace's quota leaves no room: " + says,
                    "Raise the quota, free some of it, or ask for less memory and processor time.");
        }
    }

    /** The namespace's Pod Security level does not take the pods. */
    record AdmissionDenied(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "admission-denied",
                    "An admission rule refused a pod: " + says,
                    "Let the rule take these pods; they satisfy Pod Security level restricted.");
        }
    }

    /** An object is not as Kubernetes wants it. */
    record Invalid(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "invalid",
                    "Kubernetes refused an object: " + says,
                    "Change the value it names. What cannot be changed in place, such as a volume's size, needs the"
                            + " cluster to be removed and made anew.");
        }
    }

    /** A node port has somebody already. */
    record NodePortTaken(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "node-port-taken",
                    "The node port cannot be had: " + says,
                    "Choose another port, or leave it out and Kubernetes chooses.");
        }
    }

    /** An object of that name is there and is not ours. */
    record MadeByOthers(String objects) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "made-by-others",
                    "The namespace has objects of these names that the provisioner did not make: " + objects,
                    "Choose another name or namespace. The provisioner never touches what others made.");
        }
    }

    /** Others own fields that would change. */
    record FieldsInConflict(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "conflict",
                    "Others own fields that would change: " + says,
                    "Ask the owners named to let go of the fields, or set the cluster to the same values.");
        }
    }

    /** A volume could not be had. */
    record NoVolume(String claim, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "no-volume",
                    "The volume " + claim + " cannot be had: " + says,
                    "Name a storage class that exists, make one the default, or choose ephemeral storage.");
        }
    }

    /** An image could not be pulled. */
    record ImageNotPulled(String pod, String image, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "image-not-pulled",
                    "Pod " + pod + " cannot have its image " + image + ": " + says,
                    "Check the image's name and tag, and that the nodes reach its registry.");
        }
    }

    /** No node takes the pod. */
    record Unschedulable(String pod, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "unschedulable",
                    "No node takes pod " + pod + ": " + says,
                    "Ask for less, free some nodes, or add one.");
        }
    }

    /** A container ends again and again. */
    record Crashing(String pod, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "crashing",
                    "Pod " + pod + " ends again and again: " + says,
                    "Look at its last log lines; a broker that ran out of memory needs more than resources.memory.");
        }
    }

    /** No address was given for clients from outside. */
    record NoAddress(String service) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "no-address",
                    "Service " + service + " got no address from a load balancer",
                    "Use a NodePort listener where the cluster has no load balancers.");
        }
    }

    /** Nothing is known to be wrong, it just takes too long. */
    record TookTooLong(Duration deadline, String last) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "took-too-long",
                    "Not ready after " + deadline.toSeconds() + " s; last seen: " + last,
                    "Apply again to go on waiting, or raise provisioner.apply.deadline.");
        }
    }

    /** Kafka runs and does not do what it should. */
    record NotProved(String attempted, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "not-proved",
                    "Kafka runs, but " + attempted + " failed: " + says,
                    "Look at the brokers' logs, and at whether the listener's address can be reached from here.");
        }
    }

    /** The Secret with an external Kafka's client settings does not do. */
    record NoClientSettings(String secret, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "no-client-settings",
                    "Secret " + secret + " does not have Kafka's client settings: " + says,
                    "Put them there under Kafka's own names: security.protocol, sasl.mechanism, sasl.jaas.config,"
                            + " ssl.truststore.type (PEM), ssl.truststore.certificates.");
        }
    }

    /** Brokers of ours have the name that an external Kafka is to have. */
    record OwnBrokersInTheWay(String objects) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "own-brokers-in-the-way",
                    "A Kafka that the provisioner made has this name: " + objects,
                    "Remove it first, or choose another name.");
        }
    }

    /** An external Kafka does not answer. */
    record KafkaUnreachable(String attempted, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "kafka-unreachable",
                    "No answer when " + attempted + ": " + says,
                    "Check the address, that Kafka runs, and that each broker tells clients an address that can be"
                            + " reached from here (advertised.listeners).");
        }
    }

    /** An external Kafka's certificate is not trusted, or it does not trust ours. */
    record KafkaUntrusted(String servers, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "kafka-untrusted",
                    "TLS with " + servers + " fails: " + says,
                    "Put the certificate of the CA that signed the brokers' into ssl.truststore.certificates, and name"
                            + " the brokers as their certificates do.");
        }
    }

    /** An external Kafka does not take the user and password. */
    record KafkaLoginRefused(String servers, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "kafka-login-refused",
                    servers + " does not take the login: " + says,
                    "Check sasl.mechanism, and user and password in sasl.jaas.config.");
        }
    }

    /** The user of an external Kafka lacks a right. */
    record KafkaForbidden(String attempted, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "kafka-forbidden",
                    "Kafka refuses " + attempted + ": " + says,
                    "Allow the user all operations on topics and groups whose names begin with remoting-kafka"
                            + " (kafka-acls --resource-pattern-type prefixed).");
        }
    }

    /** An external Kafka does not know a request that is needed. */
    record KafkaTooOld(String attempted, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "kafka-too-old",
                    "Kafka does not know what is needed for " + attempted + ": " + says,
                    "Use a later version of Kafka.");
        }
    }

    /** A Kafka cannot change hands between us and an operator. */
    record ModeChanged(Mode before, Mode asked) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "mode-changed",
                    "The cluster is of mode " + before + " and cannot become one of mode " + asked,
                    "Remove it first, or choose another name.");
        }
    }

    /** Strimzi's operator says that it cannot do what is asked for. */
    record OperatorRefused(String resource, String code, String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "operator-refused",
                    "The Strimzi operator says of " + resource + " (" + code + "): " + says,
                    "Change what it names and apply again; the operator's log has more.");
        }
    }

    /** Strimzi's operator is not there. */
    record OperatorMissing() implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "operator-missing",
                    "This Kubernetes has no resources Kafka of kafka.strimzi.io/v1: the Strimzi operator is missing, or older than 0.49",
                    "Install it, for example, as its documentation says: strimzi.io/quickstarts; or use mode KRaft.");
        }
    }

    /** A new operation of the same cluster took its place. */
    record Superseded() implements Failure {
        @Override
        public Reason reason() {
            return new Reason("superseded", "A later request took its place", "Watch the later one.");
        }
    }

    /** What should not happen. */
    record Unexpected(String says) implements Failure {
        @Override
        public Reason reason() {
            return new Reason(
                    "unexpected", "Something unforeseen: " + says, "The provisioner's log has more; apply again.");
        }
    }
}
