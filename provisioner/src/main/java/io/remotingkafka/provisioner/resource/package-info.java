/**
 * The declarative way to a Kafka: {@code KafkaCluster} resources. {@link
 * io.remotingkafka.provisioner.resource.ResourceWatches} follows those in the namespace of each connection, {@link
 * io.remotingkafka.provisioner.resource.Reconciliation} decides what each of them needs, and it is done through the
 * interface that REST and the console use too.
 */
package io.remotingkafka.provisioner.resource;
